package tools.sota.sandbox.stripe.invoices;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import tools.sota.sandbox.stripe.account.Account;
import tools.sota.sandbox.stripe.discounts.Discounts;
import tools.sota.sandbox.stripe.json.Json;

/// Making invoices; each starts as a draft.
public final class Drafts {
    private static final String INVOICE = "invoice";
    private static final long REVIEW = 3600; // Stripe leaves an automatic invoice open to changes for an hour

    private final Account account;
    private final Discounts discounts;
    private final Addressees addressees;
    private final Sums sums;

    public Drafts(Account account) {
        this.account = account;
        this.discounts = new Discounts(account);
        this.addressees = new Addressees(account);
        this.sums = new Sums(account);
    }

    /// @param reason why, in Stripe's words (`billing_reason`)
    /// @param period what a renewal looks back on
    public ObjectNode ofSubscription(ObjectNode subscription, String reason, Period period, List<ObjectNode> lines) {
        var customer = account.require("customer", Json.text(subscription, "customer"), "customer");
        var invoice = of(customer, Json.text(subscription, "currency"), reason, period);
        invoice.put("collection_method", Json.text(subscription, "collection_method"))
                .put("auto_advance", true);
        var parent = Json.object().put("type", "subscription_details");
        var details = parent.putObject("subscription_details");
        details.set("subscription", subscription.path("id"));
        details.set("metadata", subscription.path("metadata").deepCopy());
        invoice.set("parent", account.shaped(INVOICE, "parent", parent));
        tax(invoice, subscription.path("automatic_tax").path("enabled").asBoolean());
        setDueDate(invoice, Json.number(subscription, "days_until_due"));
        var holding = invoice.putArray("discounts");
        discounts.holding(subscription).forEach(holding::add);
        addLines(invoice, lines);
        return invoice;
    }

    public ObjectNode of(ObjectNode customer, String currency, String reason, Period period) {
        var invoice = account.blank(INVOICE).put("status", "draft").put("billing_reason", reason);
        invoice.put("account_country", "US").put("account_name", "SOTA Tools (stand-in)");
        invoice.put("currency", currency)
                .put("collection_method", "charge_automatically")
                .put("auto_advance", false)
                .put("attempt_count", 0L);
        invoice.put("period_start", period.start()).put("period_end", period.end());
        invoice.withObject("issuer").put("type", "self");
        invoice.putObject("metadata");
        invoice.set("customer", customer.path("id"));
        invoice.set("starting_balance", customer.path("balance"));
        invoice.set("test_clock", customer.path("test_clock"));
        addressees.copy(customer, invoice);
        Addressees.copyDefaults(customer, invoice);
        var lines = invoice.withObject("lines").put("object", "list").put("has_more", false);
        lines.put("url", "/v1/invoices/" + Json.text(invoice, "id") + "/lines").putArray("data");
        addLines(invoice, List.of());
        return invoice;
    }

    public void addLines(ObjectNode invoice, List<ObjectNode> lines) {
        var data = invoice.withObject("lines").withArray("data");
        for (var line : lines) {
            line.set(INVOICE, invoice.path("id"));
            data.add(line);
        }
        sums.reckon(invoice);
    }

    /// Stores and announces a draft; one that advances by itself is finalised an hour later.
    public void issue(ObjectNode invoice) {
        if (invoice.path("auto_advance").asBoolean()) {
            invoice.put("automatically_finalizes_at", account.now() + REVIEW);
        }
        account.store(invoice);
        account.announce("invoice.created", invoice);
        SubscriptionOf.invoice(account, invoice).ifPresent(it -> discounts.settle(it, invoice));
    }

    void setDueDate(ObjectNode invoice, long days) {
        if (Json.is(invoice, "collection_method", "send_invoice")) {
            invoice.put("due_date", account.now() + days * 86_400);
        }
    }

    /// Turns automatic tax on or off for a draft.
    public void tax(ObjectNode invoice, boolean enabled) {
        var tax = Json.object().put("enabled", enabled);
        if (enabled) {
            tax.put("provider", "stripe").putObject("liability").put("type", "self");
        }
        invoice.set("automatic_tax", account.shaped(INVOICE, "automatic_tax", tax));
        sums.reckon(invoice);
    }
}
