package tools.sota.billing.moneyback;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Money on its way back, as Stripe has it.
///
/// @param paybackId the order of ours that it carries out; null when it was made elsewhere
/// @param status in Stripe's words: one that succeeded may still fail
public record Refund(
        String id,
        String chargeId,
        UUID accountId,
        @Nullable String paybackId,
        long amount,
        String currency,
        String status,
        @Nullable String reason,
        @Nullable String failureReason,
        Instant createdAt) {
    /// The money is not with the customer and will not get there by this refund.
    boolean isLost() {
        return "failed".equals(status) || "canceled".equals(status);
    }

    boolean isSucceeded() {
        return "succeeded".equals(status);
    }
}
