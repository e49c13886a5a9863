package tools.sota.sandbox.stripe.subscriptions;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.sota.sandbox.stripe.account.Account;
import tools.sota.sandbox.stripe.customers.PaymentMethods;
import tools.sota.sandbox.stripe.customers.Presence;
import tools.sota.sandbox.stripe.error.ApiError;
import tools.sota.sandbox.stripe.invoices.Collection;
import tools.sota.sandbox.stripe.invoices.Drafts;
import tools.sota.sandbox.stripe.invoices.InvoiceItems;
import tools.sota.sandbox.stripe.invoices.InvoiceLines;
import tools.sota.sandbox.stripe.invoices.Period;
import tools.sota.sandbox.stripe.json.Json;
import tools.sota.sandbox.stripe.payments.Outcome;

/// The invoices of a subscription: what goes on them, and whether they are charged at once.
final class Billing {
    private final Account account;
    private final PaymentMethods methods;
    private final InvoiceLines lines;
    private final InvoiceItems extras;
    private final Drafts drafts;
    private final Collection collection;

    Billing(
            Account account,
            PaymentMethods methods,
            InvoiceLines lines,
            InvoiceItems extras,
            Drafts drafts,
            Collection collection) {
        this.account = account;
        this.methods = methods;
        this.lines = lines;
        this.extras = extras;
        this.drafts = drafts;
        this.collection = collection;
    }

    List<ObjectNode> lines(ObjectNode subscription, List<ObjectNode> items, Period period) {
        return items.stream()
                .map(item -> lines.ofItem(subscription, item, period))
                .toList();
    }

    List<ObjectNode> trialLines(ObjectNode subscription, List<ObjectNode> items, Period trial) {
        return items.stream()
                .map(item -> lines.ofTrial(subscription, item, trial))
                .toList();
    }

    /// The `add_invoice_items` of a request, and whatever waited for the next invoice.
    List<ObjectNode> extras(ObjectNode subscription, ObjectNode params) {
        var waiting = extras.pending(subscription);
        var added = Json.objects(params.path("add_invoice_items")).stream()
                .map(item -> extras.make(Json.text(subscription, "customer"), item))
                .toList();
        return Stream.concat(waiting.stream(), added.stream()).toList();
    }

    /// `add_invoice_items` of a request that makes no invoice: they wait for the next one.
    void defer(ObjectNode subscription, ObjectNode params) {
        Json.objects(params.path("add_invoice_items"))
                .forEach(item -> extras.make(
                        Json.text(subscription, "customer"),
                        item.deepCopy().put("subscription", Json.text(subscription, "id"))));
    }

    ObjectNode draft(ObjectNode subscription, String reason, Period lookingBack, List<ObjectNode> billed) {
        return drafts.ofSubscription(subscription, reason, lookingBack, billed);
    }

    void issue(ObjectNode invoice, List<ObjectNode> added) {
        extras.put(invoice, added);
        drafts.issue(invoice);
    }

    /// Finalises at once what a customer waits for. `default_incomplete` leaves the payment to the customer.
    Optional<Outcome> collect(ObjectNode invoice, String behavior, Presence presence) {
        if (!Json.is(invoice, "collection_method", "charge_automatically")) {
            return Optional.empty();
        }
        if (behavior.equals("default_incomplete")) {
            collection.open(invoice);
            return Optional.empty();
        }
        return collection.advance(invoice, presence);
    }

    void voidInvoice(ObjectNode invoice) {
        collection.voidInvoice(invoice);
    }

    /// A charge that is known to end badly is refused before anything is made, when the request wants it so.
    void requirePayable(ObjectNode subscription, String behavior, Presence presence) {
        if (behavior.equals("default_incomplete") || Json.is(subscription, "collection_method", "send_invoice")) {
            return;
        }
        var method = method(subscription)
                .orElseThrow(() -> ApiError.invalid(
                        "resource_missing",
                        "default_payment_method",
                        "This customer has no attached payment source or default payment method. Please consider adding a"
                                + " default payment method."));
        var card = methods.cardOf(method);
        if (behavior.equals("error_if_incomplete") && card.isDeclined()) {
            throw ApiError.card(card.charge.code, card.charge.message).with("decline_code", card.charge.declineCode);
        }
        if (behavior.equals("error_if_incomplete") && card.isChallenged(presence)) {
            throw ApiError.card(
                    "subscription_payment_intent_requires_action",
                    "Payment for this subscription requires additional"
                            + " user action before it can be completed successfully.");
        }
    }

    void requirePayableWhenAsked(ObjectNode subscription, String behavior) {
        if (behavior.equals("error_if_incomplete")) {
            requirePayable(subscription, behavior, Presence.PRESENT);
        }
    }

    Optional<ObjectNode> method(ObjectNode subscription) {
        return Json.optional(subscription, "default_payment_method")
                .or(() -> account.find("customer", Json.text(subscription, "customer"))
                        .flatMap(
                                customer -> Json.optional(customer.path("invoice_settings"), "default_payment_method")))
                .flatMap(methods::saved);
    }
}
