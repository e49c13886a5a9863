package tools.sota.platform;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Pattern;

/// Times as callers write them: RFC 3339, so a year has four digits. Java reads more, and PostgreSQL less.
final class Times {
    static final String FORM = "must be an RFC 3339 time, such as 2026-11-22T12:00:00Z";

    private static final Pattern RFC_3339 = Pattern.compile(
            "(?!0000)\\d{4}-\\d\\d-\\d\\d[Tt]\\d\\d:\\d\\d:\\d\\d(\\.\\d{1,9})?([Zz]|[+-]\\d\\d:\\d\\d)");

    private Times() {}

    static Optional<Instant> parse(String word) {
        if (!RFC_3339.matcher(word).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Instant.parse(word));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
