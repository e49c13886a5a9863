package tools.sota.limits;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PeriodTest {
    @ParameterizedTest
    @CsvSource({
        "2026-01-31T12:00:00Z, 2026-02-15T00:00:00Z, 2026-01-31T12:00:00Z, 2026-02-28T12:00:00Z",
        "2026-01-31T12:00:00Z, 2026-02-28T12:00:00Z, 2026-02-28T12:00:00Z, 2026-03-31T12:00:00Z",
        "2026-01-31T12:00:00Z, 2026-03-31T11:59:59Z, 2026-02-28T12:00:00Z, 2026-03-31T12:00:00Z",
        "2028-01-31T00:00:00Z, 2028-02-29T00:00:00Z, 2028-02-29T00:00:00Z, 2028-03-31T00:00:00Z",
        "2026-11-30T00:00:00Z, 2027-03-01T00:00:00Z, 2027-02-28T00:00:00Z, 2027-03-30T00:00:00Z",
        "2026-11-22T21:00:00Z, 2026-11-22T21:00:00Z, 2026-11-22T21:00:00Z, 2026-12-22T21:00:00Z",
        "2026-11-22T21:00:00Z, 2026-11-22T20:59:59Z, 2026-10-22T21:00:00Z, 2026-11-22T21:00:00Z",
    })
    void anAnniversaryIsCountedFromTheAnchorAndClampedToTheMonthsEnd(
            Instant anchor, Instant at, Instant start, Instant end) {
        assertThat(Period.anniversary(anchor, at)).isEqualTo(new Period(start, end));
    }

    @Test
    void periodsOfAnAnchorTouchAndEveryInstantIsInExactlyOne() {
        long seed = 20261122;
        var random = new SplittableRandom(seed);
        for (int round = 0; round < 2_000; round++) {
            var anchor = Instant.parse("2024-01-01T00:00:00Z")
                    .plusSeconds(random.nextLong(Duration.ofDays(900).toSeconds()));
            var at = anchor.plusSeconds(random.nextLong(Duration.ofDays(1500).toSeconds()));

            var period = Period.anniversary(anchor, at);

            var context = "seed " + seed + ", anchor " + anchor + ", at " + at;
            assertThat(at).as(context).isAfterOrEqualTo(period.start()).isBefore(period.end());
            assertThat(Period.anniversary(anchor, period.end()).start())
                    .as(context)
                    .isEqualTo(period.end());
            assertThat(period.length()).as(context).isBetween(Duration.ofDays(28), Duration.ofDays(31));
        }
    }

    @Test
    void aCalendarMonthIsHalfOpen() {
        var december = Period.calendarMonth(Instant.parse("2026-12-31T23:59:59.999Z"));

        assertThat(december.start()).isEqualTo(Instant.parse("2026-12-01T00:00:00Z"));
        assertThat(december.end()).isEqualTo(Instant.parse("2027-01-01T00:00:00Z"));
        assertThat(Period.calendarMonth(december.end()).start()).isEqualTo(december.end());
    }
}
