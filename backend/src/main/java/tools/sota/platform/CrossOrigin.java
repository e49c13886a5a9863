package tools.sota.platform;

import io.javalin.http.Context;

/// What pages of other sites may do (CORS): call the API with a test key, and read every answer to it, refusals too.
/// Never
/// with a live key, which in a page is a leaked one, and never with a session.
final class CrossOrigin {
    private static final String TEST = "sota_test_";
    private static final String DAY = "86400";

    private CrossOrigin() {}

    /// Stands before every route: answers preflights, and allows the answer to a test key to be read.
    static void serve(Context ctx) {
        if (isPreflight(ctx)) {
            ctx.header("Access-Control-Allow-Origin", "*")
                    .header("Access-Control-Allow-Methods", "GET, HEAD, POST, PUT, PATCH, DELETE")
                    .header(
                            "Access-Control-Allow-Headers",
                            "Authorization, X-API-Key, Content-Type, Idempotency-Key, If-Match, If-None-Match")
                    .header("Access-Control-Max-Age", DAY)
                    .header("Vary", "Access-Control-Request-Method")
                    .status(204);
            ctx.skipRemainingHandlers();
        } else if (PresentedKey.of(ctx).filter(key -> key.startsWith(TEST)).isPresent()) {
            ctx.header("Access-Control-Allow-Origin", "*");
            ctx.header("Access-Control-Expose-Headers", "*");
        }
    }

    /// A browser asks without credentials whether it may ask with some.
    private static boolean isPreflight(Context ctx) {
        return ctx.method().name().equals("OPTIONS")
                && ctx.header("Origin") != null
                && ctx.header("Access-Control-Request-Method") != null
                && ctx.path().startsWith("/v1/");
    }
}
