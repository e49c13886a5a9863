package tools.sota.billing.subscriptions;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One subscription as Stripe has it.
///
/// @param status in Stripe's words, also ones we do not know
/// @param plan null when its price is no plan of ours
/// @param fromUs whether it began in our checkout
/// @param anchor the start of its first period; monthly anniversaries count from here
/// @param cancelAt when it will end, however that was asked for
/// @param pendingPlan what it will change to
/// @param pendingAt when that takes effect; null when it waits for its payment
/// @param pendingExpiresAt until when that can be paid
/// @param netDays how long an invoice of it may stay unpaid; 0 when a card is charged
/// @param taxed whether Stripe adds tax to its invoices
/// @param unpaidSince the first renewal that is still owed; read from our invoices, so null in what Stripe has just
/// said
/// @param stuckSince the first renewal whose invoice cannot be made final; from there as well
public record Subscription(
        String id,
        UUID accountId,
        String customerId,
        String status,
        @Nullable String plan,
        @Nullable String interval,
        String priceId,
        boolean fromUs,
        Instant periodStart,
        Instant periodEnd,
        Instant anchor,
        @Nullable Instant cancelAt,
        @Nullable Instant trialEndAt,
        @Nullable Instant endedAt,
        Instant createdAt,
        @Nullable String pendingPlan,
        @Nullable String pendingInterval,
        @Nullable Instant pendingAt,
        @Nullable Instant pendingExpiresAt,
        int netDays,
        boolean taxed,
        @Nullable Instant unpaidSince,
        @Nullable Instant stuckSince) {
    /// Every word Stripe had when this was written.
    public static final Set<String> KNOWN = Set.of(
            "active", "trialing", "past_due", "incomplete", "incomplete_expired", "unpaid", "paused", "canceled");

    /// For how long Stripe lets a first payment wait.
    static final Duration WAITS = Duration.ofHours(23);

    private static final Set<String> OVER = Set.of("canceled", "incomplete_expired");

    /// It will never change again.
    public boolean isOver() {
        return OVER.contains(status);
    }

    /// Its first payment waits for the customer, for at most 23 hours.
    public boolean isWaiting() {
        return "incomplete".equals(status);
    }

    /// A renewal could not be charged.
    public boolean isOwing() {
        return "past_due".equals(status) || "unpaid".equals(status);
    }

    /// A renewal could not even be invoiced; Stripe says nothing of it in the status.
    public boolean isStuck() {
        return "active".equals(status) && stuckSince != null;
    }

    /// It takes the account's one place, entitled or not: a word that we do not know does, too.
    public boolean isLive() {
        return plan != null && !isOver() && !isWaiting();
    }
}
