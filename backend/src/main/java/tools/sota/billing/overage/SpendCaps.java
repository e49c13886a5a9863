package tools.sota.billing.overage;

import java.time.Clock;
import java.util.Objects;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.sota.billing.subscriptions.BeyondPlan;
import tools.sota.billing.subscriptions.CurrentSubscription;
import tools.sota.billing.sync.AccountLock;
import tools.sota.catalog.Catalog;
import tools.sota.limits.Entitlement;
import tools.sota.limits.Entitlements;
import tools.sota.limits.Period;
import tools.sota.platform.Environment;
import tools.sota.platform.Money;
import tools.sota.platform.Problem;
import tools.sota.platform.ProblemException;

/// The spending caps that customers set.
final class SpendCaps {
    private static final Logger LOG = LoggerFactory.getLogger(SpendCaps.class);

    private final Jdbi jdbi;
    private final AccountLock lock;
    private final CurrentSubscription current;
    private final Overage overage;
    private final Entitlements entitlements;
    private final Catalog catalog;
    private final Clock clock;

    SpendCaps(
            Jdbi jdbi,
            AccountLock lock,
            CurrentSubscription current,
            Overage overage,
            Entitlements entitlements,
            Catalog catalog,
            Clock clock) {
        this.jdbi = jdbi;
        this.lock = lock;
        this.current = current;
        this.overage = overage;
        this.entitlements = entitlements;
        this.catalog = catalog;
        this.clock = clock;
    }

    /// A cap and what has become of it.
    ///
    /// @param cap null: calls stop at the plan's
    /// @param microsPerCall millionths of a major unit; null where the plan has no price for more calls
    /// @param calls that the cap pays for each month
    record CapView(@Nullable Money cap, @Nullable Long microsPerCall, long calls, Used used, Period period) {}

    /// @param calls of this month beyond the plan's
    /// @param amount what they cost; on an invoice after the month's end
    record Used(long calls, Money amount) {}

    CapView show(UUID account) {
        var cap = jdbi.withExtension(OverageRows.class, rows -> rows.cap(account));
        var entitlement = entitlements.of(account);
        var micros = catalog.find(entitlement.plan()).orElseThrow().overageMicrosPerCall();
        var currency = cap.map(SpendCap::currency).orElse(catalog.currency());
        var allowance = entitlements.allowance(account, Environment.LIVE);
        var terms = jdbi.withExtension(
                OverageRows.class,
                rows -> rows.terms(account, allowance.period().start()));
        long beyond = terms.map(this::billed).orElse(0L);
        long amount = terms.map(one -> one.price().amountOf(beyond)).orElse(0L);
        return new CapView(
                cap.map(one -> new Money(one.amount(), one.currency())).orElse(null),
                micros,
                micros == null
                        ? 0
                        : cap.map(one -> new CallPrice(micros, one.currency()).callsFor(one.amount()))
                                .orElse(0L),
                new Used(beyond, new Money(amount, currency)),
                allowance.period());
    }

    private long billed(OverageTerms terms) {
        long calls = overage.counted(terms.accountId(), terms.periodStart());
        return jdbi.inTransaction(transaction -> overage.billed(transaction, terms, calls));
    }

    /// @param amount minor units; null: calls stop at the plan's again. What was called before stays owed.
    CapView set(UUID account, @Nullable Long amount) {
        lock.holding(account, held -> {
            var running = current.inForce(account).orElseThrow(SpendCaps::notOffered);
            var plan = catalog.find(Objects.requireNonNull(running.plan())).orElseThrow();
            if (plan.overageMicrosPerCall() == null) {
                throw notOffered();
            }
            jdbi.useTransaction(transaction -> {
                var rows = transaction.attach(OverageRows.class);
                if (amount == null) {
                    rows.removeCap(account);
                } else {
                    rows.setCap(account, new SpendCap(amount, catalog.currency()), clock.instant());
                }
                long beyond = overage.allow(transaction, account, BeyondPlan.Running.of(running));
                entitlements.set(transaction, new Entitlement(account, plan.id(), running.anchor(), beyond));
            });
            return true;
        });
        entitlements.changed(account);
        return show(account);
    }

    /// Months begin without anybody's doing: their terms are noted while they run. Behind the lock, or an upgrade that
    /// is under way would find its month open again.
    void noteMonths() {
        for (var account : jdbi.withExtension(OverageRows.class, OverageRows::capped)) {
            try {
                lock.holding(account, held -> {
                    note(account);
                    return true;
                });
            } catch (RuntimeException e) {
                LOG.warn("The month of account {} is not noted and is tried again: {}", account, e.getMessage());
            }
        }
    }

    private void note(UUID account) {
        current.inForce(account)
                .filter(one -> one.plan() != null)
                .map(BeyondPlan.Running::of)
                .ifPresent(running -> jdbi.useTransaction(transaction -> overage.allow(transaction, account, running)));
    }

    private static ProblemException notOffered() {
        return Problem.STATE_CONFLICT.because(
                "The plan of this account has no price for calls beyond it: they stop at the plan's. Choose a plan"
                        + " that has one: GET /v1/plans.");
    }
}
