package tools.sota.usage.queries;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import tools.sota.limits.Period;
import tools.sota.platform.ProblemException;
import tools.sota.platform.Query;

/// The width of a bar, in UTC.
public enum Interval {
    HOUR(ChronoUnit.HOURS, 24 * 62),
    DAY(ChronoUnit.DAYS, 800),
    MONTH(ChronoUnit.MONTHS, 240);

    private static final Instant LATEST = Instant.parse("9999-01-01T00:00:00Z");

    private final ChronoUnit unit;
    private final int most;

    Interval(ChronoUnit unit, int most) {
        this.unit = unit;
        this.most = most;
    }

    @JsonValue
    public String code() {
        return name().toLowerCase(Locale.ROOT);
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

    public Instant next(Instant floor) {
        return floor.atZone(ZoneOffset.UTC).plus(1, unit).toInstant();
    }

    /// The whole intervals that hold everything from `from` on and before `to`.
    ///
    /// @throws ProblemException when they are in the wrong order, or more than one answer holds
    Period cut(Instant from, Instant to) {
        if (!from.isBefore(to)) {
            throw Query.bad("to", "must be after from");
        }
        if (from.isBefore(Instant.EPOCH) || to.isAfter(LATEST)) {
            throw Query.bad(from.isBefore(Instant.EPOCH) ? "from" : "to", "must be in the years 1970 to 9998");
        }
        var range = new Period(floor(from), ceiling(to));
        if (count(range.start(), range.end()) > most) {
            throw Query.bad("from", "is too far from to: one answer holds at most " + most + ' ' + code() + 's');
        }
        return range;
    }

    /// What a query asks for in `from` and `to`, cut to whole intervals.
    ///
    /// @param current what is shown when nothing is asked for
    public Period asked(Query query, Period current, Instant now) {
        var from = query.time("from").orElse(current.start());
        var to = query.time("to").orElse(query.time("from").isPresent() ? now : current.end());
        return cut(from, to);
    }

    private long count(Instant from, Instant to) {
        return unit.between(from.atZone(ZoneOffset.UTC), to.atZone(ZoneOffset.UTC));
    }
}
