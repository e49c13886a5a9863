package tools.sota.billing.overage;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import tools.sota.platform.Money;

class CallPriceTest {
    /// 48: 0.05 cents x 123,457, and a currency without minor units.
    @Test
    void aLineIsRoundedHalfUpOnce() {
        assertThat(new CallPrice(500, "usd").amountOf(123_457)).isEqualTo(6_173);
        assertThat(new CallPrice(500, "jpy").amountOf(123_457)).isEqualTo(62);
        assertThat(new CallPrice(5_000, "usd").amountOf(1)).isEqualTo(1);
        assertThat(new CallPrice(4_999, "usd").amountOf(1)).isZero();
        // 61.7285 dinars, and 6,172.85 krónur: Stripe charges neither a thousandth of the one nor a part of the other.
        assertThat(new CallPrice(500, "kwd").amountOf(123_457)).isEqualTo(61_730);
        assertThat(new CallPrice(50_000, "isk").amountOf(123_457)).isEqualTo(617_300);
    }

    @Test
    void whatACapPaysForNeverCostsMoreThanTheCap() {
        long seed = System.nanoTime();
        var random = RandomGenerator.of("L64X128MixRandom");
        for (int run = 0; run < 10_000; run++) {
            var currency = new String[] {"usd", "jpy", "kwd", "isk"}[random.nextInt(4)];
            var price = new CallPrice(random.nextLong(1, 100_000), currency);
            long cap = random.nextLong(1, 100_000_000);
            long calls = price.callsFor(cap);

            assertThat(price.amountOf(calls)).as("run %d of %d", run, seed).isLessThanOrEqualTo(cap);
            assertThat(price.amountOf(calls)).isEqualTo(exactly(price, calls));
            assertThat(exactlyInMicros(price, calls + 1)).isGreaterThan(capInMicros(cap, currency));
        }
    }

    private static long exactly(CallPrice price, long calls) {
        var step = BigDecimal.valueOf(Money.step(price.currency()));
        return BigDecimal.valueOf(price.micros())
                .multiply(BigDecimal.valueOf(calls))
                .multiply(BigDecimal.valueOf(Money.minorUnits(price.currency())))
                .divide(BigDecimal.valueOf(1_000_000).multiply(step), 0, RoundingMode.HALF_UP)
                .multiply(step)
                .longValueExact();
    }

    private static long exactlyInMicros(CallPrice price, long calls) {
        return Math.multiplyExact(price.micros(), calls);
    }

    private static long capInMicros(long cap, String currency) {
        return (cap - cap % Money.step(currency)) * (1_000_000 / Money.minorUnits(currency));
    }
}
