package tools.sota.billing.packs;

import java.time.Clock;
import tools.sota.billing.moneyback.CardTesting;
import tools.sota.billing.subscriptions.BeyondPlan;
import tools.sota.billing.subscriptions.CurrentSubscription;
import tools.sota.billing.sync.AccountLock;
import tools.sota.billing.sync.CustomerSync;
import tools.sota.billing.sync.Customers;
import tools.sota.billing.sync.StripeDesk;
import tools.sota.billing.sync.SyncPart;
import tools.sota.billing.truth.Parking;
import tools.sota.catalog.Catalog;
import tools.sota.limits.Entitlements;
import tools.sota.platform.Database;
import tools.sota.platform.Ids;

/// The parts of prepaid calls that the rest of billing uses.
///
/// @param work draws from them while time passes; every minute
public record PacksFeature(PacksApi api, Runnable work) {
    /// Everything they stand on.
    public record Needs(
            Database database,
            StripeDesk stripe,
            AccountLock lock,
            Customers customers,
            CustomerSync sync,
            CurrentSubscription current,
            Packs packs,
            BeyondPlan beyond,
            Entitlements entitlements,
            Parking parking,
            CardTesting testing,
            Catalog catalog,
            String publicUrl,
            Ids ids,
            Clock clock) {}

    /// Keeps them up to date; made first, because a sale starts the very sync that it is part of.
    public static SyncPart part(Database database, Packs packs, StripeDesk stripe, Catalog catalog, String publicUrl) {
        return new PacksPart(
                database.rows(Pack.class).jdbi(), packs, new StripePacks(stripe, publicUrl, catalog.tax()));
    }

    public static PacksFeature create(Needs needs) {
        var seller = new PackSeller(
                needs,
                new StripePacks(
                        needs.stripe(), needs.publicUrl(), needs.catalog().tax()));
        return new PacksFeature(
                new PacksApi(seller, needs.catalog().pack(), needs.clock()), new PackKeeper(needs)::run);
    }
}
