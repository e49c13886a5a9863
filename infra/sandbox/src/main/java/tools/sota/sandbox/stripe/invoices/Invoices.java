package tools.sota.sandbox.stripe.invoices;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import tools.sota.sandbox.stripe.account.Account;
import tools.sota.sandbox.stripe.customers.Presence;
import tools.sota.sandbox.stripe.customers.TaxLocation;
import tools.sota.sandbox.stripe.error.ApiError;
import tools.sota.sandbox.stripe.http.Call;
import tools.sota.sandbox.stripe.http.Listing;
import tools.sota.sandbox.stripe.json.Json;
import tools.sota.sandbox.stripe.payments.Outcome;

/// `/v1/invoices`.
public final class Invoices {
    private static final String INVOICE = "invoice";

    private final Account account;
    private final Drafts drafts;
    private final InvoiceItems items;
    private final Collection collection;

    public Invoices(Account account, Drafts drafts, InvoiceItems items, Collection collection) {
        this.account = account;
        this.drafts = drafts;
        this.items = items;
        this.collection = collection;
    }

    public JsonNode create(Call call) {
        call.refuse("subscription", "discounts", "from_invoice", "default_tax_rates", "on_behalf_of");
        var id = call.text("customer")
                .orElseThrow(
                        () -> ApiError.invalid("parameter_missing", "customer", "Missing required param: customer."));
        var customer = account.require("customer", id, "customer");
        var currency = call.text("currency").orElse("usd");
        var invoice = drafts.of(customer, currency, "manual", Period.at(account.now()));
        account.assign(
                invoice,
                call.params(),
                "auto_advance",
                "collection_method",
                "custom_fields",
                "default_payment_method",
                "description",
                "footer",
                "metadata");
        tax(invoice, call);
        drafts.setDueDate(invoice, call.param("days_until_due").asLong(30));
        if (call.text("pending_invoice_items_behavior").orElse("exclude").equals("include")) {
            items.put(invoice, items.pendingOf(id));
        }
        drafts.issue(invoice);
        return invoice;
    }

    public JsonNode get(Call call) {
        return require(call);
    }

    public JsonNode list(Call call) {
        return Listing.page(
                call,
                account.all(INVOICE),
                invoice -> call.text("subscription")
                        .map(wanted -> SubscriptionOf.id(invoice).orElse("").equals(wanted))
                        .orElse(true),
                "customer",
                "status",
                "collection_method");
    }

    public JsonNode lines(Call call) {
        return Listing.page(
                call, Json.objects(require(call).path("lines").path("data")).reversed());
    }

    public JsonNode update(Call call) {
        call.refuse("discounts", "default_tax_rates", "rendering");
        var invoice = require(call);
        account.change(
                invoice,
                "invoice.updated",
                it -> account.assign(
                        it,
                        call.params(),
                        "auto_advance",
                        "custom_fields",
                        "default_payment_method",
                        "description",
                        "footer",
                        "metadata"));
        if (Json.is(invoice, "status", "draft")) {
            account.change(invoice, "invoice.updated", it -> tax(it, call));
        }
        return invoice;
    }

    public JsonNode delete(Call call) {
        var invoice = requireStatus(call, "You can only delete draft invoices.", "draft");
        account.remove(invoice);
        account.announce("invoice.deleted", invoice);
        return Json.object().put("id", call.id()).put("object", INVOICE).put("deleted", true);
    }

    public JsonNode finalizeInvoice(Call call) {
        var invoice = requireStatus(call, "This invoice is already finalized.", "draft");
        open(invoice);
        return invoice;
    }

    public JsonNode send(Call call) {
        var invoice = require(call);
        if (Json.is(invoice, "status", "draft")) {
            open(invoice);
        }
        account.announce("invoice.sent", invoice);
        return invoice;
    }

    public JsonNode pay(Call call) {
        var invoice = requireStatus(call, "Invoice is already paid", "draft", "open", "uncollectible");
        if (Json.is(invoice, "status", "draft")) {
            open(invoice);
        }
        if (call.flag("paid_out_of_band") && Json.is(invoice, "status", "open")) {
            collection.payOutOfBand(invoice);
        }
        return Json.is(invoice, "status", "paid") ? invoice : charge(call, invoice);
    }

    private JsonNode charge(Call call, ObjectNode invoice) {
        var method = call.text("payment_method")
                .map(id -> account.require("payment_method", id, "payment_method"))
                .or(() -> collection.defaultMethod(invoice));
        var presence = call.param("off_session").asBoolean(true) ? Presence.ABSENT : Presence.PRESENT;
        return switch (collection.attempt(invoice, method, presence)) {
            case Outcome.Paid paid -> invoice;
            case Outcome.Refused(var error) -> throw error;
            case Outcome.Challenged(var intent) ->
                throw ApiError.card(
                                "invoice_payment_intent_requires_action",
                                "This payment requires additional user action.")
                        .with("payment_intent", intent);
        };
    }

    public JsonNode voidInvoice(Call call) {
        var invoice = requireStatus(call, "You can only void open or uncollectible invoices.", "open", "uncollectible");
        collection.voidInvoice(invoice);
        return invoice;
    }

    public JsonNode markUncollectible(Call call) {
        var invoice = requireStatus(call, "You can only mark open invoices as uncollectible.", "open");
        collection.markUncollectible(invoice);
        return invoice;
    }

    private void open(ObjectNode invoice) {
        collection.open(invoice);
        if (Json.is(invoice, "status", "draft")) {
            throw TaxLocation.unknown();
        }
    }

    private void tax(ObjectNode invoice, Call call) {
        if (call.has("automatic_tax")) {
            drafts.tax(invoice, call.param("automatic_tax").path("enabled").asBoolean());
        }
    }

    private ObjectNode require(Call call) {
        return account.require(INVOICE, call.id(), "id");
    }

    private ObjectNode requireStatus(Call call, String refusal, String... allowed) {
        var invoice = require(call);
        if (!List.of(allowed).contains(Json.text(invoice, "status"))) {
            throw ApiError.invalid(refusal);
        }
        return invoice;
    }
}
