package tools.sota.notify;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Sends right after a commit, so that a mail is there within a second. What it misses, the scheduled job sends.
final class SenderThread implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SenderThread.class);
    private static final Duration STOP_WITHIN = Duration.ofSeconds(20);

    private final Runnable send;
    private final Semaphore woken = new Semaphore(0);
    private final AtomicBoolean closed = new AtomicBoolean();
    private final Thread thread;

    SenderThread(Runnable send) {
        this.send = send;
        this.thread = Thread.ofVirtual().name("outbox").start(this::run);
    }

    void wake() {
        woken.release();
    }

    /// A dialogue under way is finished, not cut: cutting it would send the mail twice.
    @Override
    public void close() {
        closed.set(true);
        woken.release();
        try {
            if (!thread.join(STOP_WITHIN)) {
                thread.interrupt();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        while (true) {
            woken.acquireUninterruptibly();
            woken.drainPermits();
            if (closed.get()) {
                return;
            }
            sendQuietly();
        }
    }

    private void sendQuietly() {
        try {
            send.run();
        } catch (RuntimeException e) {
            LOG.warn("The outbox could not be read; the next run tries again", e);
        }
    }
}
