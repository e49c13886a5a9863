package tools.sota.sandbox.stripe.credits;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.stream.Stream;
import tools.sota.sandbox.stripe.account.Account;
import tools.sota.sandbox.stripe.account.Links;
import tools.sota.sandbox.stripe.error.ApiError;
import tools.sota.sandbox.stripe.http.Call;
import tools.sota.sandbox.stripe.http.Listing;
import tools.sota.sandbox.stripe.json.Json;

/// The sums of a credit note, worked out from its parameters; nothing is stored or given back yet, so a preview is this
/// and no more.
final class Notes {
    static final String NOTE = "credit_note";
    private static final String TAXES = "total_taxes";

    private final Account account;
    private final NoteLines lines;
    private final Links links;

    Notes(Account account, Links links) {
        this.account = account;
        this.lines = new NoteLines(account);
        this.links = links;
    }

    ObjectNode of(Call call) {
        call.refuse("shipping_cost");
        var invoice = account.require("invoice", call.text("invoice").orElseThrow(), "invoice");
        if (!Json.is(invoice, "status", "open") && !Json.is(invoice, "status", "paid")) {
            throw ApiError.invalid(
                    "invoice",
                    "You cannot create a credit note on an invoice that is %s: it must be open or paid."
                            .formatted(Json.text(invoice, "status")));
        }
        var made = lines.of(invoice, call.params());
        var note = account.blank(NOTE).put("status", "issued");
        note.set("invoice", invoice.path("id"));
        note.set("customer", invoice.path("customer"));
        note.set("currency", invoice.path("currency"));
        note.putObject("metadata");
        account.assign(note, call.params(), "memo", "metadata", "reason", "effective_at");
        number(note, invoice);
        note.set("lines", Listing.of(made, false, "/v1/credit_notes/" + Json.text(note, "id") + "/lines"));
        sum(note, made);
        divide(note, invoice, call.params());
        return note;
    }

    /// The notes of an invoice that were not voided.
    Stream<ObjectNode> issuedFor(JsonNode invoice) {
        return ofInvoice(invoice).filter(note -> Json.is(note, "status", "issued"));
    }

    private Stream<ObjectNode> ofInvoice(JsonNode invoice) {
        return account.all(NOTE).stream().filter(note -> Json.is(note, "invoice", Json.text(invoice, "id")));
    }

    private void number(ObjectNode note, ObjectNode invoice) {
        note.put(
                "number",
                "%s-CN-%02d"
                        .formatted(
                                Json.text(invoice, "number"), ofInvoice(invoice).count() + 1));
        note.put("pdf", links.creditNotePdf(Json.text(note, "id")));
    }

    private static void sum(ObjectNode note, List<ObjectNode> lines) {
        var subtotal =
                lines.stream().mapToLong(line -> Json.number(line, "amount")).sum();
        note.putArray(TAXES);
        lines.forEach(line -> line.path("taxes").forEach(tax -> addTax(note, tax)));
        var exclusive = taxOf(note, "exclusive");
        var inclusive = taxOf(note, "inclusive");
        note.put("subtotal", subtotal).put("subtotal_excluding_tax", subtotal - inclusive);
        note.put("total", subtotal + exclusive).put("amount", subtotal + exclusive);
        note.put("total_excluding_tax", subtotal - inclusive);
    }

    private static void addTax(ObjectNode note, JsonNode tax) {
        for (var known : Json.objects(note.path(TAXES))) {
            if (known.path("tax_rate_details").equals(tax.path("tax_rate_details"))) {
                known.put("amount", Json.number(known, "amount") + Json.number(tax, "amount"));
                known.put("taxable_amount", Json.number(known, "taxable_amount") + Json.number(tax, "taxable_amount"));
                return;
            }
        }
        note.withArray(TAXES).add(tax.deepCopy());
    }

    private static long taxOf(ObjectNode note, String behavior) {
        return Json.objects(note.path(TAXES)).stream()
                .filter(tax -> Json.is(tax, "tax_behavior", behavior))
                .mapToLong(tax -> Json.number(tax, "amount"))
                .sum();
    }

    /// What lowers the sum still due, and what was paid and must go back one way or another.
    private void divide(ObjectNode note, ObjectNode invoice, ObjectNode params) {
        var total = Json.number(note, "total");
        var left = Json.number(invoice, "total")
                - issuedFor(invoice).mapToLong(it -> Json.number(it, "total")).sum();
        if (total < 1 || total > left) {
            throw ApiError.invalid(
                    "amount",
                    "The credit note's total (%d) must be positive and no more than what is left to credit on the invoice (%d)."
                            .formatted(total, left));
        }
        var due = Json.is(invoice, "status", "open") ? Json.number(invoice, "amount_remaining") : 0;
        var before = Math.min(total, due);
        var after = total - before;
        note.put("pre_payment_amount", before).put("post_payment_amount", after);
        note.put("type", after == 0 ? "pre_payment" : before == 0 ? "post_payment" : "mixed");
        var given = given(params);
        if (given != after) {
            throw ApiError.invalid(
                    "amount",
                    "The sum of credit amount, refund amount and out of band amount (%d) must equal the credit note amount (%d)."
                            .formatted(given, after));
        }
        account.assign(note, params, "out_of_band_amount");
    }

    private long given(ObjectNode params) {
        var linked = Json.objects(params.path("refunds")).stream()
                .mapToLong(this::linkedAmount)
                .sum();
        return linked
                + Json.number(params, "refund_amount")
                + Json.number(params, "credit_amount")
                + Json.number(params, "out_of_band_amount");
    }

    long linkedAmount(ObjectNode link) {
        var refund = account.require("refund", Json.optional(link, "refund").orElse(""), "refunds[refund]");
        return link.has("amount_refunded") ? Json.number(link, "amount_refunded") : Json.number(refund, "amount");
    }
}
