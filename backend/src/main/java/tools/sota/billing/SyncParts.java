package tools.sota.billing;

import java.util.List;
import tools.sota.accounts.Staff;
import tools.sota.billing.cards.PaymentMethodsFeature;
import tools.sota.billing.changes.ChangesFeature;
import tools.sota.billing.checkout.CheckoutFeature;
import tools.sota.billing.details.DetailsFeature;
import tools.sota.billing.dunning.DunningFeature;
import tools.sota.billing.invoices.InvoicesFeature;
import tools.sota.billing.moneyback.CardTesting;
import tools.sota.billing.moneyback.MoneyBackFeature;
import tools.sota.billing.packs.Packs;
import tools.sota.billing.packs.PacksFeature;
import tools.sota.billing.subscriptions.SubscriptionsFeature;
import tools.sota.billing.sync.CustomerSync;
import tools.sota.billing.sync.StripeDesk;
import tools.sota.billing.sync.SyncPart;
import tools.sota.billing.tax.TaxFeature;
import tools.sota.billing.trials.Trials;
import tools.sota.billing.truth.Parking;

/// Everything that is read of a customer at Stripe, in its order.
final class SyncParts {
    private final BillingFeature.Needs needs;
    private final StripeDesk desk;
    private final Trials trials;
    private final Staff team;
    private final CardTesting testing;
    private final Packs packs;

    SyncParts(
            BillingFeature.Needs needs, StripeDesk desk, Trials trials, Staff team, CardTesting testing, Packs packs) {
        this.needs = needs;
        this.desk = desk;
        this.trials = trials;
        this.team = team;
        this.testing = testing;
        this.packs = packs;
    }

    /// Trials are judged, and disputes, unpaid invoices and packs known, before subscriptions are read, and what all
    /// have read is judged last.
    CustomerSync with(SubscriptionsFeature subscriptions, InvoicesFeature invoices, Parking parking) {
        var dunning = DunningFeature.create(
                needs.database(),
                desk,
                needs.outbox(),
                needs.accounts(),
                needs.catalog(),
                needs.publicUrl(),
                needs.clock());
        var tax = taxFeature();
        List<SyncPart> parts = List.of(
                tax.switching(),
                dunning.recovery(),
                trialsPart(),
                moneyBackPart(),
                invoices.part(),
                PacksFeature.part(needs.database(), packs, desk, needs.catalog(), needs.publicUrl()),
                subscriptions.part(),
                SubscriptionsFeature.discounts(desk),
                ChangesFeature.part(needs.database(), needs.limits().entitlements(), needs.clock()),
                CheckoutFeature.part(needs.database(), desk),
                PaymentMethodsFeature.part(needs.database(), desk, needs.publicUrl()),
                DetailsFeature.part(needs.database(), desk, needs.accounts(), needs.clock()),
                dunning.letters(),
                tax.letters(),
                parking);
        return new CustomerSync(needs.database().jdbi(), parts, needs.limits().entitlements()::changed);
    }

    private TaxFeature taxFeature() {
        return TaxFeature.create(new TaxFeature.Needs(
                needs.database(),
                desk,
                needs.catalog(),
                needs.accounts(),
                needs.outbox(),
                team::emails,
                needs.publicUrl()));
    }

    private SyncPart trialsPart() {
        return CheckoutFeature.trialsPart(new CheckoutFeature.TrialNeeds(
                needs.database(),
                desk,
                trials,
                needs.outbox(),
                needs.accounts(),
                needs.catalog(),
                needs.publicUrl(),
                needs.clock()));
    }

    private SyncPart moneyBackPart() {
        return MoneyBackFeature.part(new MoneyBackFeature.Keeping(
                needs.database(),
                desk,
                needs.accounts(),
                needs.outbox(),
                team::emails,
                testing,
                CheckoutFeature.closer(needs.database(), desk),
                needs.publicUrl(),
                needs.clock()));
    }
}
