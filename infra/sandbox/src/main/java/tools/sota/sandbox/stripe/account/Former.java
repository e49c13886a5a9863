package tools.sota.sandbox.stripe.account;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;
import tools.sota.sandbox.stripe.json.Json;

/// `previous_attributes`: the values that fields had before a change, nested like the object; arrays come whole.
final class Former {
    private Former() {}

    static ObjectNode values(ObjectNode before, ObjectNode after) {
        var former = Json.object();
        for (var entry : after.properties()) {
            compare(former, entry.getKey(), before.get(entry.getKey()), entry.getValue());
        }
        for (var entry : before.properties()) {
            if (!after.has(entry.getKey())) {
                former.set(entry.getKey(), entry.getValue());
            }
        }
        return former;
    }

    private static void compare(ObjectNode former, String field, @Nullable JsonNode before, JsonNode after) {
        if (before == null) {
            former.putNull(field);
        } else if (before instanceof ObjectNode was && after instanceof ObjectNode is) {
            var nested = values(was, is);
            if (!nested.isEmpty()) {
                former.set(field, nested);
            }
        } else if (!before.equals(after)) {
            former.set(field, before);
        }
    }
}
