package tools.sota.sandbox.stripe.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import tools.sota.sandbox.stripe.error.ApiError;
import tools.sota.sandbox.stripe.json.Json;

/// `items[0][price]=x` as a tree of objects whose leaves are texts. Whether a level is a list or a hash is not decided
/// here: that takes the schema.
public final class FormTree {
    private FormTree() {}

    public static ObjectNode read(String form) {
        var tree = Json.object();
        Arrays.stream(form.split("&")).filter(pair -> !pair.isEmpty()).forEach(pair -> {
            var name = decode(pair.contains("=") ? pair.substring(0, pair.indexOf('=')) : pair);
            var value = pair.contains("=") ? decode(pair.substring(pair.indexOf('=') + 1)) : "";
            put(tree, new ArrayDeque<>(Arrays.asList(name.replace("]", "").split("\\[", -1))), value, name);
        });
        return tree;
    }

    private static void put(ObjectNode tree, Deque<String> path, String value, String name) {
        var head = path.removeFirst();
        var key = head.isEmpty() ? String.valueOf(tree.size()) : head;
        if (path.isEmpty()) {
            tree.put(key, value);
            return;
        }
        JsonNode below = tree.path(key).isMissingNode() ? tree.putObject(key) : tree.path(key);
        if (!(below instanceof ObjectNode level)) {
            throw ApiError.invalid(name, "Invalid request: " + name + " is both a value and a hash");
        }
        put(level, path, value, name);
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw ApiError.invalid("Invalid form encoding: " + text);
        }
    }
}
