package tools.sota.sandbox.stripe.http;

import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.sota.sandbox.stripe.account.Ids;
import tools.sota.sandbox.stripe.json.Json;

/// What identifies a request: its own id, and the caller's key under which it happens once.
public record ApiRequest(
        String id, String method, String path, @Nullable String idempotencyKey) {
    static ApiRequest of(Context ctx) {
        var isPost = ctx.method().name().equals("POST"); // Stripe ignores the key of any other request
        return new ApiRequest(
                "req_" + Ids.random(14),
                ctx.method().name(),
                ctx.path(),
                isPost ? ctx.header("Idempotency-Key") : null);
    }

    Optional<String> key() {
        return Optional.ofNullable(idempotencyKey);
    }

    /// How an event tells what caused it.
    public ObjectNode cause() {
        var cause = Json.object().put("id", id);
        return idempotencyKey == null
                ? cause.set("idempotency_key", NullNode.instance)
                : cause.put("idempotency_key", idempotencyKey);
    }
}
