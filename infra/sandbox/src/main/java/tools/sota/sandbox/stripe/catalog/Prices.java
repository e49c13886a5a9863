package tools.sota.sandbox.stripe.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.function.Predicate;
import tools.sota.sandbox.stripe.account.Account;
import tools.sota.sandbox.stripe.error.ApiError;
import tools.sota.sandbox.stripe.http.Call;
import tools.sota.sandbox.stripe.http.Listing;
import tools.sota.sandbox.stripe.json.Json;

/// What it costs. A price never changes; a lookup key can move to a newer one.
public final class Prices {
    private static final String PRICE = "price";
    private static final String LOOKUP_KEY = "lookup_key";

    private final Account account;

    public Prices(Account account) {
        this.account = account;
    }

    public JsonNode create(Call call) {
        return make(call.params());
    }

    public JsonNode get(Call call) {
        return account.require(PRICE, call.id(), "id");
    }

    public JsonNode list(Call call) {
        return Listing.page(
                call,
                account.all(PRICE),
                wantedKeys(call).and(wantedRecurring(call)),
                "active",
                "currency",
                "product",
                "type");
    }

    public JsonNode update(Call call) {
        var price = account.require(PRICE, call.id(), "id");
        moveKey(call.params(), price);
        account.change(
                price,
                "price.updated",
                it -> account.assign(it, call.params(), "active", "metadata", "nickname", LOOKUP_KEY, "tax_behavior"));
        return price;
    }

    /// A price from the parameters of whoever makes one, inline prices included.
    public ObjectNode make(ObjectNode params) {
        var price = account.blank(PRICE);
        price.put("active", true).put("billing_scheme", "per_unit").put("tax_behavior", "unspecified");
        price.put("currency", Json.text(params, "currency").toLowerCase(Locale.ROOT));
        price.put("product", product(params));
        account.assign(price, params, "active", "metadata", "nickname", "tax_behavior", LOOKUP_KEY);
        setAmount(price, params);
        setInterval(price, params);
        moveKey(params, price);
        account.store(price);
        account.announce("price.created", price);
        return price;
    }

    private String product(ObjectNode params) {
        if (params.has("product_data")) {
            var product = account.blank("product").put("active", true).put("type", "service");
            product.put("updated", account.now());
            account.assign(product, params.path("product_data"), "name", "active", "metadata", "unit_label");
            account.store(product);
            account.announce("product.created", product);
            return Json.text(product, "id");
        }
        var id = Json.optional(params, "product")
                .orElseThrow(() -> ApiError.invalid("parameter_missing", "product", "You must name a product."));
        return Json.text(account.require("product", id, "product"), "id");
    }

    private static void setAmount(ObjectNode price, ObjectNode params) {
        var decimal = Json.optional(params, "unit_amount")
                .or(() -> Json.optional(params, "unit_amount_decimal"))
                .map(BigDecimal::new)
                .orElseThrow(() -> ApiError.invalid(
                        "parameter_missing", "unit_amount", "You must give unit_amount or unit_amount_decimal."));
        price.put("unit_amount_decimal", decimal.stripTrailingZeros().toPlainString());
        if (decimal.stripTrailingZeros().scale() <= 0) {
            price.put("unit_amount", decimal.longValueExact());
        }
    }

    private void setInterval(ObjectNode price, ObjectNode params) {
        price.put("type", params.has("recurring") ? "recurring" : "one_time");
        account.assign(price, params, "recurring");
        if (price.path("recurring") instanceof ObjectNode recurring) {
            if (!recurring.has("interval_count")) {
                recurring.put("interval_count", 1L);
            }
            if (!recurring.has("usage_type")) {
                recurring.put("usage_type", "licensed");
            }
        }
    }

    private void moveKey(ObjectNode params, ObjectNode price) {
        Json.optional(params, LOOKUP_KEY)
                .ifPresent(key -> account.all(PRICE).stream()
                        .filter(other ->
                                !Json.is(other, "id", Json.text(price, "id")) && Json.is(other, LOOKUP_KEY, key))
                        .forEach(holder -> takeKey(
                                holder, key, params.path("transfer_lookup_key").asBoolean())));
    }

    private void takeKey(ObjectNode holder, String key, boolean allowed) {
        if (!allowed) {
            throw ApiError.invalid(
                    LOOKUP_KEY,
                    "A price (`%s`) already uses the lookup key `%s`.".formatted(Json.text(holder, "id"), key));
        }
        account.change(holder, "price.updated", it -> it.putNull(LOOKUP_KEY));
    }

    private static Predicate<ObjectNode> wantedKeys(Call call) {
        var keys = Json.texts(call.param("lookup_keys"));
        return price -> keys.isEmpty() || keys.contains(price.path(LOOKUP_KEY).asText());
    }

    private static Predicate<ObjectNode> wantedRecurring(Call call) {
        return price -> call.param("recurring").properties().stream()
                .allMatch(wanted -> Json.is(
                        price.path("recurring"),
                        wanted.getKey(),
                        wanted.getValue().asText()));
    }
}
