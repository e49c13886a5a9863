package tools.sota.billing.changes;

import java.time.Instant;
import tools.sota.billing.subscriptions.Subscription;
import tools.sota.catalog.Interval;
import tools.sota.catalog.Plan;

/// The subscription that runs, with what is left of its paid period.
///
/// @param callsUsed of the month that runs, a yearly plan's too
record Running(Subscription subscription, Plan plan, Interval interval, PaidPeriod paid, long callsUsed) {
    boolean isTrial() {
        return "trialing".equals(subscription.status());
    }

    Instant periodEnd() {
        return subscription.periodEnd();
    }
}
