package tools.sota.usage;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import tools.sota.usage.journal.Journal;

/// How far the journal has been moved to PostgreSQL. Whoever reads there, and must see what this node has charged,
/// waits
/// here; that also hurries the move.
public final class Progress {
    private final Journal journal;
    private final AtomicLong moved = new AtomicLong();
    private final AtomicBoolean hurried = new AtomicBoolean();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();

    public Progress(Journal journal) {
        this.journal = journal;
    }

    long moved() {
        return moved.get();
    }

    /// Bytes that are not moved yet.
    long waiting() {
        return journal.end() - moved.get();
    }

    void movedTo(long position) {
        moved.set(position);
        signal();
    }

    /// Ends the mover's pause.
    void hurry() {
        hurried.set(true);
        signal();
    }

    /// Waits until everything that is durable now has been moved.
    ///
    /// @return false when the time was too short
    public boolean await(Duration patience) {
        long target = journal.end();
        if (moved.get() >= target) {
            return true;
        }
        hurry();
        long nanos = patience.toNanos();
        lock.lock();
        try {
            while (moved.get() < target && nanos > 0) {
                nanos = changed.awaitNanos(nanos);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
        return moved.get() >= target;
    }

    /// For the mover: until the time has passed, or somebody is in a hurry.
    void pause(Duration pause) {
        lock.lock();
        try {
            long nanos = pause.toNanos();
            while (nanos > 0 && !hurried.get()) {
                nanos = changed.awaitNanos(nanos);
            }
            hurried.set(false);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }

    private void signal() {
        lock.lock();
        try {
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
