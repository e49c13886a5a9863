package tools.sota.sandbox.stripe.subscriptions;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.stream.Stream;
import tools.sota.sandbox.stripe.account.Account;
import tools.sota.sandbox.stripe.customers.Presence;
import tools.sota.sandbox.stripe.error.ApiError;
import tools.sota.sandbox.stripe.invoices.Period;
import tools.sota.sandbox.stripe.json.Json;
import tools.sota.sandbox.stripe.payments.Outcome;

/// Changes of what is sold: items, quantities, prices, and where the cycle begins.
final class Changes {
    private static final String UPDATED = "customer.subscription.updated";
    private static final List<String> PENDING_MAY = List.of(
            "expand",
            "payment_behavior",
            "proration_behavior",
            "proration_date",
            "billing_cycle_anchor",
            "items",
            "trial_end",
            "trial_from_plan",
            "add_invoice_items");

    private final Account account;
    private final Items items;
    private final Billing billing;
    private final Prorations prorations;
    private final PendingUpdates pending;

    Changes(Account account, Items items, Billing billing, Prorations prorations, PendingUpdates pending) {
        this.account = account;
        this.items = items;
        this.billing = billing;
        this.prorations = prorations;
        this.pending = pending;
    }

    static boolean isAsked(ObjectNode params) {
        return Stream.of("items", "billing_cycle_anchor", "add_invoice_items", "trial_end")
                .anyMatch(params::has);
    }

    void carryOut(ObjectNode subscription, ObjectNode params) {
        var behavior = Json.optional(params, "payment_behavior").orElse("allow_incomplete");
        refuseUnsupported(params, behavior);
        if (params.path("trial_end").isNumber() && !Json.is(subscription, "status", "trialing")) {
            throw ApiError.invalid("trial_end", "The stand-in gives a trial only to a new subscription.");
        }
        var change = plan(subscription, params);
        if (Json.is(subscription, "status", "trialing") && !change.endsTrial()) {
            extendTrial(subscription, params, change);
            return;
        }
        billing.requirePayableWhenAsked(subscription, behavior);
        pending.discard(subscription).ifPresent(billing::voidInvoice); // a later change takes its place
        prorations.between(subscription, change, params);
        if (change.resetsAnchor() || Json.is(params, "proration_behavior", "always_invoice")) {
            bill(subscription, params, change, behavior);
        } else {
            billing.defer(subscription, params);
            account.change(subscription, UPDATED, change::apply);
        }
    }

    private Change plan(ObjectNode subscription, ObjectNode params) {
        var changed = items.changed(subscription, params.path("items"));
        var endsTrial = Json.is(params, "trial_end", "now") && Json.is(subscription, "status", "trialing");
        var reset =
                endsTrial || Json.is(params, "billing_cycle_anchor", "now") || intervalDiffers(subscription, changed);
        var anchor = reset ? account.now() : Json.number(subscription, "billing_cycle_anchor");
        var price = (ObjectNode) changed.getFirst().path("price");
        Items.setPeriod(changed, reset ? Cycle.of(anchor, price).from(anchor) : Items.period(subscription));
        return new Change(changed, anchor, reset, endsTrial);
    }

    private void bill(ObjectNode subscription, ObjectNode params, Change change, String behavior) {
        var lines = change.resetsAnchor()
                ? billing.lines(subscription, change.items(), change.period())
                : List.<ObjectNode>of();
        var extras = billing.extras(subscription, params);
        var invoice = billing.draft(subscription, "subscription_update", Period.at(account.now()), lines);
        var waits = behavior.equals("pending_if_incomplete");
        if (waits) {
            pending.prepare(subscription, invoice, change);
        } else {
            account.change(subscription, UPDATED, it -> {
                change.apply(it);
                it.set("latest_invoice", invoice.path("id"));
            });
        }
        billing.issue(invoice, extras);
        var outcome = billing.collect(invoice, behavior, Presence.PRESENT);
        if (waits && outcome.isPresent() && !(outcome.get() instanceof Outcome.Paid)) {
            pending.show(subscription, invoice, change);
        }
    }

    private void extendTrial(ObjectNode subscription, ObjectNode params, Change change) {
        billing.defer(subscription, params);
        account.change(subscription, UPDATED, it -> {
            Items.set(it, change.items());
            Json.moment(params, "trial_end").ifPresent(end -> {
                it.put("trial_end", end).put("billing_cycle_anchor", end);
                Items.setPeriod(Items.of(it), new Period(Items.period(it).start(), end));
            });
        });
    }

    private static boolean intervalDiffers(ObjectNode subscription, List<ObjectNode> changed) {
        var before = Items.of(subscription).getFirst().path("price").path("recurring");
        var after = changed.getFirst().path("price").path("recurring");
        return !Json.text(before, "interval").equals(Json.text(after, "interval"))
                || Json.number(before, "interval_count") != Json.number(after, "interval_count");
    }

    private static void refuseUnsupported(ObjectNode params, String behavior) {
        if (!behavior.equals("pending_if_incomplete")) {
            return;
        }
        params.properties().stream()
                .map(entry -> entry.getKey())
                .filter(name -> !PENDING_MAY.contains(name))
                .findFirst()
                .ifPresent(name -> {
                    throw ApiError.invalid(
                            name,
                            "When `payment_behavior` is set to `pending_if_incomplete`, you can"
                                    + " only pass supported params. `" + name + "` is not supported.");
                });
    }
}
