package tools.sota.sandbox.stripe.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import tools.sota.sandbox.stripe.account.Account;
import tools.sota.sandbox.stripe.error.ApiError;
import tools.sota.sandbox.stripe.http.Call;
import tools.sota.sandbox.stripe.http.Listing;
import tools.sota.sandbox.stripe.json.Json;

/// What is sold.
public final class Products {
    private static final String PRODUCT = "product";
    private static final String[] FIELDS = {
        "name",
        "active",
        "description",
        "images",
        "marketing_features",
        "metadata",
        "shippable",
        "statement_descriptor",
        "tax_code",
        "unit_label",
        "url"
    };

    private final Account account;
    private final Prices prices;

    public Products(Account account, Prices prices) {
        this.account = account;
        this.prices = prices;
    }

    public JsonNode create(Call call) {
        var product = make(call.params());
        if (call.has("default_price_data")) {
            var data = (ObjectNode) call.param("default_price_data").deepCopy();
            var price = prices.make(data.put(PRODUCT, Json.text(product, "id")));
            account.edit(product, it -> it.put("default_price", Json.text(price, "id")));
        }
        return product;
    }

    public JsonNode get(Call call) {
        return account.require(PRODUCT, call.id(), "id");
    }

    public JsonNode list(Call call) {
        var ids = Json.texts(call.param("ids"));
        return Listing.page(
                call,
                account.all(PRODUCT),
                product -> ids.isEmpty() || ids.contains(Json.text(product, "id")),
                "active",
                "url");
    }

    public JsonNode update(Call call) {
        var product = account.require(PRODUCT, call.id(), "id");
        call.text("default_price").ifPresent(price -> account.require("price", price, "default_price"));
        account.change(product, "product.updated", it -> {
            account.assign(it, call.params(), FIELDS);
            account.assign(it, call.params(), "default_price");
            it.put("updated", account.now());
        });
        return product;
    }

    public JsonNode delete(Call call) {
        var product = account.require(PRODUCT, call.id(), "id");
        if (account.all("price").stream().anyMatch(price -> Json.is(price, PRODUCT, call.id()))) {
            throw ApiError.invalid("This product cannot be deleted because it has one or more user-created prices.");
        }
        account.remove(product);
        account.announce("product.deleted", product);
        return Json.object().put("id", call.id()).put("object", PRODUCT).put("deleted", true);
    }

    private ObjectNode make(ObjectNode params) {
        var product = account.blank(PRODUCT);
        Json.optional(params, "id").ifPresent(id -> product.put("id", id));
        product.put("active", true).put("type", "service").put("updated", account.now());
        account.assign(product, params, FIELDS);
        account.store(product);
        account.announce("product.created", product);
        return product;
    }
}
