package tools.sota.tools;

/// The score interval of Wilson for a share of successes, at 95 %, without continuity correction.
///
/// `(p + z²/2n ± z·√(p(1−p)/n + z²/4n²)) / (1 + z²/n)`, E. B. Wilson, "Probable inference, the law of succession, and
/// statistical inference", JASA 22 (1927) 209–212; recommended for small n by Brown, Cai and DasGupta, "Interval
/// estimation for a binomial proportion", Statistical Science 16 (2001) 101–133.
public final class WilsonInterval {
    /// The 97.5 % point of the normal distribution.
    private static final double Z = 1.959963984540054;

    private WilsonInterval() {}

    /// @param successes 0 to n; may be fractional, where {@link Bootstrap} has nothing better
    /// @param n cases, 1 or more
    public static Estimate of(double successes, int n) {
        if (n < 1 || !(successes >= 0 && successes <= n)) {
            throw new IllegalArgumentException(successes + " successes of " + n);
        }
        double share = successes / n;
        double squared = Z * Z / n;
        double middle = share + squared / 2;
        double reach = Z * StrictMath.sqrt(share * (1 - share) / n + squared / (4 * n));
        return new Estimate(share, (middle - reach) / (1 + squared), (middle + reach) / (1 + squared));
    }
}
