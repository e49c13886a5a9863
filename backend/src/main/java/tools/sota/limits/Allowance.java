package tools.sota.limits;

/// What one account may do in one environment now.
///
/// @param capacity tokens of a full bucket
/// @param perMinute tokens that come back per minute
/// @param calls calls of the period
public record Allowance(int capacity, int perMinute, long calls, Period period) {
    /// Whole seconds from an empty bucket to a full one.
    long secondsToFull() {
        return Math.ceilDiv(capacity * 60L, perMinute);
    }
}
