package tools.sota.sandbox.stripe.checkout;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;
import tools.sota.sandbox.stripe.account.Account;
import tools.sota.sandbox.stripe.error.ApiError;
import tools.sota.sandbox.stripe.http.Call;
import tools.sota.sandbox.stripe.json.Json;

/// Which parameters of a new session go together.
final class SessionRules {
    private static final Map<String, String> ONLY_IN =
            Map.of("subscription_data", "subscription", "payment_intent_data", "payment", "setup_intent_data", "setup");

    private SessionRules() {}

    static void check(Account account, Call call) {
        call.refuse(
                "after_expiration",
                "consent_collection",
                "custom_fields",
                "customer_account",
                "optional_items",
                "shipping_address_collection",
                "shipping_options");
        if (call.flag("allow_promotion_codes") && call.has("discounts")) {
            throw ApiError.invalid("You may only specify one of these parameters: allow_promotion_codes, discounts.");
        }
        var mode = call.text("mode").orElseThrow(() -> missing("mode"));
        if (!call.text("ui_mode").orElse("hosted_page").equals("hosted_page")) {
            throw ApiError.invalid("ui_mode", "The stand-in has hosted pages only.");
        }
        if (call.text("success_url").isEmpty()) {
            throw missing("success_url");
        }
        ONLY_IN.forEach((param, only) -> {
            if (call.has(param) && !mode.equals(only)) {
                throw ApiError.invalid(param, "You can not pass `%s` in `%s` mode.".formatted(param, mode));
            }
        });
        checkCustomer(account, call);
    }

    static boolean hasTrial(ObjectNode params) {
        var data = params.path("subscription_data");
        return data.has("trial_period_days") || data.has("trial_end");
    }

    private static void checkCustomer(Account account, Call call) {
        var customer = call.text("customer").map(id -> account.require("customer", id, "customer"));
        if (customer.isPresent() && call.has("customer_email")) {
            throw ApiError.invalid(
                    "customer_email", "You may only specify one of these parameters: customer, customer_email.");
        }
        if (customer.isEmpty() && call.has("customer_update")) {
            throw ApiError.invalid("customer_update", "`customer_update` can only be used with `customer`.");
        }
        if (customer.isPresent()
                && call.param("tax_id_collection").path("enabled").asBoolean()
                && !Json.is(call.param("customer_update"), "name", "auto")) {
            throw ApiError.invalid(
                    "tax_id_collection[enabled]",
                    "Tax ID collection requires updating business name on the customer. To enable tax ID collection for"
                            + " an existing customer, please set `customer_update[name]` to `auto`.");
        }
        checkTax(call, customer);
    }

    private static void checkTax(Call call, Optional<ObjectNode> customer) {
        var taxed = call.param("automatic_tax").path("enabled").asBoolean();
        var asksForAddress = Json.is(call.param("customer_update"), "address", "auto");
        if (taxed
                && !asksForAddress
                && customer.filter(SessionRules::hasNoAddress).isPresent()) {
            throw ApiError.invalid(
                    "customer_tax_location_invalid",
                    "automatic_tax[enabled]",
                    "Automatic tax calculation in Checkout requires a valid address on the Customer. Add a valid address"
                            + " to the Customer or set either `customer_update[address]` to 'auto' or"
                            + " `customer_update[shipping]` to 'auto' to save the address entered in Checkout to the"
                            + " Customer.");
        }
    }

    private static boolean hasNoAddress(ObjectNode customer) {
        return Json.optional(customer.path("address"), "country").isEmpty();
    }

    private static ApiError missing(String param) {
        return ApiError.invalid("parameter_missing", param, "Missing required param: " + param + ".");
    }
}
