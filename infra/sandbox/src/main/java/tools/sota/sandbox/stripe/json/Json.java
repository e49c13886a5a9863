package tools.sota.sandbox.stripe.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/// Reading the objects of the account, which are kept as the JSON they are on the wire.
public final class Json {
    /// Whole numbers are longs everywhere, so that one that was read equals one that was computed.
    private static final ObjectMapper MAPPER = new ObjectMapper().enable(DeserializationFeature.USE_LONG_FOR_INTS);

    private Json() {}

    public static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    public static ArrayNode array() {
        return MAPPER.createArrayNode();
    }

    public static JsonNode parse(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static String text(JsonNode node, String field) {
        return optional(node, field)
                .orElseThrow(() -> new IllegalStateException("No " + field + " in " + node.path("id")));
    }

    public static Optional<String> optional(JsonNode node, String field) {
        var value = node.path(field);
        return value.isValueNode() && !value.isNull() ? Optional.of(value.asText()) : Optional.empty();
    }

    public static long number(JsonNode node, String field) {
        return node.path(field).asLong();
    }

    /// A moment that may be unset.
    public static Optional<Long> moment(JsonNode node, String field) {
        return node.path(field).isNumber() ? Optional.of(node.path(field).asLong()) : Optional.empty();
    }

    public static boolean is(JsonNode node, String field, String value) {
        return node.path(field).asText().equals(value);
    }

    public static List<ObjectNode> objects(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(ObjectNode.class::cast)
                .toList();
    }

    public static List<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }
}
