package tools.sota.sandbox.stripe.checkout;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import tools.sota.sandbox.stripe.account.Account;
import tools.sota.sandbox.stripe.customers.Presence;
import tools.sota.sandbox.stripe.invoices.Collection;
import tools.sota.sandbox.stripe.invoices.Drafts;
import tools.sota.sandbox.stripe.invoices.InvoiceItems;
import tools.sota.sandbox.stripe.invoices.InvoicePayments;
import tools.sota.sandbox.stripe.invoices.Period;
import tools.sota.sandbox.stripe.json.Json;
import tools.sota.sandbox.stripe.payments.PaymentIntents;
import tools.sota.sandbox.stripe.payments.SetupIntents;
import tools.sota.sandbox.stripe.subscriptions.Starts;

/// What a completed session leads to, by its mode. Each answers with the fields that the session gains.
public final class Purchases {
    private static final String[] PAYMENT_FIELDS = {
        "description", "metadata", "receipt_email", "setup_future_usage", "shipping", "statement_descriptor"
    };
    private static final String METHOD = "default_payment_method";

    private final Account account;
    private final LineItems lineItems;
    private final Starts starts;
    private final PaymentIntents intents;
    private final SetupIntents setups;
    private final Invoicing invoicing;

    public Purchases(
            Account account,
            LineItems lineItems,
            Starts starts,
            PaymentIntents intents,
            SetupIntents setups,
            Invoicing invoicing) {
        this.account = account;
        this.lineItems = lineItems;
        this.starts = starts;
        this.intents = intents;
        this.setups = setups;
        this.invoicing = invoicing;
    }

    /// The parts that bill a one-time purchase with an invoice.
    public record Invoicing(Drafts drafts, InvoiceItems items, Collection collection, InvoicePayments payments) {}

    ObjectNode carryOut(
            ObjectNode session, ObjectNode params, Optional<ObjectNode> customer, Optional<ObjectNode> method) {
        return switch (Json.text(session, "mode")) {
            case "subscription" -> subscribe(session, params, customer.orElseThrow(), method);
            case "setup" -> save(params, method.orElseThrow());
            default ->
                session.path("invoice_creation").path("enabled").asBoolean() && customer.isPresent()
                        ? payInvoice(session, customer.get(), method.orElseThrow())
                        : pay(session, params, customer, method.orElseThrow());
        };
    }

    private ObjectNode subscribe(
            ObjectNode session, ObjectNode params, ObjectNode customer, Optional<ObjectNode> method) {
        var start = Json.object().put("customer", Json.text(customer, "id"));
        if (params.path("subscription_data") instanceof ObjectNode data) {
            start.setAll(data.deepCopy());
        }
        method.ifPresent(card -> start.set(METHOD, card.path("id")));
        start.set(
                "automatic_tax",
                Json.object()
                        .put(
                                "enabled",
                                session.path("automatic_tax").path("enabled").asBoolean()));
        start.set("discounts", SessionDiscounts.given(session));
        start.putArray("items");
        for (var item : lineItems.of(session)) {
            start.withArray(LineItems.isRecurring(item) ? "items" : "add_invoice_items")
                    .add(bought(item));
        }
        var subscription = starts.start(start, Presence.AUTHENTICATED);
        var gained = Json.object();
        gained.set("subscription", subscription.path("id"));
        gained.set("invoice", subscription.path("latest_invoice"));
        return gained;
    }

    private ObjectNode save(ObjectNode params, ObjectNode method) {
        var intent = setups.succeeded(method, params.path("setup_intent_data"));
        return Json.object().set("setup_intent", intent.path("id"));
    }

    /// A card that its bank does not let pay, tried by whoever stands at the page.
    void refuse(ObjectNode session, ObjectNode method) {
        var currency = Json.text(session, "currency");
        var intent = intents.open(Json.number(session, "amount_total"), currency, session.path("customer"), "Checkout");
        intents.confirm(intent, method, Presence.PRESENT);
    }

    private ObjectNode pay(ObjectNode session, ObjectNode params, Optional<ObjectNode> customer, ObjectNode method) {
        JsonNode payer = customer.map(it -> it.path("id")).orElse(NullNode.instance);
        var currency = Json.text(session, "currency");
        var intent = intents.open(Json.number(session, "amount_total"), currency, payer, "Checkout");
        account.edit(intent, it -> account.assign(it, params.path("payment_intent_data"), PAYMENT_FIELDS));
        intents.confirm(intent, method, Presence.AUTHENTICATED);
        return Json.object().set("payment_intent", intent.path("id"));
    }

    private ObjectNode payInvoice(ObjectNode session, ObjectNode customer, ObjectNode method) {
        var period = Period.at(account.now());
        var currency = Json.text(session, "currency");
        var invoice = invoicing.drafts().of(customer, currency, "manual", period);
        account.assign(
                invoice, session.path("invoice_creation").path("invoice_data"), "description", "footer", "metadata");
        invoicing.drafts().tax(invoice, SessionTax.isAsked(session));
        var items = lineItems.of(session).stream()
                .map(item -> invoicing.items().make(Json.text(customer, "id"), bought(item)))
                .toList();
        invoicing.items().put(invoice, items);
        invoicing.drafts().issue(invoice);
        invoicing.collection().open(invoice);
        invoicing.collection().attempt(invoice, Optional.of(method), Presence.AUTHENTICATED);
        var gained = Json.object();
        gained.set("invoice", invoice.path("id"));
        invoicing.payments().intentOf(invoice).ifPresent(it -> gained.set("payment_intent", it.path("id")));
        return gained;
    }

    private static ObjectNode bought(ObjectNode item) {
        var bought = Json.object();
        bought.set("price", item.path("price").path("id"));
        bought.set("quantity", item.path("quantity"));
        return bought;
    }
}
