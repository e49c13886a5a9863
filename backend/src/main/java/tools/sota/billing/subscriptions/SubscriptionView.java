package tools.sota.billing.subscriptions;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.sota.platform.Money;

/// A subscription as the contract shows it.
///
/// @param suspension why the plan is not in force although it runs at Stripe
/// @param discounts that hold for it
/// @param contract the terms that were agreed, when there are any
/// @param parkedSince since when something is wrong on our side, so that nothing is billed and nothing can change
/// @param payment what is owed for it now
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
        Suspension.@Nullable Cause suspension,
        List<DiscountView> discounts,
        @Nullable ContractView contract,
        @Nullable Instant parkedSince,
        @Nullable PaymentView payment) {
    /// @param code that was typed for it
    /// @param percentOff null when an amount is taken off
    /// @param duration `once`, for the next invoice, or `forever` until the subscription or `ends_at`
    public record DiscountView(
            String name,
            @Nullable String code,
            @Nullable BigDecimal percentOff,
            @Nullable Money amountOff,
            String duration,
            @Nullable Instant endsAt) {
        static DiscountView of(Discount one) {
            var currency = one.currency();
            return new DiscountView(
                    one.name(),
                    one.code(),
                    one.percentOff(),
                    one.amountOff() == null || currency == null ? null : new Money(one.amountOff(), currency),
                    one.isForOnce() ? "once" : one.endsAt() == null ? "forever" : "repeating",
                    one.endsAt());
        }
    }

    /// @param price per interval
    /// @param calls a month
    /// @param netDays until an invoice is late
    public record ContractView(
            Money price, long calls, int netDays, @Nullable String poNumber) {}

    /// Half-open.
    public record PeriodView(Instant start, Instant end) {}

    /// What is owed.
    ///
    /// @param needs `payment`, or `address` when the invoice cannot even be made without one
    /// @param url a page of Stripe's that takes a card and asks for 3-D Secure
    /// @param until when the plan ends, or can no longer begin, if it is not paid; null when that is over
    public record PaymentView(
            String needs, @Nullable String url, @Nullable Instant until) {}

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
