package tools.sota.usage.ingest;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import tools.sota.platform.Json;

/// The attributes of a CloudEvent that matter here; null where one is missing, empty or no text.
record Attributes(
        @Nullable String specversion,
        @Nullable String id,
        @Nullable String source,
        @Nullable String type,
        @Nullable String time,
        JsonNode data) {
    /// One value inside of more.
    private static final ObjectReader DATA =
            Json.mapper().reader().without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    /// @param parser at the start of an object; afterwards at its end
    static Attributes read(JsonParser parser) throws IOException {
        String specversion = null;
        String id = null;
        String source = null;
        String type = null;
        String time = null;
        JsonNode data = MissingNode.getInstance();
        for (var name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            parser.nextToken();
            switch (name) {
                case "specversion" -> specversion = text(parser);
                case "id" -> id = text(parser);
                case "source" -> source = text(parser);
                case "type" -> type = text(parser);
                case "time" -> time = text(parser);
                case "data" -> data = DATA.readTree(parser);
                default -> parser.skipChildren();
            }
        }
        return new Attributes(specversion, id, source, type, time, data);
    }

    private static @Nullable String text(JsonParser parser) throws IOException {
        if (parser.currentToken() == JsonToken.VALUE_STRING) {
            var word = parser.getText();
            return word.isEmpty() ? null : word;
        }
        parser.skipChildren();
        return null;
    }
}
