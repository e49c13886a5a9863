package tools.sota.usage.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.sota.catalog.Meter;
import tools.sota.platform.Environment;
import tools.sota.platform.Json;

/// Says which events may be booked, and what is wrong with the others. An event without a time of its own is refused:
/// booked at the time of its arrival, it would sooner or later land in the wrong period.
final class EventJudge {
    static final Duration OLDEST = Duration.ofDays(35);
    static final Duration FUTURE = Duration.ofMinutes(5);
    private static final int LONGEST = 256;
    private static final int SCALE = 6;
    private static final BigDecimal LARGEST = BigDecimal.TEN.pow(15);

    private final Map<String, Meter> meters;
    private final Environment environment;
    private final Instant now;

    EventJudge(Map<String, Meter> meters, Environment environment, Instant now) {
        this.meters = meters;
        this.environment = environment;
        this.now = now;
    }

    Received judge(Attributes event) {
        var id = event.id();
        var source = event.source();
        if (!"1.0".equals(event.specversion())) {
            return rejected(event, "invalid", "specversion must be \"1.0\"");
        }
        if (id == null || source == null || event.type() == null) {
            return rejected(event, "invalid", "id, source and type must be texts that are not empty");
        }
        if (!isStorable(id) || !isStorable(source)) {
            return rejected(
                    event,
                    "invalid",
                    "id and source may have " + LONGEST + " whole characters each, without the NUL character");
        }
        var meter = meters.get(event.type());
        if (meter == null) {
            return rejected(event, "unknown_meter", "type must be a meter of the catalog: " + known());
        }
        return timed(event, source, id, meter);
    }

    private Received timed(Attributes event, String source, String id, Meter meter) {
        var word = event.time();
        if (word == null) {
            return rejected(event, "time_missing", "time must say when the usage happened");
        }
        var at = time(word);
        if (at == null) {
            return rejected(event, "time_invalid", "time must be an RFC 3339 time, such as 2026-11-22T12:00:00Z");
        }
        if (at.isBefore(now.minus(OLDEST))) {
            return rejected(
                    event,
                    "too_old",
                    "time is more than 35 days ago; the oldest taken now is " + Json.time(now.minus(OLDEST)));
        }
        if (at.isAfter(now.plus(FUTURE))) {
            return rejected(event, "in_future", "time is more than 5 minutes ahead of ours, " + Json.time(now));
        }
        var value = value(event.data(), meter);
        return value == null
                ? rejected(
                        event,
                        "invalid_value",
                        "data." + meter.value() + " must be a number from 0 to 10^15 with at most " + SCALE
                                + " decimal places")
                : Received.of(new Event(source, id, meter.id(), at, value, Event.digest(environment, source, id)));
    }

    private static @Nullable Instant time(String word) {
        try {
            return Instant.parse(word);
        } catch (DateTimeParseException e) {
            return null;
        }
    }

    private static @Nullable BigDecimal value(JsonNode data, Meter meter) {
        if (meter.value() == null) {
            return BigDecimal.ONE;
        }
        var value = data.path(meter.value());
        if (!value.isNumber()) {
            return null;
        }
        var number = value.decimalValue();
        // The exponent first: 1e999999999 would be written out in full by what follows.
        boolean fits = number.precision() - (long) number.scale() <= LARGEST.precision() && number.scale() <= LONGEST;
        if (!fits || number.signum() < 0 || number.compareTo(LARGEST) > 0) {
            return null;
        }
        var plain = number.stripTrailingZeros();
        return plain.scale() <= SCALE ? plain.setScale(Math.max(0, plain.scale())) : null;
    }

    private static boolean isStorable(String word) {
        if (word.length() > LONGEST) {
            return false;
        }
        for (int at = 0; at < word.length(); at++) {
            char c = word.charAt(at);
            if (Character.isSurrogate(c)) {
                // A whole pair is a character; half of one is nothing that could be written.
                if (at + 1 == word.length() || !Character.isSurrogatePair(c, word.charAt(at + 1))) {
                    return false;
                }
                at++;
            } else if (c == '\0') {
                return false;
            }
        }
        return true;
    }

    private String known() {
        return meters.keySet().stream().sorted().collect(Collectors.joining(", "));
    }

    /// What cannot even be shown is not repeated.
    private static Received rejected(Attributes event, String code, String detail) {
        Function<@Nullable String, @Nullable String> shown = word -> word != null && isStorable(word) ? word : null;
        return new Received(shown.apply(event.id()), shown.apply(event.source()), null, code, detail);
    }
}
