package tools.sota.platform;

import io.javalin.http.Context;
import java.time.Instant;
import java.util.UUID;

/// Each request has an id: on its answer as `Request-Id`, in its problem, in its ledger row.
public final class Requests {
    private static final String ATTRIBUTE = "request-id";

    private Requests() {}

    static void begin(Context ctx, Ids ids) {
        var id = ids.next();
        ctx.attribute(ATTRIBUTE, id);
        ctx.header("Request-Id", Ids.show("req", id));
    }

    public static UUID id(Context ctx) {
        UUID id = ctx.attribute(ATTRIBUTE);
        if (id == null) {
            throw new IllegalStateException("The request has no id yet");
        }
        return id;
    }

    /// When the request came in: the time inside its id, in whole milliseconds.
    public static Instant at(Context ctx) {
        return at(id(ctx));
    }

    /// When the request with this id came in.
    public static Instant at(UUID id) {
        return Instant.ofEpochMilli(id.getMostSignificantBits() >>> 16);
    }

    public static String shownId(Context ctx) {
        return Ids.show("req", id(ctx));
    }
}
