package tools.sota.billing.overage;

import java.time.Clock;
import tools.sota.billing.subscriptions.CurrentSubscription;
import tools.sota.billing.sync.AccountLock;
import tools.sota.billing.sync.Customers;
import tools.sota.billing.sync.StripeDesk;
import tools.sota.billing.truth.Parking;
import tools.sota.catalog.Catalog;
import tools.sota.limits.Entitlements;
import tools.sota.platform.Database;

/// The parts of the feature that others use.
///
/// @param work bills what is over; every minute
public record OverageFeature(SpendCapApi api, Runnable work) {
    /// Everything it stands on.
    public record Needs(
            Database database,
            StripeDesk stripe,
            AccountLock lock,
            Customers customers,
            CurrentSubscription current,
            Overage overage,
            Parking parking,
            Entitlements entitlements,
            Catalog catalog,
            Clock clock) {}

    public static OverageFeature create(Needs needs) {
        var jdbi = needs.database()
                .rows(SpendCap.class, OverageTerms.class, OverageBooking.class)
                .jdbi();
        var caps = new SpendCaps(
                jdbi,
                needs.lock(),
                needs.current(),
                needs.overage(),
                needs.entitlements(),
                needs.catalog(),
                needs.clock());
        var booker = new OverageBooker(
                new OverageBooker.Needs(
                        jdbi,
                        needs.lock(),
                        needs.customers(),
                        needs.current(),
                        needs.parking(),
                        new StripeOverage(needs.stripe(), needs.catalog().tax()),
                        needs.clock()),
                needs.overage());
        return new OverageFeature(new SpendCapApi(caps), () -> {
            caps.noteMonths();
            booker.run();
        });
    }
}
