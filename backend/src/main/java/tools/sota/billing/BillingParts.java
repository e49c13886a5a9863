package tools.sota.billing;

import tools.sota.accounts.Staff;
import tools.sota.billing.cards.PaymentMethodsFeature;
import tools.sota.billing.changes.ChangesFeature;
import tools.sota.billing.checkout.CheckoutFeature;
import tools.sota.billing.contracts.ContractWorker;
import tools.sota.billing.contracts.StripeContracts;
import tools.sota.billing.details.DetailsFeature;
import tools.sota.billing.inbox.InboxFeature;
import tools.sota.billing.invoices.InvoicesFeature;
import tools.sota.billing.moneyback.CardTesting;
import tools.sota.billing.moneyback.MoneyBackFeature;
import tools.sota.billing.moneyback.Suspensions;
import tools.sota.billing.overage.Overage;
import tools.sota.billing.overage.OverageFeature;
import tools.sota.billing.packs.Packs;
import tools.sota.billing.packs.PacksFeature;
import tools.sota.billing.subscriptions.SubscriptionsFeature;
import tools.sota.billing.sync.AccountLock;
import tools.sota.billing.sync.CustomerSync;
import tools.sota.billing.sync.Customers;
import tools.sota.billing.sync.StripeDesk;
import tools.sota.billing.sync.StripeHealth;
import tools.sota.billing.trials.Trials;
import tools.sota.billing.truth.BillingReconciliation;
import tools.sota.billing.truth.Parking;
import tools.sota.platform.Pages;

/// Makes the parts of billing, each from what all of them stand on. Parts that are read from Stripe come first, then
/// the sync that reads them, then those that change something and start a sync.
final class BillingParts {
    private final BillingFeature.Needs needs;
    private final StripeHealth health;
    private final StripeDesk desk;
    private final AccountLock lock;
    private final Customers customers;
    private final Trials trials;
    private final Packs packs;
    private final Overage overage;
    private final Staff team;
    private final SubscriptionsFeature subscriptions;
    private final InvoicesFeature invoices;
    private final Parking parking;
    private final CardTesting testing;
    private final CustomerSync sync;

    BillingParts(BillingFeature.Needs needs) {
        var jdbi = needs.database().jdbi();
        this.needs = needs;
        this.health = new StripeHealth(needs.clock());
        this.desk = new StripeDesk(needs.stripe().client(), health);
        this.lock = new AccountLock(jdbi, needs.atOnce());
        this.customers = new Customers(jdbi, desk, needs.accounts(), needs.clock());
        this.team = new Staff(needs.database(), needs.clock());
        this.trials = new Trials(jdbi, needs.accounts(), needs.secrets(), needs.clock());
        this.packs = packs(needs);
        this.overage = new Overage(needs.catalog(), needs.limits().entitlements(), packs, needs.clock());
        this.subscriptions = SubscriptionsFeature.create(new SubscriptionsFeature.Needs(
                needs.database(),
                desk,
                customers,
                needs.catalog(),
                needs.limits().entitlements(),
                overage,
                new Suspensions(needs.database(), needs.catalog().risk()),
                needs.publicUrl(),
                needs.clock()));
        this.invoices = InvoicesFeature.create(new InvoicesFeature.Needs(
                needs.database(),
                desk,
                new Pages(needs.secrets()),
                needs.outbox(),
                needs.accounts(),
                needs.catalog().dunning().grace(),
                needs.publicUrl(),
                needs.ids(),
                needs.clock()));
        this.parking = new Parking(jdbi, needs.outbox(), team::emails, needs.publicUrl(), needs.clock());
        this.testing = new CardTesting(
                jdbi,
                needs.catalog().risk().cardTesting(),
                new CardTesting.Notice(needs.outbox(), team::emails, needs.publicUrl()),
                needs.clock());
        this.sync = new SyncParts(needs, desk, trials, team, testing, packs).with(subscriptions, invoices, parking);
    }

    private static Packs packs(BillingFeature.Needs needs) {
        var limits = needs.limits();
        return new Packs(needs.database(), limits.counted(), limits.entitlements(), needs.clock());
    }

    StripeHealth health() {
        return health;
    }

    SubscriptionsFeature subscriptions() {
        return subscriptions;
    }

    InvoicesFeature invoices() {
        return invoices;
    }

    CheckoutFeature checkout() {
        return CheckoutFeature.create(new CheckoutFeature.Needs(
                needs.database(),
                desk,
                lock,
                customers,
                sync,
                subscriptions.current(),
                needs.catalog(),
                trials,
                parking,
                testing,
                needs.publicUrl()));
    }

    ChangesFeature changes() {
        return ChangesFeature.create(new ChangesFeature.Needs(
                needs.database(),
                desk,
                lock,
                customers,
                sync,
                subscriptions.current(),
                invoices.paid(),
                parking,
                needs.limits().counted(),
                needs.limits().entitlements(),
                needs.catalog(),
                needs.outbox(),
                needs.accounts(),
                needs.publicUrl(),
                needs.ids(),
                needs.clock()));
    }

    PaymentMethodsFeature paymentMethods() {
        return PaymentMethodsFeature.create(new PaymentMethodsFeature.Needs(
                needs.database(),
                desk,
                lock,
                customers,
                sync,
                subscriptions.current(),
                needs.catalog().currency(),
                needs.publicUrl(),
                needs.clock()));
    }

    DetailsFeature details() {
        return DetailsFeature.create(new DetailsFeature.Needs(
                needs.database(),
                desk,
                lock,
                customers,
                needs.accounts(),
                subscriptions.current(),
                needs.catalog().tax().isPresent(),
                needs.clock()));
    }

    MoneyBackFeature moneyBack() {
        return MoneyBackFeature.create(new MoneyBackFeature.Needs(
                needs.database(),
                desk,
                lock,
                held -> customers.ofAccount(held.account()).ifPresent(customer -> sync.run(held, customer)),
                needs.limits().entitlements(),
                needs.accounts(),
                needs.catalog().moneyBack(),
                needs.secrets(),
                needs.ids(),
                needs.clock()));
    }

    PacksFeature packs() {
        return PacksFeature.create(new PacksFeature.Needs(
                needs.database(),
                desk,
                lock,
                customers,
                sync,
                subscriptions.current(),
                packs,
                overage,
                needs.limits().entitlements(),
                parking,
                testing,
                needs.catalog(),
                needs.publicUrl(),
                needs.ids(),
                needs.clock()));
    }

    OverageFeature overage() {
        return OverageFeature.create(new OverageFeature.Needs(
                needs.database(),
                desk,
                lock,
                customers,
                subscriptions.current(),
                overage,
                parking,
                needs.limits().entitlements(),
                needs.catalog(),
                needs.clock()));
    }

    ContractWorker contracts() {
        return new ContractWorker(
                needs.database(),
                new StripeContracts(desk, needs.catalog().tax()),
                lock,
                customers,
                sync,
                subscriptions.current(),
                needs.clock());
    }

    BillingReconciliation truth() {
        return new BillingReconciliation(needs.database(), desk, lock, customers, sync, needs.ids(), needs.clock());
    }

    /// Half of what the lock allows is for webhooks, or customers at the checkout would wait for them.
    InboxFeature inbox() {
        return InboxFeature.create(new InboxFeature.Needs(
                needs.database(),
                desk,
                lock,
                customers,
                sync,
                needs.stripe().webhookSecrets(),
                needs.stripe().live(),
                needs.atOnce() / 2,
                needs.clock()));
    }
}
