package tools.sota.usage;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Makes charges durable before their answers leave, by group commit: one writer takes whatever waits and commits it as
/// one transaction, so that many callers share one fsync. Bounded: when the store cannot follow, callers are refused.
public final class Ledger implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Ledger.class);
    private static final int WAITING = 10_000;
    private static final int BATCH = 1_000;
    private static final int TRIES = 3;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Jdbi jdbi;
    private final BlockingQueue<Entry> waiting = new ArrayBlockingQueue<>(WAITING);
    private final AtomicBoolean closing = new AtomicBoolean();
    private final Thread writer;

    /// A charge and the caller that waits for it.
    private record Entry(Charge charge, CompletableFuture<Long> written) {}

    public Ledger(Jdbi jdbi) {
        this.jdbi = jdbi;
        this.writer = Thread.ofPlatform().name("ledger").start(this::write);
    }

    /// Returns when the charge is durable.
    ///
    /// @return the id of the PostgreSQL transaction that holds it
    /// @throws NotWritten when it is not, or nobody can say; the answer must then be a failure
    public long append(Charge charge) {
        var entry = new Entry(charge, new CompletableFuture<>());
        if (closing.get() || !waiting.offer(entry)) {
            throw new NotWritten("The ledger takes no more charges now", null);
        }
        try {
            return entry.written().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            throw new NotWritten("The charge of request " + charge.id() + " may not be written", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NotWritten("Interrupted while request " + charge.id() + " was written", e);
        }
    }

    /// Writes what waits, then stops.
    @Override
    public void close() {
        closing.set(true);
        try {
            writer.join(PATIENCE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void write() {
        while (!closing.get() || !waiting.isEmpty()) {
            var batch = batch();
            if (!batch.isEmpty()) {
                commit(batch);
            }
        }
    }

    private List<Entry> batch() {
        var batch = new ArrayList<Entry>();
        try {
            var first = waiting.poll(100, TimeUnit.MILLISECONDS);
            if (first != null) {
                batch.add(first);
                waiting.drainTo(batch, BATCH - 1);
            }
        } catch (InterruptedException e) {
            closing.set(true);
        }
        return batch;
    }

    private void commit(List<Entry> batch) {
        try {
            long transaction = append(batch.stream().map(Entry::charge).toList());
            batch.forEach(entry -> entry.written().complete(transaction));
        } catch (RuntimeException e) {
            LOG.error(
                    "{} charges could not be written, the first of request {}",
                    batch.size(),
                    batch.getFirst().charge().id(),
                    e);
            batch.forEach(entry -> entry.written().completeExceptionally(e));
        }
    }

    /// A commit whose answer was lost may have happened; ids make a second try harmless.
    private long append(List<Charge> charges) {
        for (int tries = 1; ; tries++) {
            try {
                return jdbi.inTransaction(transaction -> LedgerRows.append(transaction, charges));
            } catch (RuntimeException e) {
                if (tries == TRIES) {
                    throw e;
                }
                LOG.warn("Writing {} charges failed, trying again: {}", charges.size(), e.getMessage());
            }
        }
    }

    /// The charge is not known to be durable.
    public static final class NotWritten extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NotWritten(String message, @org.jspecify.annotations.Nullable Throwable cause) {
            super(message, cause);
        }
    }
}
