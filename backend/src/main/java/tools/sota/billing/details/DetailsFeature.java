package tools.sota.billing.details;

import java.time.Clock;
import tools.sota.accounts.Accounts;
import tools.sota.billing.subscriptions.CurrentSubscription;
import tools.sota.billing.sync.AccountLock;
import tools.sota.billing.sync.Customers;
import tools.sota.billing.sync.StripeDesk;
import tools.sota.billing.sync.SyncPart;
import tools.sota.platform.Database;

/// The parts of billing details that the rest of billing uses.
///
/// @param resumeWaiting tells Stripe what a crash or an outage left; every minute
public record DetailsFeature(DetailsApi api, Runnable resumeWaiting) {
    /// Everything they stand on.
    ///
    /// @param isTaxed whether Stripe Tax is used: then an address must be one that it knows
    public record Needs(
            Database database,
            StripeDesk stripe,
            AccountLock lock,
            Customers customers,
            Accounts accounts,
            CurrentSubscription current,
            boolean isTaxed,
            Clock clock) {}

    /// Keeps what was changed at Stripe.
    public static SyncPart part(Database database, StripeDesk stripe, Accounts accounts, Clock clock) {
        return new DetailsPart(
                database.rows(BillingDetails.class).jdbi(), new StripeDetails(stripe, false), accounts, clock);
    }

    public static DetailsFeature create(Needs needs) {
        var keeper = new DetailsKeeper(needs, new StripeDetails(needs.stripe(), needs.isTaxed()));
        return new DetailsFeature(new DetailsApi(keeper, needs.clock()), keeper::resumeWaiting);
    }
}
