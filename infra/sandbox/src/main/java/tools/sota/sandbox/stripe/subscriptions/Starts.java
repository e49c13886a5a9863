package tools.sota.sandbox.stripe.subscriptions;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import tools.sota.sandbox.stripe.account.Account;
import tools.sota.sandbox.stripe.customers.Presence;
import tools.sota.sandbox.stripe.discounts.Discounts;
import tools.sota.sandbox.stripe.error.ApiError;
import tools.sota.sandbox.stripe.invoices.Period;
import tools.sota.sandbox.stripe.json.Json;

/// Begins a subscription and bills its first period, or the trial at nothing.
public final class Starts {
    private static final String SUBSCRIPTION = "subscription";
    private static final String METHOD = "default_payment_method";
    private static final long DAY = 86_400;

    private final Account account;
    private final Items items;
    private final Billing billing;
    private final Cancellations cancellations;
    private final Discounts discounts;

    Starts(Account account, Items items, Billing billing, Cancellations cancellations) {
        this.account = account;
        this.items = items;
        this.billing = billing;
        this.cancellations = cancellations;
        this.discounts = new Discounts(account);
    }

    /// @param params as in `SubscriptionCreateParams`; Checkout says the same things in the same words
    /// @param presence whether the customer can pass 3-D Secure
    public ObjectNode start(ObjectNode params, Presence presence) {
        var subscription = blank(params);
        var made = items.create(subscription, params.path("items"));
        subscription.set("currency", made.getFirst().path("price").path("currency"));
        var trialEnd = trialEnd(params);
        setPeriods(subscription, made, trialEnd);
        cancellations.apply(subscription, params);
        var behavior = Json.optional(params, "payment_behavior").orElse("allow_incomplete");
        var lines = firstLines(subscription, trialEnd.isPresent());
        var discounted = discounts.attach(subscription, params, Items.worth(made));
        var invoice = billing.draft(subscription, "subscription_create", Period.at(account.now()), lines);
        if (presence != Presence.ABSENT && Json.number(invoice, "total") > 0) {
            billing.requirePayable(subscription, behavior, presence);
        }
        var extras = billing.extras(subscription, params);
        subscription.set("latest_invoice", invoice.path("id"));
        account.store(subscription);
        account.announce("customer.subscription.created", subscription);
        discounts.redeem(discounted);
        billing.issue(invoice, extras);
        if (presence == Presence.ABSENT && billing.method(subscription).isEmpty()) {
            // nobody is there to give a card: it begins, and its invoice is collected as a renewal's is
            account.edit(
                    subscription, it -> it.put("status", it.path("trial_end").isNull() ? "active" : "trialing"));
        } else {
            billing.collect(invoice, behavior, presence);
        }
        return subscription;
    }

    private ObjectNode blank(ObjectNode params) {
        var customer = Json.optional(params, "customer")
                .orElseThrow(
                        () -> ApiError.invalid("parameter_missing", "customer", "Missing required param: customer."));
        account.require("customer", customer, "customer");
        Json.optional(params, METHOD).ifPresent(id -> account.require("payment_method", id, METHOD));
        var subscription = account.blank(SUBSCRIPTION).put("customer", customer).put("start_date", account.now());
        subscription.set(
                "test_clock", account.require("customer", customer, "customer").path("test_clock"));
        subscription.withObject("billing_mode").put("type", "flexible");
        subscription.put("collection_method", "charge_automatically");
        subscription.withObject("invoice_settings").withObject("issuer").put("type", "self");
        account.assign(
                subscription,
                params,
                "automatic_tax",
                "billing_mode",
                "collection_method",
                "days_until_due",
                METHOD,
                "description",
                "metadata",
                "payment_settings",
                "trial_settings");
        return subscription;
    }

    private void setPeriods(ObjectNode subscription, List<ObjectNode> made, Optional<Long> trialEnd) {
        var anchor = trialEnd.orElse(account.now());
        subscription.put("billing_cycle_anchor", anchor);
        trialEnd.ifPresent(end -> subscription.put("trial_start", account.now()).put("trial_end", end));
        var isTrial = trialEnd.isPresent();
        var isInvoiced = Json.is(subscription, "collection_method", "send_invoice");
        subscription.put("status", isTrial ? "trialing" : isInvoiced ? "active" : "incomplete");
        var price = (ObjectNode) made.getFirst().path("price");
        Items.setPeriod(
                made,
                isTrial
                        ? new Period(account.now(), anchor)
                        : Cycle.of(anchor, price).from(anchor));
        Items.set(subscription, made);
    }

    private List<ObjectNode> firstLines(ObjectNode subscription, boolean isTrial) {
        var made = Items.of(subscription);
        var period = Items.period(subscription);
        return isTrial ? billing.trialLines(subscription, made, period) : billing.lines(subscription, made, period);
    }

    private Optional<Long> trialEnd(ObjectNode params) {
        return Json.moment(params, "trial_end")
                .or(() -> Json.moment(params, "trial_period_days").map(days -> account.now() + days * DAY))
                .filter(end -> end > account.now());
    }
}
