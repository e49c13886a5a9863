package tools.sota.sandbox.stripe.invoices;

import com.fasterxml.jackson.databind.node.ObjectNode;
import tools.sota.sandbox.stripe.account.Account;
import tools.sota.sandbox.stripe.json.Json;

/// The lines of an invoice: a subscription's items for a period, and invoice items.
public final class InvoiceLines {
    private static final String LINE = "line_item";

    private final Account account;

    public InvoiceLines(Account account) {
        this.account = account;
    }

    public ObjectNode ofItem(ObjectNode subscription, ObjectNode item, Period period) {
        var price = (ObjectNode) item.path("price");
        var quantity = Json.number(item, "quantity");
        var text = "%d × %s (at %s)".formatted(quantity, productName(price), Amounts.show(price, 1));
        var line = line(Amounts.of(price, quantity), price, quantity, period, text);
        setItem(line, subscription, item);
        return line;
    }

    public ObjectNode ofTrial(ObjectNode subscription, ObjectNode item, Period trial) {
        var price = (ObjectNode) item.path("price");
        var line = line(0, price, Json.number(item, "quantity"), trial, "Trial period for " + productName(price));
        setItem(line, subscription, item);
        return line;
    }

    public ObjectNode ofInvoiceItem(ObjectNode item) {
        var line = account.blank(LINE);
        for (var field : new String[] {"amount", "currency", "description", "quantity", "discountable"}) {
            line.set(field, item.path(field));
        }
        line.set("subtotal", item.path("amount"));
        line.set("period", item.path("period").deepCopy());
        line.set("metadata", item.path("metadata").deepCopy());
        line.set("pricing", item.path("pricing").deepCopy());
        line.set("quantity_decimal", item.path("quantity_decimal"));
        var parent = Json.object().put("type", "invoice_item_details");
        var details = parent.putObject("invoice_item_details");
        details.set("invoice_item", item.path("id"));
        details.set("proration", item.path("proration"));
        line.set("parent", account.shaped(LINE, "parent", parent));
        return line;
    }

    public ObjectNode pricing(ObjectNode price) {
        var pricing = Json.object().put("type", "price_details");
        pricing.set("unit_amount_decimal", price.path("unit_amount_decimal"));
        var details = pricing.putObject("price_details");
        details.set("price", price.path("id"));
        details.set("product", price.path("product"));
        return pricing;
    }

    public String productName(ObjectNode price) {
        return Json.text(account.require("product", Json.text(price, "product"), "product"), "name");
    }

    private ObjectNode line(long amount, ObjectNode price, long quantity, Period period, String description) {
        var line = account.blank(LINE)
                .put("amount", amount)
                .put("subtotal", amount)
                .put("discountable", true);
        line.set("currency", price.path("currency"));
        line.put("description", description).put("quantity", quantity).put("quantity_decimal", "" + quantity);
        line.set("period", period.json());
        line.set("pricing", account.shaped(LINE, "pricing", pricing(price)));
        return line;
    }

    private void setItem(ObjectNode line, ObjectNode subscription, ObjectNode item) {
        var parent = Json.object().put("type", "subscription_item_details");
        var details = parent.putObject("subscription_item_details").put("proration", false);
        details.set("subscription", subscription.path("id"));
        details.set("subscription_item", item.path("id"));
        line.set("parent", account.shaped(LINE, "parent", parent));
        line.set("subscription", subscription.path("id"));
        line.set("metadata", subscription.path("metadata").deepCopy());
    }
}
