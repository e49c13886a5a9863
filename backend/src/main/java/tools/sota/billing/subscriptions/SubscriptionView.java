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
        @Nullable Instant trialEndAt) {
    /// Half-open.
    public record PeriodView(Instant start, Instant end) {}
}
