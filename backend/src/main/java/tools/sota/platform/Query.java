package tools.sota.platform;

import io.javalin.http.Context;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The query string of a request, read strictly: a parameter that this endpoint does not know is refused, which catches
/// typos.
public final class Query {
    private static final int LONGEST_SHOWN = 100;

    private final Context ctx;

    private Query(Context ctx) {
        this.ctx = ctx;
    }

    public static Query of(Context ctx, String... known) {
        var allowed = List.of(known);
        for (var name : ctx.queryParamMap().keySet()) {
            if (!allowed.contains(name)) {
                throw Problem.UNKNOWN_PARAMETER
                        .because("There is no query parameter '" + shortened(name) + "' here."
                                + (allowed.isEmpty() ? "" : " Known: " + String.join(", ", known) + "."))
                        .fields(List.of(new ProblemException.FieldError(
                                shortened(name), shortened(name) + " is not known here")));
            }
        }
        return new Query(ctx);
    }

    private static String shortened(String name) {
        return name.length() <= LONGEST_SHOWN ? name : name.substring(0, LONGEST_SHOWN) + '…';
    }

    public Optional<String> text(String name) {
        return Optional.ofNullable(ctx.queryParam(name));
    }

    public Optional<Instant> time(String name) {
        return text(name).map(word -> {
            return Times.parse(word).orElseThrow(() -> bad(name, Times.FORM));
        });
    }

    public int integer(String name, int minimum, int maximum, int otherwise) {
        return text(name)
                .map(word -> {
                    if (!word.matches("\\d{1,9}")
                            || Integer.parseInt(word) < minimum
                            || Integer.parseInt(word) > maximum) {
                        throw bad(name, "must be a whole number from " + minimum + " to " + maximum);
                    }
                    return Integer.parseInt(word);
                })
                .orElse(otherwise);
    }

    public <E extends Enum<E>> Optional<E> choice(String name, Class<E> type) {
        return text(name)
                .map(word -> Arrays.stream(type.getEnumConstants())
                        .filter(constant ->
                                constant.name().toLowerCase(Locale.ROOT).equals(word))
                        .findFirst()
                        .orElseThrow(() -> bad(
                                name,
                                "must be one of "
                                        + String.join(
                                                ", ",
                                                Arrays.stream(type.getEnumConstants())
                                                        .map(constant ->
                                                                constant.name().toLowerCase(Locale.ROOT))
                                                        .toList()))));
    }

    public static ProblemException bad(String name, String detail) {
        return Problem.INVALID_PARAMETER
                .because("The query parameter " + name + ' ' + detail + '.')
                .fields(List.of(new ProblemException.FieldError(name, name + ' ' + detail)));
    }
}
