package tools.sota.billing.sync;

import java.time.Duration;
import java.util.random.RandomGenerator;

/// Pauses between attempts: each twice the one before, and half of it left to chance, so that those who failed together
/// do not come back together ("equal jitter": M. Brooker, Exponential Backoff and Jitter, AWS Architecture Blog, 2015).
///
/// @param first the longest pause after the first failure
/// @param longest that it never exceeds
public record Backoff(Duration first, Duration longest) {
    private static final int MOST_DOUBLINGS = 30;

    /// @param failures so far, at least 1
    public Duration pause(int failures, RandomGenerator chance) {
        long full = Math.min(longest.toMillis(), first.toMillis() << Math.clamp(failures - 1, 0, MOST_DOUBLINGS));
        return Duration.ofMillis(full / 2 + chance.nextLong(full / 2 + 1));
    }
}
