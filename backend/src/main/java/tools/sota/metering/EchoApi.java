package tools.sota.metering;

import io.javalin.http.Context;
import java.time.Instant;
import java.util.List;
import tools.sota.platform.Query;
import tools.sota.platform.Requests;

/// `GET /v1/echo`: a metered call that does no work, to try limits with.
public final class EchoApi {
    private EchoApi() {}

    private record Echo(String requestId, Instant at) {}

    public static MeteredApi.Operation<Query> operation(int calls) {
        return new MeteredApi.Operation<>(
                "echo", List.of(), Query::of, query -> calls, (ctx, query, cost) -> echo(ctx));
    }

    private static Echo echo(Context ctx) {
        return new Echo(Requests.shownId(ctx), Requests.at(ctx));
    }
}
