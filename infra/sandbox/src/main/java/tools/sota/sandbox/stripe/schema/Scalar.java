package tools.sota.sandbox.stripe.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import tools.sota.sandbox.stripe.error.ApiError;

/// One text of a form as the value that a schema wants.
final class Scalar {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private Scalar() {}

    static Optional<JsonNode> read(JsonNode schema, String text) {
        if (schema.has("const") || schema.has("enum")) {
            return constants(schema).contains(text) ? Optional.of(NODES.textNode(text)) : Optional.empty();
        }
        return switch (schema.path("type").asText()) {
            case "number" -> number(text);
            case "boolean" -> bool(text);
            case "string" -> string(schema, text);
            default -> Optional.empty();
        };
    }

    static ApiError refused(List<JsonNode> options, String text, String path) {
        var constants = options.stream()
                .flatMap(option -> constants(option).stream())
                .filter(c -> !c.isEmpty())
                .toList();
        if (!constants.isEmpty()) {
            return ApiError.invalid(
                    path, "Invalid %s: must be one of %s".formatted(path, String.join(", ", constants)));
        }
        var type = options.stream().map(option -> option.path("type").asText()).collect(Collectors.joining(" or "));
        return switch (type) {
            case "number" -> ApiError.invalid("parameter_invalid_integer", path, "Invalid integer: " + text);
            case "boolean" -> ApiError.invalid(path, "Invalid boolean: " + text);
            default -> ApiError.invalid(path, "Invalid %s: %s".formatted(type, text));
        };
    }

    private static List<String> constants(JsonNode schema) {
        return schema.has("const")
                ? List.of(schema.path("const").asText())
                : StreamSupport.stream(schema.path("enum").spliterator(), false)
                        .map(JsonNode::asText)
                        .toList();
    }

    private static Optional<JsonNode> number(String text) {
        if (text.matches("-?\\d{1,18}")) {
            return Optional.of(NODES.numberNode(Long.parseLong(text)));
        }
        return text.matches("-?\\d+\\.\\d+") ? Optional.of(NODES.numberNode(new BigDecimal(text))) : Optional.empty();
    }

    private static Optional<JsonNode> bool(String text) {
        return text.equals("true") || text.equals("false")
                ? Optional.of(NODES.booleanNode(Boolean.parseBoolean(text)))
                : Optional.empty();
    }

    private static Optional<JsonNode> string(JsonNode schema, String text) {
        return !schema.has("pattern") || text.matches(schema.path("pattern").asText())
                ? Optional.of(NODES.textNode(text))
                : Optional.empty();
    }
}
