package tools.sota.sandbox.stripe.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import tools.sota.sandbox.stripe.account.Account;
import tools.sota.sandbox.stripe.error.ApiError;
import tools.sota.sandbox.stripe.json.Json;

/// `expand[]`: puts the object where its id stood, and adds the fields that Stripe leaves out until they are asked for.
public final class Expansion {
    private static final int DEEPEST = 4;

    private final Account account;
    private final Map<String, Function<ObjectNode, JsonNode>> onRequest;

    /// @param onRequest fields that are only there when expanded, under "invoice.payments"
    public Expansion(Account account, Map<String, Function<ObjectNode, JsonNode>> onRequest) {
        this.account = account;
        this.onRequest = onRequest;
    }

    /// Expands in place: the answer must be a copy.
    void apply(JsonNode answer, List<String> paths) {
        for (var path : paths) {
            var fields = List.of(path.split("\\."));
            var depth = fields.size() - (fields.getFirst().equals("data") ? 1 : 0);
            if (depth > DEEPEST) {
                throw ApiError.invalid("expand", "You cannot expand more than 4 levels of a property: " + path);
            }
            expand(answer, fields);
        }
    }

    private void expand(JsonNode node, List<String> fields) {
        if (node instanceof ArrayNode array) {
            array.forEach(item -> expand(item, fields));
        } else if (node instanceof ObjectNode object && !fields.isEmpty()) {
            expand(object, fields.getFirst(), fields.subList(1, fields.size()));
        }
    }

    private void expand(ObjectNode object, String field, List<String> rest) {
        var value = object.path(field);
        if (value.isMissingNode()) {
            object.set(field, added(object, field));
        } else if (value.isTextual()) {
            object.set(field, found(value.asText(), field));
        } else if (value instanceof ArrayNode ids
                && !ids.isEmpty()
                && ids.path(0).isTextual()) {
            object.set(
                    field,
                    ids.arrayNode()
                            .addAll(Json.texts(ids).stream()
                                    .map(id -> found(id, field))
                                    .toList()));
        }
        expand(object.path(field), rest);
    }

    private JsonNode added(ObjectNode object, String field) {
        return Optional.ofNullable(onRequest.get(object.path("object").asText() + "." + field))
                .<JsonNode>map(maker -> maker.apply(object).deepCopy())
                .orElseThrow(() -> cannot(field));
    }

    private JsonNode found(String id, String field) {
        return account.findAnywhere(id)
                .filter(object -> !field.equals("id"))
                .<JsonNode>map(ObjectNode::deepCopy)
                .orElseThrow(() -> cannot(field));
    }

    private static ApiError cannot(String field) {
        return ApiError.invalid("expand", "This property cannot be expanded (%s).".formatted(field));
    }
}
