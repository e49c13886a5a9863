package tools.sota.usage;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import tools.sota.usage.journal.Journal;

/// Charges: durable in this node's journal before their answers leave, in PostgreSQL soon after.
public final class Ledger implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration READ_WITHIN = Duration.ofSeconds(1);

    private final Journal journal;
    private final Progress progress;
    private final Drainer drainer;

    Ledger(Journal journal, Progress progress, Drainer drainer) {
        this.journal = journal;
        this.progress = progress;
        this.drainer = drainer;
    }

    /// Returns when the charge is durable. From then on it stands, whatever happens to its answer.
    ///
    /// @throws NotWritten when it is not; the answer must then be a failure
    public void append(Entry entry) {
        var durable = new CompletableFuture<Boolean>();
        append(entry, new Journal.Written() {
            @Override
            public void written(long end) {
                durable.complete(true);
            }

            @Override
            public void refused(String reason) {
                durable.completeExceptionally(new NotWritten(reason, null));
            }
        });
        try {
            durable.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            throw new NotWritten("The charge of request " + entry.charge().id() + " is not known to be written", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NotWritten("Interrupted while request " + entry.charge().id() + " was written", e);
        }
    }

    /// As {@link #append(Entry)}, without waiting.
    public void append(Entry entry, Journal.Written written) {
        journal.append(EntryCodec.write(entry), written);
    }

    /// Waits until PostgreSQL has what this node charged until now, or a second has passed.
    public void catchUp() {
        progress.await(READ_WITHIN);
    }

    /// What is charged and not in PostgreSQL yet.
    public long waitingBytes() {
        return progress.waiting();
    }

    /// What was charged and cannot be read back from the journal.
    public long damagedBytes() {
        return journal.damaged();
    }

    /// Writes what waits, then stops.
    @Override
    public void close() {
        drainer.close();
        journal.close();
    }

    /// The charge is not known to be durable.
    public static final class NotWritten extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NotWritten(String message, @Nullable Throwable cause) {
            super(message, cause);
        }

        /// Whether it may become durable yet.
        public boolean isUncertain() {
            return !(getCause() instanceof ExecutionException);
        }
    }
}
