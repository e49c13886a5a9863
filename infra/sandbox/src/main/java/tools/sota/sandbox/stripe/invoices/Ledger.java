package tools.sota.sandbox.stripe.invoices;

import com.fasterxml.jackson.databind.node.ObjectNode;
import tools.sota.sandbox.stripe.account.Account;
import tools.sota.sandbox.stripe.account.Links;
import tools.sota.sandbox.stripe.customers.Balances;
import tools.sota.sandbox.stripe.customers.TaxLocation;
import tools.sota.sandbox.stripe.json.Json;
import tools.sota.sandbox.stripe.payments.PaymentIntents;
import tools.sota.sandbox.stripe.tax.Taxes;

/// An invoice's way from draft to open, and from there to paid, void or uncollectible.
public final class Ledger {
    private static final String UPDATED = "invoice.updated";

    private final Account account;
    private final PaymentIntents intents;
    private final InvoicePayments payments;
    private final Links links;
    private final Balances balances;
    private final Addressees addressees;
    private final Sums sums;

    public Ledger(Account account, PaymentIntents intents, InvoicePayments payments, Links links) {
        this.account = account;
        this.intents = intents;
        this.payments = payments;
        this.links = links;
        this.balances = new Balances(account);
        this.addressees = new Addressees(account);
        this.sums = new Sums(account);
    }

    /// Fixes a draft's sums, takes what the customer has as credit, and opens it for payment.
    ///
    /// @return whether it did: where a taxed customer is nowhere the draft stays one
    public boolean finalizeDraft(ObjectNode invoice) {
        var customer = account.require("customer", Json.text(invoice, "customer"), "customer");
        account.edit(invoice, it -> addressees.copy(customer, it));
        if (invoice.path("automatic_tax").path("enabled").asBoolean()) {
            account.edit(invoice, sums::reckon);
        }
        if (Taxes.isStuck(invoice)) {
            refuse(invoice);
            return false;
        }
        var id = Json.text(invoice, "id");
        var sequence = Json.number(customer, "next_invoice_sequence");
        var number = "%s-%04d".formatted(Json.text(customer, "invoice_prefix"), sequence);
        account.edit(customer, it -> it.put("next_invoice_sequence", sequence + 1));
        account.edit(invoice, it -> {
            it.put("status", "open").put("number", number).put("effective_at", account.now());
            it.put("hosted_invoice_url", links.invoice(id)).put("invoice_pdf", links.invoicePdf(id));
            it.putNull("automatically_finalizes_at").putNull("last_finalization_error");
            it.withObject("status_transitions").put("finalized_at", account.now());
            applyBalance(it, customer);
        });
        if (Json.number(invoice, "amount_due") > 0) {
            payments.open(
                    invoice,
                    intents.open(
                            Json.number(invoice, "amount_due"),
                            Json.text(invoice, "currency"),
                            invoice.path("customer"),
                            "Payment for Invoice " + number));
        }
        account.announce("invoice.finalized", invoice);
        return true;
    }

    private void refuse(ObjectNode invoice) {
        var unknown = TaxLocation.unknown().fields();
        var error = Json.object().put("type", "invalid_request_error");
        error.set("code", unknown.path("code"));
        error.set("message", unknown.path("message"));
        account.edit(invoice, it -> {
            it.set("last_finalization_error", account.shaped("invoice", "last_finalization_error", error));
            it.putNull("automatically_finalizes_at");
        });
        account.announce("invoice.finalization_failed", invoice);
    }

    public void paid(ObjectNode invoice) {
        account.change(invoice, UPDATED, it -> {
            var due = Json.number(it, "amount_due");
            it.put("status", "paid")
                    .put("attempted", true)
                    .put("amount_paid", due)
                    .put("amount_remaining", 0L);
            it.putNull("next_payment_attempt").put("auto_advance", false);
            it.withObject("status_transitions").put("paid_at", account.now());
        });
        account.announce("invoice.paid", invoice);
        account.announce("invoice.payment_succeeded", invoice);
        payments.paid(invoice);
    }

    /// Nothing came through a card, because it was settled elsewhere.
    public void paidOutOfBand(ObjectNode invoice) {
        cancelIntent(invoice);
        account.edit(invoice, it -> it.put("amount_paid_off_stripe", Json.number(it, "amount_due")));
        paid(invoice);
    }

    /// Credit notes left nothing to pay.
    void paidByCredit(ObjectNode invoice) {
        cancelIntent(invoice);
        paid(invoice);
    }

    public void voided(ObjectNode invoice) {
        close(invoice, "void", "voided_at", "invoice.voided");
    }

    public void uncollectible(ObjectNode invoice) {
        close(invoice, "uncollectible", "marked_uncollectible_at", "invoice.marked_uncollectible");
    }

    private void close(ObjectNode invoice, String status, String moment, String event) {
        account.change(invoice, UPDATED, it -> {
            it.put("status", status).put("auto_advance", false).putNull("next_payment_attempt");
            it.withObject("status_transitions").put(moment, account.now());
        });
        if (status.equals("void")) {
            cancelIntent(invoice);
        }
        account.announce(event, invoice);
    }

    private void cancelIntent(ObjectNode invoice) {
        payments.intentOf(invoice).ifPresent(intent -> {
            intents.cancel(intent, "void_invoice");
            payments.canceled(invoice);
        });
    }

    private void applyBalance(ObjectNode invoice, ObjectNode customer) {
        var balance = Json.number(customer, "balance");
        var sum = Json.number(invoice, "total") + balance;
        var due = Math.max(0, sum);
        var left = Math.min(0, sum);
        invoice.put("starting_balance", balance).put("ending_balance", left);
        invoice.put("amount_due", due).put("amount_remaining", due);
        if (left != balance) {
            var moved = balances.move(customer, left - balance, Json.text(invoice, "currency"), "applied_to_invoice");
            account.edit(moved, it -> it.set("invoice", invoice.path("id")));
        }
    }
}
