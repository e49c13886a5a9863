package tools.sota.billing.subscriptions;

import java.time.Clock;
import java.util.LinkedHashSet;
import tools.sota.billing.sync.Customers;
import tools.sota.billing.sync.StripeDesk;
import tools.sota.billing.sync.SyncPart;
import tools.sota.catalog.Catalog;
import tools.sota.limits.Entitlements;
import tools.sota.platform.Database;

/// The parts of subscriptions that the rest of billing uses.
///
/// @param part keeps them up to date
/// @param sweep asks for every customer to be read again who has a subscription here or at Stripe that is not over
public record SubscriptionsFeature(SubscriptionApi api, SyncPart part, CurrentSubscription current, Runnable sweep) {
    /// Everything subscriptions stand on.
    public record Needs(
            Database database,
            StripeDesk stripe,
            Customers customers,
            Catalog catalog,
            Entitlements entitlements,
            BeyondPlan beyond,
            Suspension suspension,
            String publicUrl,
            Clock clock) {}

    /// Keeps the discounts; after the part that reads subscriptions.
    public static SyncPart discounts(StripeDesk stripe) {
        return new DiscountsPart(stripe);
    }

    public static SubscriptionsFeature create(Needs needs) {
        var jdbi = needs.database()
                .rows(
                        Subscription.class,
                        Discount.class,
                        SubscriptionView.WaitingView.class,
                        Subscriptions.ContractRow.class)
                .jdbi();
        var catalog = needs.catalog();
        var rules = new Standing.Rules(
                catalog.dunning().grace(), plan -> catalog.find(plan).isPresent());
        var free = catalog.free().id();
        var stripe = new StripeSubscriptions(needs.stripe(), catalog);
        var part = new SubscriptionsPart(
                jdbi,
                stripe,
                new SurplusEnder(needs.stripe()),
                needs.customers(),
                needs.entitlements(),
                new SubscriptionsPart.Plans(free, rules, needs.suspension(), needs.beyond()),
                needs.clock());
        var current = new CurrentSubscription(jdbi, free, rules, needs.suspension(), needs.clock());
        var portal = new PortalOpener(needs.stripe(), needs.customers(), needs.publicUrl());
        return new SubscriptionsFeature(new SubscriptionApi(current, portal), part, current, () -> {
            var customers =
                    new LinkedHashSet<>(jdbi.withExtension(Subscriptions.class, Subscriptions::customersOfOpen));
            customers.addAll(stripe.customersOfOpen());
            needs.customers().makeDue(customers);
        });
    }
}
