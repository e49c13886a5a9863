package tools.sota.billing;

import com.stripe.StripeClient;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.sota.accounts.Accounts;
import tools.sota.billing.cards.PaymentMethodsApi;
import tools.sota.billing.changes.ChangesApi;
import tools.sota.billing.checkout.CheckoutApi;
import tools.sota.billing.details.DetailsApi;
import tools.sota.billing.inbox.EventWorker;
import tools.sota.billing.inbox.Reconciler;
import tools.sota.billing.inbox.StripeWebhook;
import tools.sota.billing.invoices.InvoicesApi;
import tools.sota.billing.moneyback.MoneyBackFeature;
import tools.sota.billing.overage.SpendCapApi;
import tools.sota.billing.packs.PacksApi;
import tools.sota.billing.subscriptions.SubscriptionApi;
import tools.sota.billing.sync.StripeHealth;
import tools.sota.billing.truth.BillingReconciliation;
import tools.sota.catalog.Catalog;
import tools.sota.catalog.StripeClients;
import tools.sota.limits.LimitsFeature;
import tools.sota.notify.Outbox;
import tools.sota.platform.Database;
import tools.sota.platform.Ids;
import tools.sota.platform.Problems;
import tools.sota.platform.Secrets;

/// The parts of the feature that routes, jobs and others use.
public record BillingFeature(
        CheckoutApi checkout,
        SubscriptionApi subscription,
        ChangesApi changes,
        InvoicesApi invoices,
        PaymentMethodsApi paymentMethods,
        StripeWebhook webhook,
        MoneyBackFeature moneyBack,
        SpendCapApi spendCap,
        PacksApi packs,
        DetailsApi details,
        OutageApi outage,
        StripeHealth health,
        Work work)
        implements AutoCloseable {

    /// Begins no more work and waits for what has begun; before the database is closed.
    @Override
    public void close() {
        work.worker().close();
    }

    /// What jobs run.
    public record Work(
            EventWorker worker,
            Reconciler reconciler,
            Runnable askForAll,
            Runnable resumeRefunds,
            Runnable resumeCommands,
            Runnable billOverage,
            Runnable contracts,
            BillingReconciliation truth,
            Runnable forgetPreviews) {
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
            resumeRefunds.run();
        }

        /// Carries out what a crash or an outage of Stripe left of plan changes and billing
        /// details; every minute.
        public void changePlans() {
            resumeCommands.run();
        }

        /// Draws from packs, and bills calls beyond plans once their month is over; every minute.
        public void bookOverage() {
            billOverage.run();
        }

        /// Carries out what the operators have agreed with customers; every minute.
        public void carryOutContracts() {
            contracts.run();
        }

        /// Compares Stripe, our books and the ledger, and heals; every night, after what has arrived is worked off.
        public BillingReconciliation.Summary reconcileWithStripe() {
            worker.drain();
            return truth.run();
        }

        /// Forgets what events said once it is of no use; every day.
        public void forgetOld() {
            worker.forgetOldPayloads();
            forgetPreviews.run();
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
            LimitsFeature limits,
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
        var parts = new BillingParts(needs);
        var changes = parts.changes();
        var inbox = parts.inbox();
        var moneyBack = parts.moneyBack();
        var overage = parts.overage();
        var packs = parts.packs();
        var details = parts.details();
        return new BillingFeature(
                parts.checkout().api(),
                parts.subscriptions().api(),
                changes.api(),
                parts.invoices().api(),
                parts.paymentMethods().api(),
                inbox.webhook(),
                moneyBack,
                overage.api(),
                packs.api(),
                details.api(),
                new OutageApi(needs.problems()),
                parts.health(),
                new Work(
                        inbox.worker(),
                        inbox.reconciler(),
                        parts.subscriptions().sweep(),
                        moneyBack.resume(),
                        () -> {
                            changes.resumeWaiting().run();
                            details.resumeWaiting().run();
                        },
                        () -> {
                            packs.work().run();
                            overage.work().run();
                        },
                        parts.contracts()::run,
                        parts.truth(),
                        changes.forgetOld()));
    }
}
