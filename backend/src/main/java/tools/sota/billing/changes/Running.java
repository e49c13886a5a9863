package tools.sota.billing.changes;

import java.time.Instant;
import tools.sota.billing.subscriptions.Subscription;
import tools.sota.catalog.Interval;
import tools.sota.catalog.Plan;

/// The subscription that runs, with what is left of its paid period.
///
/// @param monthStart when the month began that runs, a yearly plan's too
/// @param callsUsed of that month
record Running(
        Subscription subscription, Plan plan, Interval interval, PaidPeriod paid, Instant monthStart, long callsUsed) {
    boolean isTrial() {
        return "trialing".equals(subscription.status());
    }

    Instant periodEnd() {
        return subscription.periodEnd();
    }
}
