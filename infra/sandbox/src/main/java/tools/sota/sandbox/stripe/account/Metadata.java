package tools.sota.sandbox.stripe.account;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import tools.sota.sandbox.stripe.json.Json;

/// Stripe merges metadata key by key; an empty value removes its key, an empty whole removes all of them.
final class Metadata {
    private Metadata() {}

    static ObjectNode merged(JsonNode present, JsonNode given) {
        var merged = Json.object();
        if (given.isNull()) {
            return merged;
        }
        if (present instanceof ObjectNode kept) {
            merged.setAll(kept);
        }
        for (var entry : given.properties()) {
            if (entry.getValue().isNull()) {
                merged.remove(entry.getKey());
            } else {
                merged.put(entry.getKey(), entry.getValue().asText());
            }
        }
        return merged;
    }
}
