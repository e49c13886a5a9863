package tools.sota.sandbox.stripe.checkout;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import tools.sota.sandbox.stripe.account.Account;
import tools.sota.sandbox.stripe.catalog.Prices;
import tools.sota.sandbox.stripe.error.ApiError;
import tools.sota.sandbox.stripe.http.Call;
import tools.sota.sandbox.stripe.http.Listing;
import tools.sota.sandbox.stripe.invoices.Amounts;
import tools.sota.sandbox.stripe.invoices.InvoiceLines;
import tools.sota.sandbox.stripe.json.Json;

/// What a checkout session sells. The session shows them only when asked, so they are kept in its note.
public final class LineItems {
    private static final String ITEMS = "line_items";

    private final Account account;
    private final Prices prices;
    private final InvoiceLines lines;

    public LineItems(Account account, Prices prices, InvoiceLines lines) {
        this.account = account;
        this.prices = prices;
        this.lines = lines;
    }

    public JsonNode list(Call call) {
        var session = account.require("checkout.session", call.id(), "id");
        return Listing.page(call, of(session).reversed());
    }

    /// `session.line_items`, which is only there when it is expanded.
    public JsonNode expanded(ObjectNode session) {
        return Listing.of(of(session), false, "/v1/checkout/sessions/" + Json.text(session, "id") + "/line_items");
    }

    public List<ObjectNode> of(ObjectNode session) {
        return Json.objects(account.note(session).path(ITEMS));
    }

    List<ObjectNode> make(JsonNode given, String mode) {
        var made = new ArrayList<ObjectNode>();
        for (var i = 0; i < given.size(); i++) {
            made.add(make((ObjectNode) given.path(i), i));
        }
        check(made, mode);
        return made;
    }

    void keep(ObjectNode session, List<ObjectNode> items) {
        account.note(session).putArray(ITEMS).addAll(items);
    }

    static long total(List<ObjectNode> items) {
        return items.stream()
                .mapToLong(item -> Json.number(item, "amount_total"))
                .sum();
    }

    static boolean isRecurring(ObjectNode item) {
        return Json.is(item.path("price"), "type", "recurring");
    }

    private ObjectNode make(ObjectNode given, int index) {
        var param = "line_items[" + index + "][price]";
        var price = given.has("price_data")
                ? prices.make((ObjectNode) given.path("price_data"))
                : account.require("price", Json.optional(given, "price").orElse(""), param);
        if (!price.path("active").asBoolean()) {
            throw ApiError.invalid(param, "The price specified is inactive. This field only accepts active prices.");
        }
        if (!given.has("quantity")) {
            throw ApiError.invalid(
                    "line_items[" + index + "]", "Quantity is required. Add `quantity` to the line item.");
        }
        var quantity = Json.number(given, "quantity");
        var amount = Amounts.of(price, quantity);
        var item = account.blank("item").put("quantity", quantity).put("description", lines.productName(price));
        item.put("amount_subtotal", amount).put("amount_total", amount);
        item.set("currency", price.path("currency"));
        item.set("price", price.deepCopy());
        return item;
    }

    private static void check(List<ObjectNode> items, String mode) {
        var recurring = items.stream().filter(LineItems::isRecurring).count();
        if (mode.equals("subscription") && recurring == 0) {
            throw ApiError.invalid(ITEMS, "You must provide at least one recurring price in `subscription` mode.");
        }
        if (mode.equals("payment") && recurring > 0) {
            throw ApiError.invalid(ITEMS, "You specified `payment` mode but passed a recurring price.");
        }
        if (!mode.equals("setup")
                && items.stream()
                                .map(item -> Json.text(item, "currency"))
                                .distinct()
                                .count()
                        != 1) {
            throw ApiError.invalid(ITEMS, "Missing required param: line_items, all in one currency.");
        }
    }
}
