package tools.sota.sandbox.stripe.subscriptions;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import tools.sota.sandbox.stripe.invoices.Period;
import tools.sota.sandbox.stripe.json.Json;

/// When periods end: a whole number of intervals after the anchor, counted from the anchor each time, so that a
/// subscription of the 31st is renewed on the 28th of February and on the 31st of March.
record Cycle(long anchor, ChronoUnit unit, long count) {
    static Cycle of(long anchor, ObjectNode price) {
        var recurring = price.path("recurring");
        var unit = switch (Json.text(recurring, "interval")) {
            case "day" -> ChronoUnit.DAYS;
            case "week" -> ChronoUnit.WEEKS;
            case "month" -> ChronoUnit.MONTHS;
            default -> ChronoUnit.YEARS;
        };
        return new Cycle(anchor, unit, Json.number(recurring, "interval_count"));
    }

    /// The period that begins at a moment and ends with the first boundary after it.
    Period from(long start) {
        var passed = unit.between(at(anchor), at(start)) / count;
        var end = boundary(passed);
        while (end <= start) {
            passed++;
            end = boundary(passed);
        }
        return new Period(start, end);
    }

    private long boundary(long number) {
        return at(anchor).plus(number * count, unit).toEpochSecond();
    }

    private static ZonedDateTime at(long moment) {
        return Instant.ofEpochSecond(moment).atZone(ZoneOffset.UTC);
    }
}
