package tools.sota.sandbox.stripe.checkout;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import tools.sota.sandbox.stripe.json.Json;

/// What the customer typed into the pay page about themselves.
///
/// @param street the lines of an address under Stripe's names, as far as the page asked for them
/// @param taxId `type` and `value`, or nothing
public record Buyer(String email, String name, String country, ObjectNode street, ObjectNode taxId) {
    public Buyer(String email, String name, String country) {
        this(email, name, country, Json.object(), Json.object());
    }

    /// As it is kept while the bank asks for a challenge.
    public static Buyer of(JsonNode kept) {
        return new Buyer(
                Json.text(kept, "email"),
                Json.text(kept, "name"),
                Json.text(kept, "country"),
                (ObjectNode) kept.path("street"),
                (ObjectNode) kept.path("tax_id"));
    }

    public ObjectNode kept() {
        var kept = Json.object().put("email", email).put("name", name).put("country", country);
        kept.set("street", street);
        kept.set("tax_id", taxId);
        return kept;
    }

    ObjectNode params() {
        var params = Json.object().put("email", email).put("name", name);
        params.putObject("address").setAll(street.deepCopy().put("country", country));
        return params;
    }

    /// A page that asked for the country alone says nothing about the rest of an address there.
    boolean leaves(JsonNode address) {
        return street.isEmpty() && Json.is(address, "country", country);
    }

    ArrayNode addTaxId(JsonNode known) {
        var all = Json.array();
        known.forEach(all::add);
        if (!taxId.isEmpty()) {
            all.add(taxId.deepCopy());
        }
        return all;
    }
}
