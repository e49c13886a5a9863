package tools.sota.billing.cards;

import java.time.Clock;
import tools.sota.billing.subscriptions.CurrentSubscription;
import tools.sota.billing.sync.AccountLock;
import tools.sota.billing.sync.CustomerSync;
import tools.sota.billing.sync.Customers;
import tools.sota.billing.sync.StripeDesk;
import tools.sota.billing.sync.SyncPart;
import tools.sota.platform.Database;

/// The parts of payment methods that the rest of billing uses.
public record PaymentMethodsFeature(PaymentMethodsApi api) {
    /// Everything they stand on.
    ///
    /// @param currency that cards are kept for
    public record Needs(
            Database database,
            StripeDesk stripe,
            AccountLock lock,
            Customers customers,
            CustomerSync sync,
            CurrentSubscription current,
            String currency,
            String publicUrl,
            Clock clock) {}

    /// Keeps them up to date; made first, because a change starts the very sync that it is part of.
    public static SyncPart part(Database database, StripeDesk stripe, String publicUrl) {
        return new MethodsPart(database.rows(PaymentMethod.class).jdbi(), new StripeMethods(stripe, publicUrl));
    }

    public static PaymentMethodsFeature create(Needs needs) {
        var stripe = new StripeMethods(needs.stripe(), needs.publicUrl());
        return new PaymentMethodsFeature(new PaymentMethodsApi(new MethodKeeper(needs, stripe)));
    }
}
