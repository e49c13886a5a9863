package tools.sota.usage;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/// The width of a bar, in UTC.
enum Interval {
    HOUR(ChronoUnit.HOURS, 24 * 62),
    DAY(ChronoUnit.DAYS, 800),
    MONTH(ChronoUnit.MONTHS, 240);

    private final ChronoUnit unit;
    private final int most;

    Interval(ChronoUnit unit, int most) {
        this.unit = unit;
        this.most = most;
    }

    @JsonValue
    String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The most bars that one answer holds.
    int most() {
        return most;
    }

    Instant floor(Instant at) {
        var day = at.atZone(ZoneOffset.UTC);
        return this == MONTH
                ? day.truncatedTo(ChronoUnit.DAYS).withDayOfMonth(1).toInstant()
                : day.truncatedTo(unit).toInstant();
    }

    Instant ceiling(Instant at) {
        var floor = floor(at);
        return floor.equals(at) ? at : next(floor);
    }

    Instant next(Instant floor) {
        return floor.atZone(ZoneOffset.UTC).plus(1, unit).toInstant();
    }

    long count(Instant from, Instant to) {
        return unit.between(from.atZone(ZoneOffset.UTC), to.atZone(ZoneOffset.UTC));
    }
}
