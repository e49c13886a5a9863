package tools.sota.billing.subscriptions;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A subscription as the contract shows it.
public record SubscriptionView(
        String plan,
        @Nullable String interval,
        String status,
        PeriodView currentPeriod,
        @Nullable Instant cancelAt,
        @Nullable Instant trialEndAt,
        @Nullable PendingView pendingChange) {
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
}
