package tools.sota.sandbox.stripe.http;

import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Objects;
import tools.sota.sandbox.stripe.error.ApiError;

/// Any test key opens the one account there is; a live key must never come here, so it is refused by name.
final class ApiKeys {
    private ApiKeys() {}

    static void check(Context ctx) {
        var key = key(Objects.requireNonNullElse(ctx.header("Authorization"), ""));
        if (key.isEmpty()) {
            throw ApiError.unauthorized("You did not provide an API key.");
        }
        if (key.startsWith("sk_live_") || key.startsWith("rk_live_")) {
            throw ApiError.unauthorized("This is the Stripe stand-in: it refuses live keys.");
        }
        if (!key.startsWith("sk_test_") && !key.startsWith("rk_test_")) {
            throw ApiError.unauthorized("Invalid API Key provided.");
        }
    }

    private static String key(String header) {
        if (header.startsWith("Bearer ")) {
            return header.substring("Bearer ".length()).strip();
        }
        if (header.startsWith("Basic ")) {
            return user(header.substring("Basic ".length()).strip());
        }
        return "";
    }

    private static String user(String encoded) {
        try {
            var pair = new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
            return pair.contains(":") ? pair.substring(0, pair.indexOf(':')) : pair;
        } catch (IllegalArgumentException e) {
            throw ApiError.unauthorized("Invalid Authorization header.");
        }
    }
}
