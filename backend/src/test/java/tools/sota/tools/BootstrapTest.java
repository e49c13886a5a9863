package tools.sota.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class BootstrapTest {

    /// The numbers that the authors' own C code gives for this seed.
    @Test
    void thePseudoRandomNumbersAreThoseOfSplitMix64() {
        var random = new SplitMix(1_234_567);

        assertThat(LongStream.range(0, 5).map(random::number).toArray())
                .containsExactly(
                        6457827717110365317L,
                        3203168211198807973L,
                        Long.parseUnsignedLong("9817491932198370423"),
                        4593380528125082431L,
                        Long.parseUnsignedLong("16408922859458223821"));
    }

    @Test
    void everyIndexIsDrawnAboutEquallyOften() {
        var random = new SplitMix(42);
        var drawn = new int[7];

        for (int draw = 0; draw < 70_000; draw++) {
            drawn[random.below(7, draw)]++;
        }

        assertThat(drawn).satisfies(counts -> assertThat(Arrays.stream(counts)).allMatch(n -> n > 9_700 && n < 10_300));
    }

    /// Of 1,000 samples of 100 values, uniform between 0 and 1, about 950 intervals should hold the true mean 0.5.
    @Test
    void ninetyFiveOfAHundredIntervalsHoldTheTruth() {
        long seed = 20_261_122;
        var random = new Random(seed);
        int holds = 0;

        for (int sample = 0; sample < 1_000; sample++) {
            var estimate = Bootstrap.mean(random.doubles(100).toArray());
            holds += estimate.low() <= 0.5 && estimate.high() >= 0.5 ? 1 : 0;
        }

        assertThat(holds).as("seed %d", seed).isBetween(930, 970);
    }

    /// The normal approximation, mean ± 1.96·s/√n, of 1,000 values without skew is the bootstrap's limit.
    @Test
    void theIntervalOfManyValuesIsTheNormalOne() {
        long seed = 7;
        var values = new Random(seed).doubles(1_000).toArray();
        double mean = Arrays.stream(values).average().orElseThrow();
        double variance =
                Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum() / 999;

        var estimate = Bootstrap.mean(values);

        double reach = 1.96 * Math.sqrt(variance / 1_000);
        assertThat(estimate.score()).isCloseTo(mean, within(1e-6));
        assertThat(estimate.low()).as("seed %d", seed).isCloseTo(mean - reach, within(0.002));
        assertThat(estimate.high()).as("seed %d", seed).isCloseTo(mean + reach, within(0.002));
    }

    /// The ends were worked out apart from this code, in Python.
    @Test
    void theSameValuesGiveTheSameInterval() {
        var values = new double[] {0.2, 0.9, 0.4, 1, 0, 0.75};

        assertThat(Bootstrap.mean(values)).isEqualTo(Bootstrap.mean(values));
        assertThat(Bootstrap.mean(values)).isEqualTo(new Estimate(0.541667, 0.233333, 0.808333));
    }

    @Test
    void casesWithoutSpreadGetWilsonsInterval() {
        assertThat(Bootstrap.mean(new double[] {1, 1, 1, 1, 1})).isEqualTo(WilsonInterval.of(5, 5));
        assertThat(Bootstrap.mean(new double[] {0})).isEqualTo(WilsonInterval.of(0, 1));
        assertThat(Bootstrap.mean(new double[] {0.4, 0.4, 0.4})).isEqualTo(WilsonInterval.of(1.2, 3));
    }

    @Test
    void roundingHidesTheErrorOfSums() {
        var tenTimesPointEight = new double[10];
        Arrays.fill(tenTimesPointEight, 0.8);

        assertThat(Bootstrap.mean(tenTimesPointEight).score()).isEqualTo(0.8);
    }

    @Test
    void anEstimateLiesInItsInterval() {
        long seed = 99;
        var random = new Random(seed);

        for (int trial = 0; trial < 200; trial++) {
            var values = random.doubles(1 + random.nextInt(12))
                    .map(value -> value < 0.3 ? 0 : value)
                    .toArray();
            var estimate = Bootstrap.mean(values);
            assertThat(estimate.low()).as("seed %d, trial %d", seed, trial).isBetween(0.0, estimate.score());
            assertThat(estimate.high()).as("seed %d, trial %d", seed, trial).isBetween(estimate.score(), 1.0);
        }
    }
}
