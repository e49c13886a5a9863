package tools.sota.sandbox.stripe.invoices;

import com.fasterxml.jackson.databind.node.ObjectNode;
import tools.sota.sandbox.stripe.account.Account;
import tools.sota.sandbox.stripe.discounts.Discounts;
import tools.sota.sandbox.stripe.json.Json;
import tools.sota.sandbox.stripe.tax.Taxes;

/// What an invoice's lines come to: first the discounts, then the tax on what is left.
final class Sums {
    private final Discounts discounts;
    private final Taxes taxes;

    Sums(Account account) {
        this.discounts = new Discounts(account);
        this.taxes = new Taxes(account);
    }

    void reckon(ObjectNode invoice) {
        var subtotal = Json.objects(invoice.path("lines").path("data")).stream()
                .mapToLong(line -> Json.number(line, "amount"))
                .sum();
        var reduced = subtotal - discounts.takeOff(invoice);
        var total = reduced + taxes.put(invoice);
        var included = Taxes.sum(invoice, "inclusive");
        invoice.put("subtotal", subtotal).put("total", total);
        invoice.put("subtotal_excluding_tax", subtotal - included).put("total_excluding_tax", reduced - included);
        invoice.putArray("total_pretax_credit_amounts");
        var due = Math.max(0, total + Json.number(invoice, "starting_balance"));
        invoice.put("amount_due", due).put("amount_remaining", due);
    }
}
