package tools.sota.platform;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One worker takes whatever waits and handles it together, so that many callers share one round trip or one fsync.
/// Nothing lingers: a lone item is handled at once, and while one batch runs the next one gathers.
public final class Batches<T> implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Batches.class);

    private final ConcurrentLinkedQueue<T> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicInteger size = new AtomicInteger();
    private final AtomicBoolean asleep = new AtomicBoolean();
    private final AtomicBoolean closing = new AtomicBoolean();
    private final int capacity;
    private final int largest;
    private final Consumer<List<T>> work;
    private final Thread worker;

    private Batches(String name, int capacity, int largest, Consumer<List<T>> work) {
        this.capacity = capacity;
        this.largest = largest;
        this.work = work;
        this.worker = Thread.ofPlatform().name(name).daemon().unstarted(this::run);
    }

    /// @param capacity items that may wait; further ones are refused
    /// @param largest items of one batch
    /// @param work handles one batch, in the order of arrival; must tell each item's owner of a failure itself
    public static <T> Batches<T> start(String name, int capacity, int largest, Consumer<List<T>> work) {
        var batches = new Batches<>(name, capacity, largest, work);
        batches.worker.start();
        return batches;
    }

    /// @return false when too many wait, or it is closed: the item was not taken
    public boolean offer(T item) {
        // Counted before it is looked whether we close: the worker ends only when nothing is counted.
        if (size.incrementAndGet() > capacity || closing.get()) {
            size.decrementAndGet();
            return false;
        }
        waiting.add(item);
        if (asleep.get() && asleep.compareAndSet(true, false)) {
            LockSupport.unpark(worker);
        }
        return true;
    }

    /// Items that wait now.
    public int waiting() {
        return size.get();
    }

    /// Handles what waits, then ends.
    @Override
    public void close() {
        closing.set(true);
        LockSupport.unpark(worker);
        try {
            worker.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        var batch = new ArrayList<T>(largest);
        while (take(batch)) {
            handle(batch);
            size.addAndGet(-batch.size());
            batch.clear();
        }
    }

    private void handle(List<T> batch) {
        try {
            work.accept(List.copyOf(batch));
        } catch (RuntimeException | Error e) {
            LOG.error("A batch of {} failed in {}", batch.size(), worker.getName(), e);
        }
    }

    /// Waits until there is something; false when there is nothing and there will be nothing.
    private boolean take(List<T> batch) {
        while (true) {
            for (T item = waiting.poll(); item != null; item = batch.size() < largest ? waiting.poll() : null) {
                batch.add(item);
            }
            if (!batch.isEmpty()) {
                return true;
            }
            if (closing.get() && size.get() == 0) {
                return false;
            }
            asleep.set(true);
            if (waiting.isEmpty() && !closing.get()) {
                LockSupport.park(this);
            }
            asleep.set(false);
        }
    }
}
