package tools.sota.sandbox.stripe.subscriptions;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import tools.sota.sandbox.stripe.account.Account;
import tools.sota.sandbox.stripe.invoices.Amounts;
import tools.sota.sandbox.stripe.invoices.InvoiceItems;
import tools.sota.sandbox.stripe.invoices.InvoiceLines;
import tools.sota.sandbox.stripe.invoices.Period;
import tools.sota.sandbox.stripe.json.Json;

/// Credit for the time that is left of what was paid, and the charge for the same time of what replaces it.
final class Prorations {
    private final Account account;
    private final InvoiceItems extras;
    private final InvoiceLines lines;

    Prorations(Account account, InvoiceItems extras, InvoiceLines lines) {
        this.account = account;
        this.extras = extras;
        this.lines = lines;
    }

    /// Puts both on the customer's next invoice, unless the request wants none.
    void between(ObjectNode subscription, Change change, ObjectNode params) {
        var active = Json.is(subscription, "status", "active");
        if (!active || Json.is(params, "proration_behavior", "none")) {
            return;
        }
        var moment = Json.moment(params, "proration_date").orElse(account.now());
        var before = Items.of(subscription);
        before.stream()
                .filter(item -> change.resetsAnchor() || !isAmong(change.items(), item))
                .forEach(item -> add(subscription, item, moment, -1, "Unused time on "));
        change.items().stream()
                .filter(item -> !change.resetsAnchor() && !isAmong(before, item))
                .forEach(item -> add(subscription, item, moment, 1, "Remaining time on "));
    }

    private static boolean isAmong(List<ObjectNode> items, ObjectNode item) {
        return items.stream()
                .anyMatch(it -> Json.is(it, "id", Json.text(item, "id"))
                        && Json.is(it.path("price"), "id", Json.text(item.path("price"), "id"))
                        && Json.number(it, "quantity") == Json.number(item, "quantity"));
    }

    /// Credit for what is left of a subscription that ends now.
    void unused(ObjectNode subscription) {
        Items.of(subscription).forEach(item -> add(subscription, item, account.now(), -1, "Unused time on "));
    }

    private void add(ObjectNode subscription, ObjectNode item, long moment, int sign, String text) {
        var period = new Period(Json.number(item, "current_period_start"), Json.number(item, "current_period_end"));
        var price = (ObjectNode) item.path("price");
        var whole = BigDecimal.valueOf(Amounts.of(price, Json.number(item, "quantity")) * sign);
        var amount = whole.multiply(BigDecimal.valueOf(period.end() - moment))
                .divide(BigDecimal.valueOf(period.end() - period.start()), 0, RoundingMode.HALF_UP);
        var params = Json.object().put("amount", amount.longValueExact());
        params.put("currency", Json.text(price, "currency")).put("subscription", Json.text(subscription, "id"));
        params.put("description", text + lines.productName(price));
        params.set("tax_behavior", price.path("tax_behavior"));
        params.putObject("period").put("start", moment).put("end", period.end());
        account.edit(extras.make(Json.text(subscription, "customer"), params), made -> made.put("proration", true));
    }
}
