package tools.sota.sandbox.stripe.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import tools.sota.sandbox.stripe.error.ApiError;
import tools.sota.sandbox.stripe.json.Json;

/// Reads a form against the type that Stripe's client declares for the request: texts become numbers, booleans and
/// lists, a parameter that is cleared becomes null, and whatever the type does not know is refused by its name.
public final class ParamsReader {
    private final StripeSchemas schemas;

    public ParamsReader(StripeSchemas schemas) {
        this.schemas = schemas;
    }

    public ObjectNode read(String typeName, ObjectNode form) {
        return hash(schemas.params(typeName), form, "");
    }

    private ObjectNode hash(JsonNode schema, ObjectNode form, String path) {
        refuseUnknown(schema, form, path);
        requireAll(schema, form, path);
        var read = Json.object();
        for (var entry : form.properties()) {
            var declared = schema.path("properties").path(entry.getKey()).isMissingNode()
                    ? schema.path("additionalProperties")
                    : schema.path("properties").path(entry.getKey());
            read.set(entry.getKey(), value(declared, entry.getValue(), under(path, entry.getKey())));
        }
        return read;
    }

    private static void refuseUnknown(JsonNode schema, ObjectNode form, String path) {
        if (schema.path("additionalProperties").isObject()) {
            return;
        }
        var unknown = form.properties().stream()
                .filter(entry -> !schema.path("properties").has(entry.getKey()))
                .map(entry -> under(path, entry.getKey()))
                .toList();
        if (!unknown.isEmpty()) {
            var plural = unknown.size() > 1 ? "s" : "";
            throw ApiError.invalid(
                    "parameter_unknown",
                    unknown.getFirst(),
                    "Received unknown parameter%s: %s".formatted(plural, String.join(", ", unknown)));
        }
    }

    private static void requireAll(JsonNode schema, ObjectNode form, String path) {
        for (var required : schema.path("required")) {
            var name = under(path, required.asText());
            if (!form.has(required.asText())) {
                throw ApiError.invalid("parameter_missing", name, "Missing required param: " + name + ".");
            }
            if (Json.is(form, required.asText(), "")
                    && form.path(required.asText()).isTextual()) {
                throw ApiError.invalid(
                        "parameter_invalid_empty", name, "You passed an empty string for '" + name + "'.");
            }
        }
    }

    private JsonNode value(JsonNode declared, JsonNode given, String path) {
        var options = options(declared).toList();
        if (given instanceof ObjectNode nested) {
            return nested(options, nested, path);
        }
        var text = given.asText();
        if (text.isEmpty()) {
            return NullNode.instance;
        }
        return options.stream()
                .flatMap(option -> Scalar.read(option, text).stream())
                .findFirst()
                .orElseThrow(() -> Scalar.refused(options, text, path));
    }

    private JsonNode nested(List<JsonNode> options, ObjectNode given, String path) {
        for (var option : options) {
            if (option.path("type").asText().equals("array") && isList(given)) {
                return list(option.path("items"), given, path);
            }
            if (option.path("type").asText().equals("object")) {
                return hash(option, given, path);
            }
        }
        throw ApiError.invalid(path, "Invalid %s: a hash or a list was not expected here".formatted(name(options)));
    }

    private JsonNode list(JsonNode items, ObjectNode given, String path) {
        var list = Json.array();
        given.properties().stream()
                .sorted(Comparator.comparingInt(entry -> Integer.parseInt(entry.getKey())))
                .forEach(entry -> list.add(value(items, entry.getValue(), under(path, entry.getKey()))));
        return list;
    }

    private Stream<JsonNode> options(JsonNode declared) {
        var schema = schemas.resolve(declared);
        return schema.has("anyOf")
                ? StreamSupport.stream(schema.path("anyOf").spliterator(), false)
                        .flatMap(this::options)
                : Stream.of(schema);
    }

    private static boolean isList(ObjectNode given) {
        return given.properties().stream().allMatch(entry -> entry.getKey().matches("\\d{1,4}"));
    }

    private static String name(List<JsonNode> options) {
        return options.isEmpty() ? "value" : options.getFirst().path("type").asText("value");
    }

    private static String under(String path, String name) {
        return path.isEmpty() ? name : path + "[" + name + "]";
    }
}
