package tools.sota.billing.checkout;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A page at Stripe that we opened for an account.
///
/// @param id Stripe's
/// @param status open, complete or expired
/// @param paymentStatus paid, unpaid or no_payment_required
public record Checkout(
        String id,
        UUID accountId,
        String plan,
        String interval,
        String priceId,
        String status,
        String paymentStatus,
        @Nullable String subscriptionId,
        Instant createdAt) {

    /// Whether Stripe took the money, or needs none yet.
    boolean isPaid() {
        return "complete".equals(status) && !"unpaid".equals(paymentStatus);
    }
}
