package tools.sota.sandbox.stripe.credits;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import tools.sota.sandbox.stripe.account.Account;
import tools.sota.sandbox.stripe.account.Links;
import tools.sota.sandbox.stripe.customers.Balances;
import tools.sota.sandbox.stripe.error.ApiError;
import tools.sota.sandbox.stripe.http.Call;
import tools.sota.sandbox.stripe.http.Listing;
import tools.sota.sandbox.stripe.invoices.Collection;
import tools.sota.sandbox.stripe.invoices.InvoicePayments;
import tools.sota.sandbox.stripe.json.Json;
import tools.sota.sandbox.stripe.payments.Refunds;

/// `/v1/credit_notes`. On an open invoice a note lowers what is due; on a paid one it says how the money goes back: as
/// a
/// refund, as credit for later invoices, or outside Stripe.
public final class CreditNotes {
    private static final String NOTE = Notes.NOTE;
    private static final String LINKS = "refunds";

    private final Account account;
    private final Notes notes;
    private final Refunds refunds;
    private final Balances balances;
    private final InvoicePayments payments;
    private final Collection collection;

    public CreditNotes(
            Account account,
            Links links,
            Refunds refunds,
            Balances balances,
            InvoicePayments payments,
            Collection collection) {
        this.account = account;
        this.notes = new Notes(account, links);
        this.refunds = refunds;
        this.balances = balances;
        this.payments = payments;
        this.collection = collection;
    }

    public JsonNode create(Call call) {
        var note = notes.of(call);
        var invoice = account.require("invoice", Json.text(note, "invoice"), "invoice");
        link(note, invoice, call.params());
        if (call.param("refund_amount").asLong() > 0) {
            var refund =
                    refunds.make(charge(invoice), call.param("refund_amount").asLong(), reason(call));
            addLink(note, refund, Json.number(refund, "amount"));
        }
        if (call.param("credit_amount").asLong() > 0) {
            credit(note, call.param("credit_amount").asLong());
        }
        account.store(note);
        account.announce("credit_note.created", note);
        apply(invoice, note, 1);
        return note;
    }

    public JsonNode preview(Call call) {
        var note = notes.of(call);
        link(note, account.require("invoice", Json.text(note, "invoice"), "invoice"), call.params());
        return note;
    }

    public JsonNode previewLines(Call call) {
        return Listing.page(
                call, Json.objects(notes.of(call).path("lines").path("data")).reversed());
    }

    public JsonNode get(Call call) {
        return account.require(NOTE, call.id(), "id");
    }

    public JsonNode list(Call call) {
        return Listing.page(call, account.all(NOTE), "customer", "invoice");
    }

    public JsonNode lines(Call call) {
        var note = account.require(NOTE, call.id(), "id");
        return Listing.page(call, Json.objects(note.path("lines").path("data")).reversed());
    }

    public JsonNode update(Call call) {
        var note = account.require(NOTE, call.id(), "id");
        account.change(note, "credit_note.updated", it -> account.assign(it, call.params(), "memo", "metadata"));
        return note;
    }

    /// Takes back a note whose invoice is still to be paid; what was given back cannot be undone.
    public JsonNode voidNote(Call call) {
        var note = account.require(NOTE, call.id(), "id");
        var invoice = account.require("invoice", Json.text(note, "invoice"), "invoice");
        if (Json.is(note, "status", "void")
                || !Json.is(note, "type", "pre_payment")
                || !Json.is(invoice, "status", "open")) {
            throw ApiError.invalid("You can only void an issued credit note of an invoice that is open.");
        }
        account.edit(note, it -> it.put("status", "void").put("voided_at", account.now()));
        account.announce("credit_note.voided", note);
        apply(invoice, note, -1);
        return note;
    }

    private void apply(ObjectNode invoice, ObjectNode note, int sign) {
        var before = sign * Json.number(note, "pre_payment_amount");
        var after = sign * Json.number(note, "post_payment_amount");
        account.change(invoice, "invoice.updated", it -> {
            add(it, "pre_payment_credit_notes_amount", before);
            add(it, "post_payment_credit_notes_amount", after);
            add(it, "amount_due", -before);
            add(it, "amount_remaining", -before);
        });
        if (before == 0) {
            return;
        }
        payments.resize(invoice, Json.number(invoice, "amount_due"));
        if (Json.number(invoice, "amount_due") == 0) {
            collection.settleWithoutMoney(invoice);
        }
    }

    private void credit(ObjectNode note, long amount) {
        var customer = account.require("customer", Json.text(note, "customer"), "customer");
        var moved = balances.move(customer, -amount, Json.text(note, "currency"), NOTE);
        account.edit(moved, it -> {
            it.set(NOTE, note.path("id"));
            it.set("invoice", note.path("invoice"));
        });
        note.set("customer_balance_transaction", moved.path("id"));
    }

    /// Names refunds that were made before; each can be named for no more than it gave back.
    private void link(ObjectNode note, ObjectNode invoice, ObjectNode params) {
        for (var given : Json.objects(params.path(LINKS))) {
            var refund =
                    account.require("refund", Json.optional(given, "refund").orElse(""), "refunds[refund]");
            var amount = notes.linkedAmount(given);
            if (!Json.is(refund, "charge", Json.text(charge(invoice), "id")) || Json.is(refund, "status", "failed")) {
                throw ApiError.invalid(
                        LINKS,
                        "The refund %s did not give back a payment of this invoice."
                                .formatted(given.path("refund").asText()));
            }
            if (amount < 1 || amount > Json.number(refund, "amount") - linked(refund)) {
                throw ApiError.invalid(
                        LINKS,
                        "The refund %s is linked to credit notes already."
                                .formatted(given.path("refund").asText()));
            }
            addLink(note, refund, amount);
        }
    }

    private long linked(ObjectNode refund) {
        return account.all(NOTE).stream()
                .flatMap(note -> Json.objects(note.path(LINKS)).stream())
                .filter(link -> Json.is(link, "refund", Json.text(refund, "id")))
                .mapToLong(link -> Json.number(link, "amount_refunded"))
                .sum();
    }

    private ObjectNode charge(ObjectNode invoice) {
        return payments.intentOf(invoice)
                .flatMap(intent -> Json.optional(intent, "latest_charge"))
                .flatMap(id -> account.find("charge", id))
                .filter(charge -> Json.is(charge, "status", "succeeded"))
                .orElseThrow(
                        () -> ApiError.invalid("refund_amount", "This invoice has no payment that could be refunded."));
    }

    private static JsonNode reason(Call call) {
        var params = Json.object();
        call.text("reason")
                .filter(reason -> reason.equals("duplicate") || reason.equals("fraudulent"))
                .ifPresent(reason -> params.put("reason", reason));
        return params;
    }

    private static void addLink(ObjectNode note, ObjectNode refund, long amount) {
        var link = note.withArray(LINKS).addObject().put("amount_refunded", amount);
        link.putNull("payment_record_refund").put("type", "refund").set("refund", refund.path("id"));
    }

    private static void add(ObjectNode invoice, String field, long amount) {
        invoice.put(field, Json.number(invoice, field) + amount);
    }
}
