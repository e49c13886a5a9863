package tools.sota.billing;

import com.stripe.StripeClient;
import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.sota.accounts.Accounts;
import tools.sota.billing.checkout.CheckoutApi;
import tools.sota.billing.checkout.CheckoutFeature;
import tools.sota.billing.inbox.EventWorker;
import tools.sota.billing.inbox.InboxFeature;
import tools.sota.billing.inbox.Reconciler;
import tools.sota.billing.inbox.StripeWebhook;
import tools.sota.billing.invoices.InvoicesApi;
import tools.sota.billing.invoices.InvoicesFeature;
import tools.sota.billing.moneyback.MoneyBackFeature;
import tools.sota.billing.subscriptions.SubscriptionApi;
import tools.sota.billing.subscriptions.SubscriptionsFeature;
import tools.sota.billing.sync.AccountLock;
import tools.sota.billing.sync.CustomerSync;
import tools.sota.billing.sync.Customers;
import tools.sota.billing.sync.StripeDesk;
import tools.sota.billing.sync.SyncPart;
import tools.sota.billing.trials.Trials;
import tools.sota.catalog.Catalog;
import tools.sota.catalog.StripeClients;
import tools.sota.limits.Entitlements;
import tools.sota.notify.Outbox;
import tools.sota.platform.Database;
import tools.sota.platform.Ids;
import tools.sota.platform.Pages;
import tools.sota.platform.Problems;
import tools.sota.platform.Secrets;

/// The parts of the feature that routes, jobs and others use.
public record BillingFeature(
        CheckoutApi checkout,
        SubscriptionApi subscription,
        InvoicesApi invoices,
        StripeWebhook webhook,
        MoneyBackFeature moneyBack,
        OutageApi outage,
        Work work)
        implements AutoCloseable {

    /// Begins no more work and waits for what has begun; before the database is closed.
    @Override
    public void close() {
        work.worker().close();
    }

    /// What jobs run.
    public record Work(EventWorker worker, Reconciler reconciler, Runnable askForAll, MoneyBackFeature moneyBack) {
        /// Works off Stripe's events and customers that are due; every minute, as a net below the wake after each
        /// event.
        public void drain() {
            worker.drain();
        }

        /// Fetches events that never arrived; every few minutes.
        ///
        /// @return how many
        public int reconcile() {
            return reconciler.reconcile();
        }

        /// Carries out what a crash or an outage of Stripe left of refunds; every minute.
        public void payBack() {
            moneyBack.resume().run();
        }

        /// Forgets what events said once it is of no use; every day.
        public void forgetOld() {
            worker.forgetOldPayloads();
        }

        /// Reads every customer again who has a subscription that is not over, here or at Stripe; every night.
        public void sweep() {
            askForAll.run();
            worker.drain();
        }
    }

    /// Everything billing stands on.
    ///
    /// @param connections of the database's pool; a quarter of them may be busy with a slow Stripe
    public record Needs(
            Database database,
            int connections,
            Stripe stripe,
            Catalog catalog,
            Entitlements entitlements,
            Outbox outbox,
            Accounts accounts,
            Problems problems,
            Secrets secrets,
            String publicUrl,
            Ids ids,
            Clock clock) {
        int atOnce() {
            return Math.max(2, connections / 4);
        }
    }

    /// How to reach Stripe.
    ///
    /// @param webhookSecrets any of which may sign
    public record Stripe(StripeClient client, List<String> webhookSecrets, boolean live) {
        public static Stripe of(String secretKey, @Nullable String apiBase, List<String> webhookSecrets) {
            return new Stripe(
                    StripeClients.open(secretKey, apiBase),
                    webhookSecrets,
                    secretKey.startsWith("sk_live_") || secretKey.startsWith("rk_live_"));
        }
    }

    public static BillingFeature create(Needs needs) {
        var desk = new StripeDesk(needs.stripe().client());
        var jdbi = needs.database().jdbi();
        var lock = new AccountLock(jdbi, needs.atOnce());
        var customers = new Customers(jdbi, desk, needs.accounts(), needs.clock());
        var subscriptions = subscriptions(needs, desk, customers);
        var invoices = invoices(needs, desk);
        var trials = new Trials(jdbi, needs.accounts(), needs.secrets(), needs.clock());
        var parts = parts(needs, desk, trials, subscriptions, invoices);
        var sync = new CustomerSync(jdbi, parts, needs.entitlements()::changed);
        var checkout = CheckoutFeature.create(new CheckoutFeature.Needs(
                needs.database(),
                desk,
                lock,
                customers,
                sync,
                subscriptions.current(),
                needs.catalog(),
                trials,
                needs.publicUrl()));
        var inbox = InboxFeature.create(inbox(needs, desk, lock, customers, sync));
        var moneyBack = moneyBack(
                needs,
                desk,
                lock,
                held -> customers.ofAccount(held.account()).ifPresent(customer -> sync.run(held, customer)));
        return new BillingFeature(
                checkout.api(),
                subscriptions.api(),
                invoices.api(),
                inbox.webhook(),
                moneyBack,
                new OutageApi(needs.problems()),
                new Work(inbox.worker(), inbox.reconciler(), subscriptions.sweep(), moneyBack));
    }

    /// Trials are judged before subscriptions are read.
    private static List<SyncPart> parts(
            Needs needs, StripeDesk desk, Trials trials, SubscriptionsFeature subscriptions, InvoicesFeature invoices) {
        return List.of(
                trialsPart(needs, desk, trials),
                subscriptions.part(),
                invoices.part(),
                CheckoutFeature.part(needs.database(), desk),
                MoneyBackFeature.part(keeping(needs, desk)));
    }

    private static SyncPart trialsPart(Needs needs, StripeDesk desk, Trials trials) {
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

    private static SubscriptionsFeature subscriptions(Needs needs, StripeDesk desk, Customers customers) {
        return SubscriptionsFeature.create(new SubscriptionsFeature.Needs(
                needs.database(),
                desk,
                customers,
                needs.catalog(),
                needs.entitlements(),
                needs.publicUrl(),
                needs.clock()));
    }

    /// Half of what the lock allows is for webhooks, or customers at the checkout would wait for them.
    private static InboxFeature.Needs inbox(
            Needs needs, StripeDesk desk, AccountLock lock, Customers customers, CustomerSync sync) {
        return new InboxFeature.Needs(
                needs.database(),
                desk,
                lock,
                customers,
                sync,
                needs.stripe().webhookSecrets(),
                needs.stripe().live(),
                needs.atOnce() / 2,
                needs.clock());
    }

    private static MoneyBackFeature.Keeping keeping(Needs needs, StripeDesk desk) {
        return new MoneyBackFeature.Keeping(
                needs.database(), desk, needs.accounts(), needs.outbox(), needs.publicUrl(), needs.clock());
    }

    private static MoneyBackFeature moneyBack(
            Needs needs, StripeDesk desk, AccountLock lock, Consumer<AccountLock.Held> sync) {
        return MoneyBackFeature.create(new MoneyBackFeature.Needs(
                needs.database(),
                desk,
                lock,
                sync,
                needs.entitlements(),
                needs.accounts(),
                needs.catalog().moneyBack(),
                needs.secrets(),
                needs.ids(),
                needs.clock()));
    }

    private static InvoicesFeature invoices(Needs needs, StripeDesk desk) {
        return InvoicesFeature.create(new InvoicesFeature.Needs(
                needs.database(),
                desk,
                new Pages(needs.secrets()),
                needs.outbox(),
                needs.accounts(),
                needs.publicUrl(),
                needs.ids(),
                needs.clock()));
    }
}
