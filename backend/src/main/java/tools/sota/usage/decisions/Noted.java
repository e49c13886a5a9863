package tools.sota.usage.decisions;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import tools.sota.platform.Environment;

/// What waits to be written: notes in full up to a bound, and counters, which lose nothing. Callers never wait here.
///
/// Memory is bounded: beyond {@link #FULL} notes an account keeps only its newest few, beyond {@link #FULL_AT_MOST}
/// none; beyond {@link #COUNTERS} different counters, new ones are kept per hour instead of per minute and per account
/// instead of per key, so the sums stay right and only their detail suffers.
final class Noted {
    static final int FULL_PER_ACCOUNT = 1_000;
    static final int FULL = 5_000;
    static final int FULL_AT_MOST = 20_000;
    static final int COUNTERS = 200_000;
    private static final int ALWAYS = 5;

    private final ConcurrentHashMap<UUID, ArrayDeque<DecisionNote>> full = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<Hour, Long> hours = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<Minute, Long> minutes = new ConcurrentHashMap<>();
    private final AtomicInteger size = new AtomicInteger();
    private final AtomicLong batches = new AtomicLong();

    private record Hour(
            UUID accountId,
            Environment environment,
            Instant at,
            @Nullable UUID keyId,
            @Nullable String product,
            int status) {}

    private record Minute(UUID accountId, @Nullable UUID keyId, String rule, Instant at) {}

    void add(DecisionNote note) {
        hours.merge(hour(note), 1L, Long::sum);
        minutes.merge(minute(note), 1L, Long::sum);
        if (size.get() < FULL_AT_MOST) {
            full.compute(note.accountId(), (account, notes) -> with(note, notes));
        }
    }

    boolean isEmpty() {
        return hours.isEmpty() && full.isEmpty();
    }

    /// Everything until now; what comes meanwhile is in this batch or the next, never in both.
    NotedBatch take() {
        var notes = new ArrayList<NotedBatch.Full>();
        for (var account : full.keySet()) {
            var taken = full.remove(account);
            if (taken != null) {
                size.addAndGet(-taken.size());
                taken.forEach(note -> notes.add(NotedBatch.Full.of(note)));
            }
        }
        return new NotedBatch(
                batches.incrementAndGet(),
                notes,
                drain(
                        hours,
                        (hour, requests) -> new NotedBatch.Hourly(
                                hour.accountId(),
                                hour.environment(),
                                hour.at(),
                                hour.keyId(),
                                hour.product(),
                                hour.status(),
                                requests)),
                drain(
                        minutes,
                        (minute, requests) -> new NotedBatch.PerMinute(
                                minute.accountId(), minute.keyId(), minute.rule(), minute.at(), requests)));
    }

    private ArrayDeque<DecisionNote> with(DecisionNote note, @Nullable ArrayDeque<DecisionNote> before) {
        var notes = before == null ? new ArrayDeque<DecisionNote>() : before;
        int most = size.get() < FULL ? FULL_PER_ACCOUNT : ALWAYS;
        notes.addLast(note);
        size.incrementAndGet();
        if (notes.size() > most) {
            notes.removeFirst();
            size.decrementAndGet();
        }
        return notes;
    }

    private Hour hour(DecisionNote note) {
        boolean coarse = hours.mappingCount() >= COUNTERS;
        return new Hour(
                note.accountId(),
                note.environment(),
                note.at().truncatedTo(ChronoUnit.HOURS),
                coarse ? null : note.keyId(),
                coarse ? null : note.product(),
                note.status());
    }

    private Minute minute(DecisionNote note) {
        boolean coarse = minutes.mappingCount() >= COUNTERS;
        return new Minute(
                note.accountId(),
                coarse ? null : note.keyId(),
                note.rule(),
                note.at().truncatedTo(coarse ? ChronoUnit.HOURS : ChronoUnit.MINUTES));
    }

    /// One row for each key: what is counted meanwhile may be met a second time on the way.
    private static <K, R> List<R> drain(ConcurrentHashMap<K, Long> counters, BiFunction<K, Long, R> row) {
        var taken = new HashMap<K, Long>();
        for (var key : counters.keySet()) {
            var requests = counters.remove(key);
            if (requests != null) {
                taken.merge(key, requests, Long::sum);
            }
        }
        return taken.entrySet().stream()
                .map(one -> row.apply(one.getKey(), one.getValue()))
                .toList();
    }
}
