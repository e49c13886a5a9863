package tools.sota.metering;

import io.javalin.http.Context;
import java.time.Instant;
import tools.sota.catalog.Operation;
import tools.sota.limits.NamedLimit;
import tools.sota.platform.Query;
import tools.sota.platform.Requests;

/// `GET /v1/echo`: a metered call that does no work, to try limits with.
public final class EchoApi {
    private EchoApi() {}

    private record Echo(String requestId, Instant at) {}

    public static MeteredApi.Operation<Query> operation(Operation echo) {
        int calls = calls(echo);
        return new MeteredApi.Operation<>(
                "echo", NamedLimit.of(echo.limits()), Query::of, query -> calls, (ctx, query, cost) -> echo(ctx));
    }

    static int calls(Operation echo) {
        return Math.toIntExact(echo.callsFor(1));
    }

    private static Echo echo(Context ctx) {
        return new Echo(Requests.shownId(ctx), Requests.at(ctx));
    }
}
