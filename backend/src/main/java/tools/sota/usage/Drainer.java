package tools.sota.usage;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.sota.limits.Settling;
import tools.sota.platform.Idempotency;
import tools.sota.usage.journal.Journal;

/// Moves the journal into the ledger, in order and exactly once: rows, sums, kept answers and the journal's position
/// commit together. Afterwards the holds of what was charged end. While PostgreSQL is away the journal grows.
final class Drainer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Drainer.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    /// Under load: sums are written once per key and batch, so fewer batches write less.
    private static final Duration BUSY_PAUSE = Duration.ofSeconds(2);
    private static final int BATCH = 40_000;
    /// Bytes that came in one pause under load.
    private static final long BUSY = 500_000;
    /// About as many bytes as the entries of a batch.
    private static final long MUCH = 6_000_000;

    private final Jdbi jdbi;
    private final Journal journal;
    private final Progress progress;
    private final Settling settling;
    private final List<LedgerWatcher> watchers;
    private final AtomicBoolean closing = new AtomicBoolean();
    private final AtomicBoolean failing = new AtomicBoolean();
    private final Thread thread;

    Drainer(Jdbi jdbi, Journal journal, Progress progress, Settling settling, List<LedgerWatcher> watchers) {
        this.jdbi = jdbi;
        this.journal = journal;
        this.progress = progress;
        this.settling = settling;
        this.watchers = watchers;
        this.thread = Thread.ofPlatform().name("drainer").daemon().unstarted(this::run);
    }

    /// Finds out where it stands and moves what an earlier life left, before anything is counted.
    void start(String node) {
        long position = jdbi.inTransaction(transaction -> register(transaction, node));
        if (position > journal.end()) {
            throw new IllegalStateException("The journal " + journal.id() + " ends at " + journal.end()
                    + ", before what PostgreSQL has of it (" + position + "): it is an old copy. Move its folder away");
        }
        journal.forget(position);
        progress.movedTo(position);
        long left = progress.waiting();
        while (progress.waiting() > 0) {
            drain();
        }
        if (left > 0) {
            LOG.info("{} bytes of the journal that an earlier life left are in the ledger", left);
        }
        thread.start();
    }

    @Override
    public void close() {
        closing.set(true);
        progress.hurry();
        try {
            thread.join(Duration.ofSeconds(10));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        var pause = PAUSE;
        while (!closing.get()) {
            if (failing.get() || progress.waiting() < MUCH) {
                progress.pause(pause);
            }
            pause = progress.waiting() < BUSY ? PAUSE : BUSY_PAUSE;
            drainOrWarn();
        }
        drainOrWarn();
    }

    private void drainOrWarn() {
        try {
            // What comes meanwhile waits for its own turn, or each batch would be small.
            for (long end = journal.end(); progress.moved() < end; ) {
                drain();
                if (failing.compareAndSet(true, false)) {
                    LOG.info("The ledger can be written again");
                }
            }
            settling.tellDoubts();
        } catch (RuntimeException | Error e) {
            if (failing.compareAndSet(false, true)) {
                LOG.warn("The ledger cannot be written now; the journal keeps what is charged: {}", e.getMessage());
            }
        }
    }

    private void drain() {
        var slice = journal.read(progress.moved(), BATCH);
        try {
            drain(slice);
        } catch (RuntimeException e) {
            if (!isRefused(e)) {
                throw e;
            }
            LOG.error(
                    "The ledger refuses a batch; its {} entries go one by one",
                    slice.records().size(),
                    e);
            for (var one : slice.records()) {
                drainOrReject(new Journal.Slice(List.of(one), one.end()));
            }
        }
    }

    private void drain(Journal.Slice slice) {
        var entries = slice.records().stream()
                .map(record -> EntryCodec.read(record.bytes()))
                .toList();
        long outcome = jdbi.inTransaction(transaction -> move(transaction, entries, slice.next()));
        forget(slice.next());
        if (outcome < 0) {
            entries.forEach(entry -> settling.doubt(entry.hold()));
        } else {
            settling.charged(outcome, entries.stream().map(Drainer::ended).toList());
        }
    }

    /// One that is refused alone as well is put aside, so that it stops no other.
    private void drainOrReject(Journal.Slice one) {
        try {
            drain(one);
        } catch (RuntimeException e) {
            if (!isRefused(e)) {
                throw e;
            }
            var record = one.records().getFirst();
            jdbi.useTransaction(transaction -> {
                var positions = transaction.attach(JournalPositions.class);
                positions.lock(journal.id());
                positions.reject(journal.id(), record.end(), record.bytes(), String.valueOf(e.getMessage()));
                positions.move(journal.id(), one.next());
            });
            forget(one.next());
        }
    }

    private void forget(long position) {
        progress.movedTo(position);
        journal.forget(position);
    }

    private static Settling.Ended ended(Entry entry) {
        return new Settling.Ended(entry.hold(), entry.charge().calls());
    }

    /// Data that cannot be written (class 22) or breaks a rule of the database (class 23) will not get better.
    private static boolean isRefused(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                var state = String.valueOf(sql.getSQLState());
                return state.startsWith("22") || state.startsWith("23");
            }
        }
        return failure instanceof IllegalStateException && failure.getCause() == null;
    }

    private long register(Handle transaction, String node) {
        var positions = transaction.attach(JournalPositions.class);
        positions.add(journal.id(), node);
        return positions.lock(journal.id());
    }

    /// @return the transaction's id; negative when an earlier try, whose answer was lost, had moved them already
    private long move(Handle transaction, List<Entry> entries, long next) {
        var positions = transaction.attach(JournalPositions.class);
        if (positions.lock(journal.id()) >= next) {
            return -1;
        }
        if (!entries.isEmpty()) {
            var totals = LedgerRows.append(
                    transaction, entries.stream().map(Entry::charge).toList());
            Idempotency.keep(
                    transaction,
                    entries.stream().map(Entry::answer).filter(Objects::nonNull).toList());
            watchers.forEach(watcher -> watcher.drained(transaction, totals));
        }
        positions.move(journal.id(), next);
        return positions.transactionId();
    }
}
