package tools.sota.platform;

import io.javalin.http.Context;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// `ETag` on one thing: a digest of how it is shown, so that it changes whenever a reader would see something else.
public final class Etags {
    private static final int DIGEST_BYTES = 12;

    private Etags() {}

    /// Answers with the thing, or with 304 when the caller has just this.
    public static void answer(Context ctx, Object view) {
        var body = Json.bytes(view);
        var etag = of(body);
        ctx.header("ETag", etag).header("Cache-Control", "private, no-cache");
        if (ctx.method().name().equals("GET") && matches(ctx.header("If-None-Match"), etag, true)) {
            ctx.status(304);
        } else {
            ctx.contentType("application/json").result(body);
        }
    }

    /// Nothing to do without `If-Match`.
    ///
    /// @param view as it is now, read under the lock under which it is changed
    /// @throws ProblemException `precondition_failed` when the caller has seen another one
    public static void requireMatch(@Nullable String ifMatch, Object view) {
        if (ifMatch != null && !matches(ifMatch, of(Json.bytes(view)), false)) {
            throw Problem.PRECONDITION_FAILED.because(
                    "It changed since you read it. Read it again and send your change with the ETag it has now.");
        }
    }

    private static String of(byte[] body) {
        return '"' + HexFormat.of().formatHex(Digests.sha256(body), 0, DIGEST_BYTES) + '"';
    }

    /// @param weak whether `W/"…"`, as a proxy that compresses writes it, is as good as `"…"`
    private static boolean matches(@Nullable String header, String etag, boolean weak) {
        return header != null
                && Arrays.stream(header.split(",", -1))
                        .map(String::strip)
                        .map(word -> weak && word.startsWith("W/") ? word.substring(2) : word)
                        .anyMatch(word -> word.equals("*") || word.equals(etag));
    }
}
