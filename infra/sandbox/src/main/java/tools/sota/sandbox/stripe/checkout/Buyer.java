package tools.sota.sandbox.stripe.checkout;

import com.fasterxml.jackson.databind.node.ObjectNode;
import tools.sota.sandbox.stripe.json.Json;

/// What the customer typed into the pay page about themselves.
public record Buyer(String email, String name, String country) {
    ObjectNode params() {
        var params = Json.object().put("email", email).put("name", name);
        params.putObject("address").put("country", country);
        return params;
    }
}
