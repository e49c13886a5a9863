package tools.sota.sandbox.stripe.invoices;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import tools.sota.sandbox.stripe.account.Account;
import tools.sota.sandbox.stripe.catalog.Prices;
import tools.sota.sandbox.stripe.error.ApiError;
import tools.sota.sandbox.stripe.http.Call;
import tools.sota.sandbox.stripe.http.Listing;
import tools.sota.sandbox.stripe.json.Json;

/// Single sums, positive or negative, that wait for an invoice or are put on one.
public final class InvoiceItems {
    private static final String ITEM = "invoiceitem";
    private static final String INVOICE = "invoice";
    private static final String SUBSCRIPTION = "subscription";

    private final Account account;
    private final Prices prices;
    private final InvoiceLines lines;
    private final Drafts drafts;

    public InvoiceItems(Account account, Prices prices, InvoiceLines lines, Drafts drafts) {
        this.account = account;
        this.prices = prices;
        this.lines = lines;
        this.drafts = drafts;
    }

    public JsonNode create(Call call) {
        call.refuse("discounts", "tax_rates", "customer_account");
        var customer = call.text("customer")
                .orElseThrow(
                        () -> ApiError.invalid("parameter_missing", "customer", "Missing required param: customer."));
        account.require("customer", customer, "customer");
        var draft = call.text(INVOICE).map(this::requireDraft);
        var item = make(customer, call.params());
        draft.ifPresent(invoice -> put(invoice, List.of(item)));
        return item;
    }

    public JsonNode get(Call call) {
        return account.require(ITEM, call.id(), "id");
    }

    public JsonNode list(Call call) {
        Predicate<ObjectNode> pending = item -> item.path(INVOICE).isNull();
        return Listing.page(
                call,
                account.all(ITEM),
                call.has("pending") ? item -> pending.test(item) == call.flag("pending") : item -> true,
                "customer",
                INVOICE);
    }

    public JsonNode delete(Call call) {
        var item = account.require(ITEM, call.id(), "id");
        Json.optional(item, INVOICE).ifPresent(invoice -> takeFrom(requireDraft(invoice), call.id()));
        account.remove(item);
        account.announce("invoiceitem.deleted", item);
        return Json.object().put("id", call.id()).put("object", ITEM).put("deleted", true);
    }

    /// An item for a customer from an amount, a price, or an inline price.
    public ObjectNode make(String customer, ObjectNode params) {
        var item = account.blank(ITEM).put("customer", customer).put("date", account.now());
        var quantity = params.path("quantity").asLong(1);
        item.put("quantity", quantity).put("quantity_decimal", "" + quantity).put("discountable", true);
        item.set("period", period(params));
        item.putObject("metadata");
        account.assign(item, params, "description", "metadata", "discountable");
        price(params).ifPresentOrElse(price -> setPrice(item, price, quantity), () -> setAmount(item, params));
        Json.optional(params, "tax_behavior")
                .ifPresent(behavior -> account.note(item).put("tax_behavior", behavior));
        Json.optional(params, SUBSCRIPTION).ifPresent(id -> setParent(item, id));
        account.store(item);
        account.announce("invoiceitem.created", item);
        return item;
    }

    /// What waits for the customer's next invoice, and for this subscription's in particular.
    public List<ObjectNode> pending(ObjectNode subscription) {
        var id = Json.text(subscription, "id");
        return pendingOf(Json.text(subscription, "customer")).stream()
                .filter(item ->
                        subscriptionOf(item).isEmpty() || subscriptionOf(item).equals(id))
                .toList();
    }

    public List<ObjectNode> pendingOf(String customer) {
        return account.all(ITEM).stream()
                .filter(item -> Json.is(item, "customer", customer)
                        && item.path(INVOICE).isNull())
                .toList();
    }

    public void put(ObjectNode invoice, List<ObjectNode> items) {
        items.forEach(item -> account.edit(item, it -> it.set(INVOICE, invoice.path("id"))));
        account.edit(
                invoice,
                it -> drafts.addLines(
                        it, items.stream().map(lines::ofInvoiceItem).toList()));
    }

    private void takeFrom(ObjectNode draft, String item) {
        account.change(draft, "invoice.updated", it -> {
            var data = it.withObject("lines").withArray("data");
            for (int at = data.size() - 1; at >= 0; at--) {
                if (item.equals(data.at("/" + at + "/parent/invoice_item_details/invoice_item")
                        .asText())) {
                    data.remove(at);
                }
            }
            drafts.addLines(it, List.of());
        });
    }

    private Optional<ObjectNode> price(ObjectNode params) {
        if (params.has("price_data")) {
            return Optional.of(prices.make((ObjectNode) params.path("price_data")));
        }
        return Json.optional(params, "price")
                .or(() -> Json.optional(params.path("pricing"), "price"))
                .map(id -> account.require("price", id, "price"));
    }

    private void setPrice(ObjectNode item, ObjectNode price, long quantity) {
        item.put("amount", Amounts.of(price, quantity)).set("currency", price.path("currency"));
        item.set("pricing", account.shaped(ITEM, "pricing", lines.pricing(price)));
        if (item.path("description").isNull()) {
            item.put("description", lines.productName(price));
        }
    }

    private static void setAmount(ObjectNode item, ObjectNode params) {
        var unit = Json.optional(params, "amount")
                .or(() -> Json.optional(params, "unit_amount_decimal"))
                .map(BigDecimal::new)
                .orElseThrow(() -> ApiError.invalid("parameter_missing", "amount", "Missing required param: amount."));
        var quantity =
                params.has("amount") ? BigDecimal.ONE : item.path("quantity").decimalValue();
        item.put("amount", unit.multiply(quantity).longValueExact());
        item.put("currency", Json.optional(params, "currency").orElse("usd").toLowerCase(Locale.ROOT));
    }

    private ObjectNode period(ObjectNode params) {
        var given = params.path("period");
        return given.isMissingNode()
                ? Period.at(account.now()).json()
                : new Period(Json.number(given, "start"), Json.number(given, "end")).json();
    }

    private void setParent(ObjectNode item, String subscription) {
        account.require(SUBSCRIPTION, subscription, SUBSCRIPTION);
        var parent = Json.object().put("type", "subscription_details");
        parent.putObject("subscription_details").put(SUBSCRIPTION, subscription);
        item.set("parent", account.shaped(ITEM, "parent", parent));
    }

    private static String subscriptionOf(ObjectNode item) {
        return Json.optional(item.path("parent").path("subscription_details"), SUBSCRIPTION)
                .orElse("");
    }

    private ObjectNode requireDraft(String id) {
        var invoice = account.require(INVOICE, id, INVOICE);
        if (!Json.is(invoice, "status", "draft")) {
            throw ApiError.invalid(INVOICE, "This invoice is no longer editable.");
        }
        return invoice;
    }
}
