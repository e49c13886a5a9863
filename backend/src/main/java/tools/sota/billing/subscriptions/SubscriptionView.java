package tools.sota.billing.subscriptions;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A subscription as the contract shows it.
///
/// @param suspension why the plan is not in force although it runs at Stripe
/// @param waiting what the customer told us to do and Stripe did not answer yet; carried out by itself
public record SubscriptionView(
        String plan,
        @Nullable String interval,
        String status,
        PeriodView currentPeriod,
        @Nullable Instant cancelAt,
        @Nullable Instant trialEndAt,
        @Nullable PendingView pendingChange,
        @Nullable WaitingView waiting,
        Suspension.@Nullable Cause suspension) {
    /// Half-open.
    public record PeriodView(Instant start, Instant end) {}

    /// @param takesEffectAt null when it waits for its payment
    /// @param expiresAt until when it can be paid
    /// @param payUrl where
    public record PendingView(
            String plan,
            @Nullable String interval,
            @Nullable Instant takesEffectAt,
            @Nullable Instant expiresAt,
            @Nullable String payUrl) {}

    /// @param kind `change`, `cancel` or `resume`
    /// @param plan of a change
    public record WaitingView(
            String kind, @Nullable String plan, @Nullable String interval, Instant since, Instant nextAttemptAt) {}
}
