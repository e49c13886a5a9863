package tools.sota.bench;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.HdrHistogram.Histogram;

/// What one run of one thread came to; those of several threads add up.
final class Tally {
    private static final long LONGEST_MICROS = TimeUnit.MINUTES.toMicros(10);
    private static final int DIGITS = 3;
    private static final int STATUSES = 600;

    private final Histogram accepted = new Histogram(LONGEST_MICROS, DIGITS);
    private final Histogram refused = new Histogram(LONGEST_MICROS, DIGITS);
    private final long[] statuses = new long[STATUSES];

    /// Answers 503 that said when to come again.
    final AtomicLong comeAgain = new AtomicLong();
    /// Calls whose connection was lost before their answer.
    final AtomicLong lost = new AtomicLong();
    /// Calls that were due and could not be sent, or had no answer when the run was over.
    final AtomicLong unanswered = new AtomicLong();
    /// Connections opened in the place of lost ones.
    final AtomicLong reconnects = new AtomicLong();
    /// Attempts to connect that failed.
    final AtomicLong refusedConnections = new AtomicLong();
    /// Nanoseconds from the start of the run to its last answer.
    final AtomicLong elapsed = new AtomicLong();

    private final long start = System.nanoTime();

    /// @param intended when its call was meant to leave
    void answered(Answer answer, long intended) {
        long now = System.nanoTime();
        long micros = Math.min(Math.max(1, TimeUnit.NANOSECONDS.toMicros(now - intended)), LONGEST_MICROS);
        elapsed.set(now - start);
        (answer.isSuccess() ? accepted : refused).recordValue(micros);
        statuses[Math.min(answer.status(), STATUSES - 1)]++;
        if (answer.status() == 503 && answer.retryAfter()) {
            comeAgain.incrementAndGet();
        }
    }

    void add(Tally other) {
        accepted.add(other.accepted);
        refused.add(other.refused);
        for (int status = 0; status < STATUSES; status++) {
            statuses[status] += other.statuses[status];
        }
        comeAgain.addAndGet(other.comeAgain.get());
        lost.addAndGet(other.lost.get());
        unanswered.addAndGet(other.unanswered.get());
        reconnects.addAndGet(other.reconnects.get());
        refusedConnections.addAndGet(other.refusedConnections.get());
        elapsed.accumulateAndGet(other.elapsed.get(), Math::max);
    }

    Histogram accepted() {
        return accepted;
    }

    Histogram refused() {
        return refused;
    }

    /// Of every answer, whatever it said.
    Histogram all() {
        var all = accepted.copy();
        all.add(refused);
        return all;
    }

    long answers() {
        return accepted.getTotalCount() + refused.getTotalCount();
    }

    Map<Integer, Long> statuses() {
        var seen = new TreeMap<Integer, Long>();
        for (int status = 0; status < STATUSES; status++) {
            if (statuses[status] > 0) {
                seen.put(status, statuses[status]);
            }
        }
        return seen;
    }
}
