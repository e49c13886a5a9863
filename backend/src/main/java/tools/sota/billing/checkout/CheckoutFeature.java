package tools.sota.billing.checkout;

import java.time.Clock;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;
import org.jdbi.v3.core.Jdbi;
import tools.sota.accounts.Accounts;
import tools.sota.billing.moneyback.CardTesting;
import tools.sota.billing.subscriptions.CurrentSubscription;
import tools.sota.billing.sync.AccountLock;
import tools.sota.billing.sync.CustomerSync;
import tools.sota.billing.sync.Customers;
import tools.sota.billing.sync.StripeDesk;
import tools.sota.billing.sync.StripePrices;
import tools.sota.billing.sync.SyncPart;
import tools.sota.billing.trials.Trials;
import tools.sota.billing.truth.Parking;
import tools.sota.catalog.Catalog;
import tools.sota.notify.Outbox;
import tools.sota.platform.Database;

/// The parts of checkout that the rest of billing uses.
public record CheckoutFeature(CheckoutApi api) {
    /// Everything a checkout stands on.
    public record Needs(
            Database database,
            StripeDesk stripe,
            AccountLock lock,
            Customers customers,
            CustomerSync sync,
            CurrentSubscription current,
            Catalog catalog,
            Trials trials,
            Parking parking,
            CardTesting testing,
            String publicUrl) {}

    /// Keeps checkouts up to date; made first, because a checkout starts the very sync that it is part of.
    public static SyncPart part(Database database, StripeDesk stripe) {
        return new CheckoutPart(database.rows(Checkout.class).jdbi(), stripe);
    }

    /// Closes the page that an account has open at Stripe, if Stripe lets it.
    public static Consumer<UUID> closer(Database database, StripeDesk stripe) {
        return new OpenPages(database.rows(Checkout.class).jdbi(), stripe)::close;
    }

    /// What the part of trials stands on.
    public record TrialNeeds(
            Database database,
            StripeDesk stripe,
            Trials trials,
            Outbox outbox,
            Accounts accounts,
            Catalog catalog,
            String publicUrl,
            Clock clock) {}

    /// Judges trials; before the part that reads subscriptions.
    public static SyncPart trialsPart(TrialNeeds needs) {
        var letters = new TrialLetters(needs.outbox(), needs.accounts(), needs.catalog(), needs.publicUrl());
        var jdbi = needs.database()
                .rows(Checkouts.Unjudged.class, Checkouts.Ending.class)
                .jdbi();
        return new TrialsPart(jdbi, needs.stripe(), needs.trials(), letters, needs.clock());
    }

    public static CheckoutFeature create(Needs needs) {
        Jdbi jdbi = needs.database().rows(Checkouts.Owed.class).jdbi();
        var free = Objects.requireNonNullElse(needs.catalog().free().callsPerMonth(), 0L);
        var stripe = new StripeCheckout(
                needs.stripe(),
                needs.publicUrl(),
                needs.catalog().risk().threeDSecureFrom(),
                needs.catalog().tax().isPresent());
        var opener = new CheckoutOpener(
                jdbi,
                needs.lock(),
                needs.customers(),
                stripe,
                new StripePrices(needs.stripe()),
                needs.sync(),
                needs.current());
        var follower = new CheckoutFollower(jdbi, needs.lock(), needs.customers(), needs.sync(), needs.current());
        return new CheckoutFeature(new CheckoutApi(
                needs.catalog(),
                needs.trials(),
                new PurchaseRules(needs.parking(), needs.testing(), new UnpaidMonths(jdbi, free)),
                new PromotionCodes(needs.stripe()),
                opener,
                follower));
    }
}
