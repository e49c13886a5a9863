package tools.sota.sandbox.stripe.http;

import io.javalin.http.Context;
import java.util.Objects;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import tools.sota.sandbox.stripe.error.ApiError;
import tools.sota.sandbox.stripe.schema.FormTree;
import tools.sota.sandbox.stripe.schema.ParamsReader;
import tools.sota.sandbox.stripe.schema.StripeSchemas;

/// What every API request goes through before its operation: key, version, faults, idempotency, parameters.
public final class Gateway {
    private final StripeSchemas schemas;
    private final ParamsReader reader;
    private final Faults faults;
    private final Idempotency idempotency;
    private final Operations operations;

    public Gateway(StripeSchemas schemas, Faults faults, Idempotency idempotency, Operations operations) {
        this.schemas = schemas;
        this.reader = new ParamsReader(schemas);
        this.faults = faults;
        this.idempotency = idempotency;
        this.operations = operations;
    }

    public void handle(Context ctx, Endpoint endpoint) {
        var request = open(ctx);
        try {
            ApiKeys.check(ctx);
            checkVersion(ctx);
            reply(ctx, answer(ctx, request, endpoint));
        } catch (ApiError e) {
            reply(ctx, Answer.of(e));
        }
    }

    public void unknownUrl(Context ctx) {
        open(ctx);
        reply(ctx, Answer.of(ApiError.unrecognizedUrl(ctx.method().name(), ctx.path())));
    }

    private ApiRequest open(Context ctx) {
        var request = ApiRequest.of(ctx);
        ctx.header("Request-Id", request.id());
        ctx.header("Stripe-Version", schemas.apiVersion());
        request.key().ifPresent(key -> ctx.header("Idempotency-Key", key));
        return request;
    }

    private void checkVersion(Context ctx) {
        var asked = ctx.header("Stripe-Version");
        if (asked != null && !asked.equals(schemas.apiVersion())) {
            throw ApiError.invalid(
                    "Stripe-Version: the stand-in speaks %s, not %s".formatted(schemas.apiVersion(), asked));
        }
    }

    private Answer answer(Context ctx, ApiRequest request, Endpoint endpoint) {
        var form = FormTree.read(request.method().equals("POST") ? ctx.body() : queryOf(ctx));
        var fault = faults.take(ctx.method().name(), ctx.path());
        if (fault.isForGood()) {
            ctx.header("Stripe-Should-Retry", "false");
        }
        fault.refuse();
        var answer = idempotency.once(request, form, () -> {
            fault.hold();
            var carriedOut = operations.carryOut(
                    request,
                    endpoint,
                    () -> new Call(ctx.path(), ctx.pathParamMap(), reader.read(endpoint.params(), form)));
            return fault.spoil(carriedOut);
        });
        fault.lose();
        if (fault.cutsConnection()) {
            cut(ctx);
        }
        return answer;
    }

    private static void cut(Context ctx) {
        ServletContextRequest.getServletContextRequest(ctx.req())
                .getConnectionMetaData()
                .getConnection()
                .getEndPoint()
                .close();
    }

    private static String queryOf(Context ctx) {
        return Objects.requireNonNullElse(ctx.queryString(), "");
    }

    private static void reply(Context ctx, Answer answer) {
        if (answer.replayed()) {
            ctx.header("Idempotent-Replayed", "true");
        }
        ctx.status(answer.status()).contentType("application/json").result(answer.body());
    }
}
