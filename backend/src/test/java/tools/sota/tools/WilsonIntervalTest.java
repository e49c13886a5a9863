package tools.sota.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class WilsonIntervalTest {

    /// R. G. Newcombe, "Two-sided confidence intervals for the single proportion", Statistics in Medicine 17 (1998)
    /// 857–872, table I, method 3.
    @ParameterizedTest
    @CsvSource({"81, 263, 0.2553, 0.3662", "15, 148, 0.0624, 0.1605", "0, 20, 0.0000, 0.1611", "1, 29, 0.0061, 0.1718"})
    void theIntervalIsThatOfNewcombesTable(int successes, int n, double low, double high) {
        var estimate = WilsonInterval.of(successes, n);

        assertThat(estimate.score()).isCloseTo((double) successes / n, within(1e-6));
        assertThat(estimate.low()).isCloseTo(low, within(0.00005));
        assertThat(estimate.high()).isCloseTo(high, within(0.00005));
    }

    @Test
    void theIntervalIsTheSameFromEitherSide() {
        for (int n = 1; n <= 60; n++) {
            for (int successes = 0; successes <= n; successes++) {
                var seen = WilsonInterval.of(successes, n);
                var mirrored = WilsonInterval.of(n - successes, n);

                assertThat(seen.low()).isCloseTo(1 - mirrored.high(), within(1e-6));
                assertThat(seen.low()).isBetween(0.0, seen.score());
                assertThat(seen.high()).isBetween(seen.score(), 1.0);
            }
        }
    }

    @Test
    void allOrNothingReachesTheEndButNotFurther() {
        assertThat(WilsonInterval.of(0, 10).low()).isZero();
        assertThat(WilsonInterval.of(10, 10).high()).isEqualTo(1.0);
        assertThat(WilsonInterval.of(10, 10).low()).isCloseTo(0.7225, within(0.00005));
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "2, 1", "-1, 3", "NaN, 3"})
    void sharesThatCannotBeAreRefused(double successes, int n) {
        assertThatIllegalArgumentException().isThrownBy(() -> WilsonInterval.of(successes, n));
    }
}
