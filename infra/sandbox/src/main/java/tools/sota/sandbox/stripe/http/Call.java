package tools.sota.sandbox.stripe.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;
import tools.sota.sandbox.stripe.error.ApiError;
import tools.sota.sandbox.stripe.json.Json;

/// One request to the API after everything common to all of them was checked.
///
/// @param url the path, which a list repeats as its `url`
/// @param params what the form said, in the types that Stripe's client declares
public record Call(String url, Map<String, String> path, ObjectNode params) {
    public String id() {
        return path("id");
    }

    public String path(String name) {
        var value = path.get(name);
        if (value == null) {
            throw new IllegalStateException("The path of " + url + " has no {" + name + "}");
        }
        return value;
    }

    public JsonNode param(String name) {
        return params.path(name);
    }

    public Optional<String> text(String name) {
        return Json.optional(params, name);
    }

    public boolean has(String name) {
        return params.has(name);
    }

    /// Stripe knows these parameters and the stand-in does not: better to say so than to ignore them.
    public void refuse(String... names) {
        for (var name : names) {
            var isOff = param(name).isBoolean() && !flag(name);
            if (has(name) && !isOff) {
                throw ApiError.invalid(name, "The stand-in does not do `" + name + "`.");
            }
        }
    }

    public boolean flag(String name) {
        return params.path(name).asBoolean();
    }
}
