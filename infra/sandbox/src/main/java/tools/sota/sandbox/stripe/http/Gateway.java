package tools.sota.sandbox.stripe.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.http.Context;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.sota.sandbox.stripe.account.Announcer;
import tools.sota.sandbox.stripe.account.Turns;
import tools.sota.sandbox.stripe.error.ApiError;
import tools.sota.sandbox.stripe.json.Json;
import tools.sota.sandbox.stripe.schema.FormTree;
import tools.sota.sandbox.stripe.schema.Judge;
import tools.sota.sandbox.stripe.schema.ParamsReader;
import tools.sota.sandbox.stripe.schema.StripeSchemas;

/// What every API request goes through: key, version, faults, idempotency, parameters; then the operation; then
/// expansion and the judge.
public final class Gateway {
    private static final Logger log = LoggerFactory.getLogger(Gateway.class);

    private final StripeSchemas schemas;
    private final ParamsReader reader;
    private final Turns turns;
    private final Faults faults;
    private final Idempotency idempotency;
    private final Announcer announcer;
    private final Expansion expansion;
    private final Optional<Judge> judge;

    /// @param judge absent when answers are not to be judged
    public Gateway(
            StripeSchemas schemas,
            Turns turns,
            Faults faults,
            Idempotency idempotency,
            Announcer announcer,
            Expansion expansion,
            Optional<Judge> judge) {
        this.schemas = schemas;
        this.reader = new ParamsReader(schemas);
        this.turns = turns;
        this.faults = faults;
        this.idempotency = idempotency;
        this.announcer = announcer;
        this.expansion = expansion;
        this.judge = judge;
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
        var fault = faults.take(ctx.path());
        fault.refuse();
        var answer = idempotency.once(request, form, () -> {
            fault.hold();
            return attempt(() -> {
                var params = reader.read(endpoint.params(), form);
                var body = carryOut(request, endpoint, new Call(ctx.path(), ctx.pathParamMap(), params));
                fault.spoil();
                return body;
            });
        });
        fault.lose();
        return answer;
    }

    private static String queryOf(Context ctx) {
        return Objects.requireNonNullElse(ctx.queryString(), "");
    }

    private String carryOut(ApiRequest request, Endpoint endpoint, Call call) {
        return turns.take(() -> announcer.causedBy(request.cause(), () -> {
            var answer = endpoint.operation().apply(call).deepCopy();
            expansion.apply(answer, Json.texts(call.param("expand")));
            judged(answer);
            return answer.toString();
        }));
    }

    private void judged(JsonNode answer) {
        var differences = judge.map(present -> present.differences(answer)).orElseGet(List::of);
        if (!differences.isEmpty()) {
            throw ApiError.server("The stand-in's answer is not what Stripe's types promise: " + differences);
        }
    }

    private static Answer attempt(Supplier<String> action) {
        try {
            return Answer.ok(action.get());
        } catch (ApiError e) {
            return Answer.of(e);
        } catch (RuntimeException e) {
            log.error("The stand-in failed", e);
            return Answer.of(ApiError.server("The stand-in failed: " + e));
        }
    }

    private static void reply(Context ctx, Answer answer) {
        if (answer.replayed()) {
            ctx.header("Idempotent-Replayed", "true");
        }
        ctx.status(answer.status()).contentType("application/json").result(answer.body());
    }
}
