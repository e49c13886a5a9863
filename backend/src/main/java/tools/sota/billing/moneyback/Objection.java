package tools.sota.billing.moneyback;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What a customer's bank objects to, as Stripe has it.
///
/// @param kind `dispute` when the bank has taken the money, `warning` when it may
/// @param status in Stripe's words; of an early fraud warning `actionable` or `acted_on`
/// @param amount in minor units; null for an early fraud warning
public record Objection(
        String id,
        String chargeId,
        UUID accountId,
        String kind,
        String status,
        String reason,
        @Nullable Long amount,
        @Nullable String currency,
        Instant createdAt) {
    boolean isDispute() {
        return "dispute".equals(kind);
    }
}
