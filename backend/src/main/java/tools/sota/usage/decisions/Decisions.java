package tools.sota.usage.decisions;

import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.sota.platform.Json;

/// Remembers why requests were refused or failed. {@link #note} never waits; about each second what was noted goes to
/// PostgreSQL. These are not charges: a crash loses the last second of them, and when more is noted than fits, full
/// rows
/// are dropped, while the counters keep every request. While PostgreSQL is away they wait in memory.
public final class Decisions implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Decisions.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration KEPT = Duration.ofDays(7);

    private final Jdbi jdbi;
    private final Clock clock;
    private final Noted noted = new Noted();
    private final UUID writer = UUID.randomUUID();
    private final ReentrantLock writing = new ReentrantLock();
    private final AtomicReference<@Nullable NotedBatch> unwritten = new AtomicReference<>();
    private final AtomicBoolean failing = new AtomicBoolean();
    private final AtomicBoolean closing = new AtomicBoolean();
    private final Thread thread;

    private Decisions(Jdbi jdbi, Clock clock) {
        this.jdbi = jdbi;
        this.clock = clock;
        this.thread = Thread.ofPlatform().name("decisions").daemon().unstarted(this::run);
    }

    static Decisions start(Jdbi jdbi, Clock clock) {
        var decisions = new Decisions(jdbi, clock);
        decisions.thread.start();
        return decisions;
    }

    /// Takes well under a microsecond; waits for nobody.
    public void note(DecisionNote note) {
        noted.add(note);
    }

    /// Writes what was noted until now, for whoever reads it next. A failure is logged and tried again by itself.
    public void flush() {
        writing.lock();
        try {
            var before = unwritten.get();
            if (before != null) {
                write(before);
            }
            if (!noted.isEmpty()) {
                write(noted.take());
            }
            if (failing.compareAndSet(true, false)) {
                LOG.info("Decisions can be written again");
            }
        } catch (RuntimeException e) {
            if (failing.compareAndSet(false, true)) {
                LOG.warn("Decisions cannot be written now and wait in memory: {}", e.getMessage());
            }
        } finally {
            writing.unlock();
        }
    }

    /// Keeps the newest 1,000 of each account, and nothing but the hourly counters for longer than 7 days.
    public void trim() {
        var oldest = clock.instant().minus(KEPT);
        jdbi.useExtension(DecisionWrites.class, rows -> {
            rows.trim(Noted.FULL_PER_ACCOUNT, oldest);
            rows.forgetMinutes(oldest);
            rows.forgetWriters(oldest);
        });
    }

    @Override
    public void close() {
        closing.set(true);
        LockSupport.unpark(thread);
        try {
            thread.join(Duration.ofSeconds(10));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        while (!closing.get()) {
            LockSupport.parkNanos(this, PAUSE.toNanos());
            flush();
        }
    }

    /// Keeps the batch until it is known to be written; its number makes a second try harmless.
    private void write(NotedBatch batch) {
        unwritten.set(batch);
        jdbi.useTransaction(transaction -> {
            var rows = transaction.attach(DecisionWrites.class);
            if (rows.begin(writer, batch.number(), clock.instant()) == 1) {
                rows.full(json(batch.full()));
                var hourly = json(batch.hourly());
                rows.hourly(hourly);
                rows.daily(hourly);
                rows.perMinute(json(batch.perMinute()));
            }
        });
        unwritten.set(null);
    }

    private static String json(Collection<?> rows) {
        return new String(Json.bytes(rows), java.nio.charset.StandardCharsets.UTF_8);
    }
}
