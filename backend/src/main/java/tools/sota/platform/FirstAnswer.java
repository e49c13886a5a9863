package tools.sota.platform;

import io.javalin.http.Context;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the first request with an Idempotency-Key was answered: everything that a repeat needs.
///
/// @param headers further ones, as they were sent; null in what an older server kept
public record FirstAnswer(
        int status,
        @Nullable String contentType,
        @Nullable String location,
        List<String> cookies,
        @Nullable List<Header> headers,
        byte[] body) {
    /// Bytes of the largest body that is kept.
    public static final int LARGEST = 1_000_000;

    /// One header of an answer.
    public record Header(String name, String value) {}

    void write(Context ctx) {
        ctx.status(status).result(body).header("Idempotency-Replayed", "true");
        if (contentType != null) {
            ctx.contentType(contentType);
        }
        if (location != null) {
            ctx.header("Location", location);
        }
        cookies.forEach(cookie -> ctx.res().addHeader("Set-Cookie", cookie));
    }

    /// Only who has the Idempotency-Key can read what was answered to it.
    record Seal(Secrets secrets) {
        /// @return null for an answer that is too large to be kept
        byte @Nullable [] seal(FirstAnswer answer) {
            return answer.body().length > LARGEST ? null : secrets.seal(Json.bytes(answer));
        }

        FirstAnswer open(byte[] sealed) {
            try {
                return Json.mapper().readValue(secrets.open(sealed), FirstAnswer.class);
            } catch (IOException e) {
                throw new IllegalStateException("A kept answer cannot be read", e);
            }
        }
    }
}
