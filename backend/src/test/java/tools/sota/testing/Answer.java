package tools.sota.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.net.http.HttpResponse;
import tools.sota.platform.Json;

/// What came back.
public record Answer(HttpResponse<String> response) {
    public int status() {
        return response.statusCode();
    }

    public String body() {
        return response.body();
    }

    /// The header, or nothing at all as an empty text.
    public String header(String name) {
        return response.headers().firstValue(name).orElse("");
    }

    public JsonNode json() {
        try {
            return body().isEmpty() ? MissingNode.getInstance() : Json.mapper().readTree(body());
        } catch (JsonProcessingException e) {
            throw new AssertionError("Not JSON: " + body(), e);
        }
    }

    /// The text at a dotted path of the body, such as `key.id`.
    public String text(String path) {
        return json().at('/' + path.replace('.', '/')).asText();
    }

    public String code() {
        return text("code");
    }
}
