package tools.sota.billing.subscriptions;

import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/// Says how many calls may pass beyond a plan's; the plan in force is written with it.
public interface BeyondPlan {
    /// A plan that is in force.
    ///
    /// @param anchor that its months are counted from
    /// @param isPaid only then more may be spent: not in a trial, not while a payment is owed
    record Running(String plan, Instant anchor, boolean isPaid) {
        /// @param subscription of a plan
        public static Running of(Subscription subscription) {
            return new Running(
                    Objects.requireNonNull(subscription.plan()),
                    subscription.anchor(),
                    "active".equals(subscription.status()) && !subscription.isStuck());
        }
    }

    /// How many calls may pass from now on.
    long allow(Handle transaction, UUID account, Running running);

    /// No plan is in force any more.
    ///
    /// @param isSuspended whether not even what was paid before may be used
    /// @return how many calls may pass beyond the free plan's
    long end(Handle transaction, UUID account, boolean isSuspended);
}
