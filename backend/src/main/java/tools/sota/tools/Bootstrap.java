package tools.sota.tools;

import java.util.Arrays;

/// The percentile bootstrap of a mean, at 95 %: B. Efron and R. J. Tibshirani, "An Introduction to the Bootstrap"
/// (1993), section 13.3, with 2,000 resamples, whose 50th and 1,951st means in order are the ends.
///
/// The same values in the same order give the same bits on any machine: resamples are drawn by {@link SplitMix} from
/// one fixed seed, and sums run from left to right.
///
/// Cases that all score alike (one case always does) show no spread to resample, and an interval of no width would
/// claim certainty. They get {@link WilsonInterval} with `mean × n` successes: of all values between 0 and 1 with that
/// mean, zeros and ones spread most, so that interval is too wide rather than too narrow.
public final class Bootstrap {
    private static final int RESAMPLES = 2_000;
    private static final int TAIL = 50;
    private static final long SEED = 20_261_122L;

    private Bootstrap() {}

    /// @param values one or more, each 0 to 1
    public static Estimate mean(double[] values) {
        double mean = sum(values) / values.length;
        if (Arrays.stream(values).allMatch(value -> Double.compare(value, values[0]) == 0)) {
            return WilsonInterval.of(Math.clamp(mean * values.length, 0, values.length), values.length);
        }
        var means = resampledMeans(values);
        Arrays.sort(means);
        return new Estimate(mean, means[TAIL - 1], means[RESAMPLES - TAIL]);
    }

    private static double[] resampledMeans(double[] values) {
        var random = new SplitMix(SEED);
        var means = new double[RESAMPLES];
        for (int resample = 0; resample < RESAMPLES; resample++) {
            double sum = 0;
            for (int draw = 0; draw < values.length; draw++) {
                sum += values[random.below(values.length)];
            }
            means[resample] = sum / values.length;
        }
        return means;
    }

    private static double sum(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum;
    }
}
