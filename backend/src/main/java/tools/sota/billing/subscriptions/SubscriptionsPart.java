package tools.sota.billing.subscriptions;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.sota.billing.sync.AccountLock;
import tools.sota.billing.sync.Customers;
import tools.sota.billing.sync.SyncPart;
import tools.sota.limits.Entitlement;
import tools.sota.limits.Entitlements;

/// Keeps the subscriptions of a customer, the claim of the one that counts, and the plan in force.
final class SubscriptionsPart implements SyncPart {
    private static final Logger LOG = LoggerFactory.getLogger(SubscriptionsPart.class);

    private final Jdbi jdbi;
    private final StripeSubscriptions stripe;
    private final SurplusEnder surplus;
    private final Customers customers;
    private final Entitlements entitlements;
    private final Plans plans;
    private final Clock clock;

    /// @param free the plan of whoever has no subscription in force
    /// @param beyond how many calls may pass beyond a plan's
    record Plans(String free, Standing.Rules rules, Suspension suspension, BeyondPlan beyond) {}

    SubscriptionsPart(
            Jdbi jdbi,
            StripeSubscriptions stripe,
            SurplusEnder surplus,
            Customers customers,
            Entitlements entitlements,
            Plans plans,
            Clock clock) {
        this.jdbi = jdbi;
        this.stripe = stripe;
        this.surplus = surplus;
        this.customers = customers;
        this.entitlements = entitlements;
        this.plans = plans;
        this.clock = clock;
    }

    @Override
    public Consumer<Handle> read(AccountLock.Held held, String customer) {
        var account = held.account();
        var claimed = jdbi.withExtension(Subscriptions.class, table -> table.claimed(account))
                .orElse(null);
        var set = stripe.ofCustomer(account, customer);
        if (surplus.end(standing(set, claimed).surplus())) {
            set = stripe.ofCustomer(account, customer);
        }
        warnOfStrangers(set);
        var last = set;
        return transaction -> write(transaction, customer, account, last);
    }

    private Standing standing(List<Subscription> set, @Nullable String claimed) {
        return Standing.of(set, claimed, plans.rules(), clock.instant());
    }

    /// The standing is that of everything the account has ever had, so also of an earlier customer of it.
    private void write(Handle transaction, String customer, UUID account, List<Subscription> set) {
        var now = clock.instant();
        var table = transaction.attach(Subscriptions.class);
        set.forEach(one -> table.put(one, now));
        var claimed = table.claimed(account).orElse(null);
        var standing = standing(table.ofAccount(account), claimed);
        claim(table, account, claimed, standing.holder(), now);
        entitlements.set(transaction, entitlement(transaction, account, standing));
        customers.dueAt(transaction, customer, standing.changesAt(plans.rules()));
    }

    private static void claim(
            Subscriptions table, UUID account, @Nullable String claimed, @Nullable Subscription holder, Instant now) {
        var holds = holder == null ? null : holder.id();
        if (java.util.Objects.equals(claimed, holds)) {
            return;
        }
        table.closeClaim(account, now);
        if (holds != null) {
            table.openClaim(holds, account, now);
        }
        LOG.info("Account {} is now held by subscription {}, before by {}", account, holds, claimed);
    }

    private Entitlement entitlement(Handle transaction, UUID account, Standing standing) {
        var holder = standing.holder();
        boolean isSuspended = holder != null
                && plans.suspension()
                        .of(transaction, account, holder.createdAt())
                        .isPresent();
        if (holder == null || !standing.isEntitled() || holder.plan() == null || isSuspended) {
            return new Entitlement(account, plans.free(), null, plans.beyond().end(transaction, account, isSuspended));
        }
        var running = BeyondPlan.Running.of(holder);
        return new Entitlement(
                account, holder.plan(), holder.anchor(), plans.beyond().allow(transaction, account, running));
    }

    private void warnOfStrangers(List<Subscription> set) {
        for (var one : set) {
            if (!Subscription.KNOWN.contains(one.status())) {
                LOG.error(
                        "Subscription {} is in a status we do not know, {}: it gives no plan", one.id(), one.status());
            }
            if (!one.isOver() && (one.plan() == null || !plans.rules().isSold().test(one.plan()))) {
                LOG.error("Subscription {} is on price {}, which is no plan of the catalog", one.id(), one.priceId());
            }
        }
    }
}
