package tools.sota.billing.changes;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import tools.sota.billing.invoices.PaidValue;
import tools.sota.billing.subscriptions.CurrentSubscription;
import tools.sota.billing.subscriptions.Subscription;
import tools.sota.catalog.Catalog;
import tools.sota.catalog.Interval;
import tools.sota.catalog.Plan;
import tools.sota.limits.CountedCalls;
import tools.sota.limits.Entitlements;
import tools.sota.limits.Period;
import tools.sota.platform.Environment;
import tools.sota.platform.Problem;

/// Finds the subscription that an account may change.
final class RunningPlans {
    private static final int MONTHS_OF_A_YEAR = 12;

    private final CurrentSubscription current;
    private final PaidValue paid;
    private final CountedCalls counted;
    private final Entitlements entitlements;
    private final Catalog catalog;

    RunningPlans(
            CurrentSubscription current,
            PaidValue paid,
            CountedCalls counted,
            Entitlements entitlements,
            Catalog catalog) {
        this.current = current;
        this.paid = paid;
        this.counted = counted;
        this.entitlements = entitlements;
        this.catalog = catalog;
    }

    /// @throws tools.sota.platform.ProblemException when there is none, or an unpaid one
    Running of(UUID account, Instant now) {
        var subscription = current.inForce(account)
                .orElseThrow(
                        () -> Problem.STATE_CONFLICT.because(
                                "This account has no subscription in force that could change. Choose a plan: POST /v1/checkout."));
        if ("past_due".equals(subscription.status())) {
            throw Problem.PAYMENT_REQUIRED.because(
                    "The last renewal is not paid yet. Pay its open invoice first, then change the plan.");
        }
        var plan = catalog.find(Objects.requireNonNull(subscription.plan())).orElseThrow();
        if (plan.contract() || plan.callsPerMonth() == null || subscription.interval() == null) {
            throw Problem.STATE_CONFLICT.because("A plan by contract changes with its contract: talk to us.");
        }
        var interval = Interval.valueOf(subscription.interval().toUpperCase(Locale.ROOT));
        var month = Period.anniversary(subscription.anchor(), now);
        long used = counted.count(account, Environment.LIVE, month.start()).calls()
                + entitlements.taken(account, month.start());
        var left = paid(subscription, plan, interval, month, used);
        return new Running(subscription, plan, interval, left, month.start(), used);
    }

    /// Calls of months that are over are gone; those of months to come are all left.
    private PaidPeriod paid(Subscription subscription, Plan plan, Interval interval, Period month, long used) {
        long value = paid.of(
                subscription.accountId(), subscription.id(), subscription.priceId(), subscription.periodStart());
        if (value == 0) {
            return PaidPeriod.unpaid(subscription.periodStart(), subscription.periodEnd());
        }
        long quota = Objects.requireNonNull(plan.callsPerMonth());
        long months = interval == Interval.YEAR ? MONTHS_OF_A_YEAR : 1;
        long toCome = Math.clamp(monthsBetween(month.end(), subscription.periodEnd()), 0, months - 1);
        return new PaidPeriod(
                value,
                subscription.periodStart(),
                subscription.periodEnd(),
                months * quota,
                Math.max(0, quota - used) + toCome * quota);
    }

    private static long monthsBetween(Instant start, Instant end) {
        return ChronoUnit.MONTHS.between(start.atZone(ZoneOffset.UTC), end.atZone(ZoneOffset.UTC));
    }
}
