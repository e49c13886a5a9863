package tools.sota.sandbox.stripe.pages;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.stream.Collectors;
import tools.sota.sandbox.stripe.invoices.Amounts;
import tools.sota.sandbox.stripe.json.Json;

/// What an invoice says, on the page and in the PDF alike.
record InvoiceSheet(ObjectNode invoice) {
    String title() {
        return "Invoice " + Json.text(invoice, "number");
    }

    String state() {
        return switch (Json.text(invoice, "status")) {
            case "paid" -> "Paid on " + Moments.day(Json.number(invoice.path("status_transitions"), "paid_at"));
            case "open" -> "Due: " + money("amount_remaining");
            case "void" -> "Void";
            default -> "Uncollectible";
        };
    }

    String customer() {
        return Json.optional(invoice, "customer_name")
                .or(() -> Json.optional(invoice, "customer_email"))
                .orElse("");
    }

    String issued() {
        return Moments.day(Json.number(invoice.path("status_transitions"), "finalized_at"));
    }

    String money(String field) {
        return show(Json.number(invoice, field));
    }

    String show(long amount) {
        return Amounts.show(amount, Json.text(invoice, "currency"));
    }

    String html(String problem) {
        return """
                <section>
                <h1>%s</h1>
                <p class="amount">%s</p>
                <p class="%s">%s</p>
                <p class="quiet">For %s, issued %s</p>
                <table>
                <thead><tr><th scope="col">Description</th><th scope="col" class="number">Amount</th></tr></thead>
                <tbody>%s</tbody>
                <tfoot>%s<tr><th scope="row">Total</th><td class="number">%s</td></tr>
                <tr><th scope="row">Amount due</th><td class="number">%s</td></tr></tfoot>
                </table>
                <p><a href="%s">Download PDF</a></p>
                </section>
                %s
                """.formatted(
                        Html.text(title()),
                        money("amount_due"),
                        Json.is(invoice, "status", "paid") ? "good" : "quiet",
                        state(),
                        Html.text(customer()),
                        issued(),
                        rows(),
                        reductions(),
                        money("total"),
                        money("amount_due"),
                        "/i/" + Json.text(invoice, "id") + "/pdf",
                        Json.is(invoice, "status", "open") ? form(problem) : "");
    }

    private String rows() {
        return Json.objects(invoice.path("lines").path("data")).stream()
                .map(line -> "<tr><td>%s</td><td class=\"number\">%s</td></tr>"
                        .formatted(Html.text(line.path("description").asText()), show(Json.number(line, "amount"))))
                .collect(Collectors.joining());
    }

    /// What stands between the lines and the total.
    private String reductions() {
        var off = Json.objects(invoice.path("total_discount_amounts")).stream()
                .mapToLong(it -> Json.number(it, "amount"))
                .sum();
        var taxes = Json.objects(invoice.path("total_taxes")).stream()
                .map(it -> row(
                        Json.is(it, "tax_behavior", "inclusive") ? "Tax, included" : "Tax", Json.number(it, "amount")))
                .collect(Collectors.joining());
        return (off > 0 ? row("Discount", -off) : "") + taxes;
    }

    private String row(String name, long amount) {
        return "<tr><th scope=\"row\">%s</th><td class=\"number\">%s</td></tr>".formatted(name, show(amount));
    }

    private String form(String problem) {
        return """
                <section aria-labelledby="pay">
                <h2 id="pay">Pay this invoice</h2>
                %s
                <form method="post" action="/i/%s">
                %s
                <button type="submit">Pay %s</button>
                </form>
                %s
                </section>
                """.formatted(
                        Html.problem(problem),
                        Json.text(invoice, "id"),
                        CardForm.FIELDS,
                        money("amount_remaining"),
                        CardForm.HINT);
    }
}
