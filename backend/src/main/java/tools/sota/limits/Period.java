package tools.sota.limits;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;

/// A half-open span of time.
///
/// @param end not in it
public record Period(Instant start, Instant end) {
    /// The calendar month in UTC that holds the instant.
    public static Period calendarMonth(Instant at) {
        var first = at.atZone(ZoneOffset.UTC).truncatedTo(ChronoUnit.DAYS).withDayOfMonth(1);
        return new Period(first.toInstant(), first.plusMonths(1).toInstant());
    }

    /// The month between two anniversaries of the anchor that holds the instant. Each anniversary is counted from the
    /// anchor itself and clamped to the month's end, so the 31st comes back after February.
    public static Period anniversary(Instant anchor, Instant at) {
        var from = anchor.atZone(ZoneOffset.UTC);
        long months = ChronoUnit.MONTHS.between(from, at.atZone(ZoneOffset.UTC));
        while (from.plusMonths(months).toInstant().isAfter(at)) {
            months--;
        }
        while (!after(from, months + 1).isAfter(at)) {
            months++;
        }
        return new Period(after(from, months), after(from, months + 1));
    }

    /// The day in UTC that holds the instant.
    public static Period day(Instant at) {
        var start = at.truncatedTo(ChronoUnit.DAYS);
        return new Period(start, start.plus(1, ChronoUnit.DAYS));
    }

    public Duration length() {
        return Duration.between(start, end);
    }

    private static Instant after(ZonedDateTime anchor, long months) {
        return anchor.plusMonths(months).toInstant();
    }
}
