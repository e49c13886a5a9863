package tools.sota.sandbox.stripe.customers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import tools.sota.sandbox.stripe.error.ApiError;
import tools.sota.sandbox.stripe.http.Call;
import tools.sota.sandbox.stripe.json.Json;

/// Where a customer is, as far as tax is concerned: a country is enough for the stand-in.
public final class TaxLocation {
    private static final List<String> COUNTRIES = List.of(Locale.getISOCountries());

    private TaxLocation() {}

    public static boolean isKnown(JsonNode address) {
        return Json.optional(address, "country").filter(COUNTRIES::contains).isPresent();
    }

    public static ApiError unknown() {
        return ApiError.invalid(
                "customer_tax_location_invalid",
                "automatic_tax[enabled]",
                "The customer's location isn't recognized. Set a valid customer address in order to automatically"
                        + " calculate tax.");
    }

    /// `tax[validate_location]=immediately`: no customer without a place to tax.
    static void check(Call call, JsonNode address) {
        if (Json.is(call.param("tax"), "validate_location", "immediately") && !isKnown(address)) {
            throw unknown().with("param", "address");
        }
    }

    /// `customer.tax`, which is only there when it is expanded.
    public static ObjectNode of(ObjectNode customer) {
        var address = customer.path("address");
        var tax = Json.object().put("provider", "stripe").putNull("ip_address");
        if (!isKnown(address)) {
            return tax.put("automatic_tax", "unrecognized_location").putNull("location");
        }
        var location = tax.put("automatic_tax", "supported").putObject("location");
        location.put("source", "billing_address").set("country", address.path("country"));
        location.put("state", Json.optional(address, "state").orElse(null));
        return tax;
    }
}
