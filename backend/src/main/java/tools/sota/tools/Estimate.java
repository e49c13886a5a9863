package tools.sota.tools;

/// A share between 0 and 1 and its 95 % interval, `low ≤ score ≤ high`.
///
/// All three are rounded to six decimals, half to even: finer digits mean nothing at any size of sample we take, and
/// without them ten cases of 0.8 are 0.8 and not 0.7999999999999999. What is shown is what a minimum is compared with.
public record Estimate(double score, double low, double high) {
    private static final double STEPS = 1e6;

    public Estimate {
        score = rounded(score);
        low = Math.min(rounded(low), score);
        high = Math.max(rounded(high), score);
    }

    /// The share as answers show it.
    public static double rounded(double share) {
        return Math.rint(Math.clamp(share, 0, 1) * STEPS) / STEPS;
    }
}
