package tools.sota.site;

import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// Sends an asset: what the client has already is not sent again (304), parts are sent when asked for (206), and
/// nothing is copied or packed on the way.
final class Delivery {
    private Delivery() {}

    static void send(Context ctx, Asset asset) throws IOException {
        var chosen = describe(ctx, asset);
        if (isKnown(ctx.header("If-None-Match"), chosen)) {
            ctx.status(304);
            return;
        }
        int length = chosen.bytes().length;
        var range = range(ctx, chosen);
        ctx.res().setHeader("Accept-Ranges", "bytes");
        if (range == null) {
            write(ctx, chosen, new ByteRange(0, length));
            return;
        }
        ctx.status(range.isEmpty() ? 416 : 206);
        ctx.res().setHeader("Content-Range", range.shown(length));
        write(ctx, chosen, range);
    }

    /// Sends the whole under a status of its own, whatever the client has or asks a part of.
    static void sendWhole(Context ctx, Asset asset, int status) throws IOException {
        var chosen = describe(ctx, asset);
        ctx.status(status);
        write(ctx, chosen, new ByteRange(0, chosen.bytes().length));
    }

    private static Representation describe(Context ctx, Asset asset) {
        var response = ctx.res();
        var chosen = asset.chosen(ctx.header("Accept-Encoding"));
        asset.headers().forEach(response::setHeader);
        response.setHeader("ETag", chosen.etag());
        return chosen;
    }

    /// Compares weakly, as RFC 9110, section 13.1.2 asks: a tag has no quotes inside, so to find it is to match it.
    private static boolean isKnown(@Nullable String ifNoneMatch, Representation chosen) {
        return ifNoneMatch != null && (ifNoneMatch.contains(chosen.etag()) || "*".equals(ifNoneMatch.strip()));
    }

    private static @Nullable ByteRange range(Context ctx, Representation chosen) {
        var ifRange = ctx.header("If-Range");
        boolean same = ifRange == null || ifRange.equals(chosen.etag());
        return same && ctx.method().equals(HandlerType.GET)
                ? ByteRange.of(ctx.header("Range"), chosen.bytes().length)
                : null;
    }

    private static void write(Context ctx, Representation chosen, ByteRange part) throws IOException {
        var response = ctx.res();
        int length = Math.max(0, part.to() - part.from());
        if (chosen.coding() != null) {
            response.setHeader("Content-Encoding", chosen.coding());
        }
        response.setContentLength(length);
        if (!ctx.method().equals(HandlerType.HEAD) && length > 0) {
            response.getOutputStream().write(chosen.bytes(), part.from(), length);
        }
    }
}
