package tools.sota.platform;

import io.javalin.http.Context;
import java.util.Locale;
import java.util.Optional;

/// The key that a request presents, whether it holds or not: in `Authorization: Bearer`, or else in `X-API-Key`.
public final class PresentedKey {
    private static final String BEARER = "bearer ";

    private PresentedKey() {}

    public static Optional<String> of(Context ctx) {
        var authorization = ctx.header("Authorization");
        if (authorization != null && authorization.toLowerCase(Locale.ROOT).startsWith(BEARER)) {
            return Optional.of(authorization.substring(BEARER.length()).strip());
        }
        return Optional.ofNullable(ctx.header("X-API-Key")).map(String::strip);
    }
}
