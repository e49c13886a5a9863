package tools.sota.platform;

import io.javalin.http.Context;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The key that a request presents, whether it holds or not: in `Authorization: Bearer`, or else in `X-API-Key`.
public final class PresentedKey {
    private static final String BEARER = "bearer ";

    private PresentedKey() {}

    public static Optional<String> of(Context ctx) {
        return of(ctx.header("Authorization"), ctx.header("X-API-Key"));
    }

    /// The key in one of the two headers that may have it.
    public static Optional<String> of(@Nullable String authorization, @Nullable String apiKey) {
        if (authorization != null && authorization.toLowerCase(Locale.ROOT).startsWith(BEARER)) {
            return Optional.of(authorization.substring(BEARER.length()).strip());
        }
        return Optional.ofNullable(apiKey).map(String::strip);
    }
}
