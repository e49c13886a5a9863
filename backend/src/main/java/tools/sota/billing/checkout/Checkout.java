package tools.sota.billing.checkout;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A page at Stripe that we opened for an account.
///
/// @param id Stripe's
/// @param status open, complete or expired
/// @param paymentStatus paid, unpaid or no_payment_required
/// @param trial when its card is asked for, now or later; null when it begins with a payment
/// @param promotionCode Stripe's id of the one it was opened with
/// @param trialRefusedAt when its subscription was ended because the owner had a trial before
public record Checkout(
        String id,
        UUID accountId,
        String plan,
        String interval,
        String priceId,
        String status,
        String paymentStatus,
        @Nullable String subscriptionId,
        Instant createdAt,
        @Nullable String trial,
        @Nullable String trialOwner,
        @Nullable String promotionCode,
        @Nullable Instant trialRefusedAt) {

    /// Whether Stripe took the money, or needs none yet.
    boolean isPaid() {
        return "complete".equals(status) && !"unpaid".equals(paymentStatus);
    }
}
