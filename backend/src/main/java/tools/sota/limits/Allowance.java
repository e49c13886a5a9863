package tools.sota.limits;

/// What one account may do in one environment now.
///
/// @param rate the bucket that every request takes a token from
/// @param included calls of the period that the plan pays for
/// @param beyond calls that may pass after those
public record Allowance(NamedLimit rate, long included, long beyond, Period period) {
    /// Of the period, in all: where calls stop.
    public long calls() {
        return included + beyond;
    }

    /// The same with another bucket.
    public Allowance at(NamedLimit other) {
        return new Allowance(other, included, beyond, period);
    }
}
