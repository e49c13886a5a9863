package tools.sota.billing.changes;

import java.time.Clock;
import java.time.Duration;
import tools.sota.billing.invoices.PaidValue;
import tools.sota.billing.subscriptions.CurrentSubscription;
import tools.sota.billing.sync.AccountLock;
import tools.sota.billing.sync.CustomerSync;
import tools.sota.billing.sync.Customers;
import tools.sota.billing.sync.StripeDesk;
import tools.sota.billing.sync.StripePrices;
import tools.sota.billing.truth.Parking;
import tools.sota.catalog.Catalog;
import tools.sota.limits.CountedCalls;
import tools.sota.platform.Database;
import tools.sota.platform.Ids;

/// The parts of plan changes that the rest of billing uses.
///
/// @param forgetOld forgets previews that nobody can use any more
public record ChangesFeature(ChangesApi api, Runnable forgetOld) {
    private static final Duration KEPT = Duration.ofDays(90);

    /// Everything plan changes stand on.
    public record Needs(
            Database database,
            StripeDesk stripe,
            AccountLock lock,
            Customers customers,
            CustomerSync sync,
            CurrentSubscription current,
            PaidValue paid,
            Parking parking,
            CountedCalls counted,
            Catalog catalog,
            Ids ids,
            Clock clock) {}

    public static ChangesFeature create(Needs needs) {
        var jdbi = needs.database().rows(Preview.class).jdbi();
        var running = new RunningPlans(needs.current(), needs.paid(), needs.counted(), needs.catalog());
        var stripe = new StripeChanges(needs.stripe());
        var book = new PreviewBook(jdbi, running, needs.clock());
        var prices = new StripePrices(needs.stripe());
        var previewer = new Previewer(book, running, prices, stripe, needs.ids(), needs.clock());
        var changer = new PlanChanger(
                needs.lock(), needs.customers(), needs.sync(), needs.current(), book, stripe, needs.parking());
        return new ChangesFeature(
                new ChangesApi(needs.catalog(), previewer, changer),
                () -> jdbi.useExtension(
                        Previews.class,
                        previews ->
                                previews.deleteBefore(needs.clock().instant().minus(KEPT))));
    }
}
