package tools.sota.sandbox.stripe.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.http.HandlerType;
import java.util.function.Function;

/// One operation of the API: where it is, what it takes (the name of Stripe's params type), what it does.
public record Endpoint(HandlerType method, String path, String params, Function<Call, JsonNode> operation) {
    public static Endpoint get(String path, String params, Function<Call, JsonNode> operation) {
        return new Endpoint(HandlerType.GET, path, params, operation);
    }

    public static Endpoint post(String path, String params, Function<Call, JsonNode> operation) {
        return new Endpoint(HandlerType.POST, path, params, operation);
    }

    public static Endpoint delete(String path, String params, Function<Call, JsonNode> operation) {
        return new Endpoint(HandlerType.DELETE, path, params, operation);
    }
}
