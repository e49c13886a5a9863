package tools.sota.sandbox.stripe.account;

import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/// One at a time: each request, page and control acts on the account alone, after everything that came due was done.
public final class Turns {
    private final ReentrantLock lock = new ReentrantLock(true);
    private final Runnable settle;

    public Turns(Runnable settle) {
        this.settle = settle;
    }

    public <T> T take(Supplier<T> action) {
        lock.lock();
        try {
            if (lock.getHoldCount() == 1) {
                settle.run();
            }
            return action.get();
        } finally {
            lock.unlock();
        }
    }

    public void run(Runnable action) {
        take(() -> {
            action.run();
            return true;
        });
    }
}
