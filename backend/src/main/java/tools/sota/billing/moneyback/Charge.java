package tools.sota.billing.moneyback;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A payment that arrived, as Stripe has it.
///
/// @param invoiceId Stripe's id of the invoice it paid; null for none
/// @param refunded what Stripe counts as given back, in minor units; falls again when a refund fails
public record Charge(
        String id,
        UUID accountId,
        String customerId,
        @Nullable String intentId,
        @Nullable String invoiceId,
        long amount,
        long refunded,
        String currency,
        boolean disputed,
        Instant createdAt) {
    Charge of(@Nullable String invoice) {
        return new Charge(
                id, accountId, customerId, intentId, invoice, amount, refunded, currency, disputed, createdAt);
    }

    long left() {
        return amount - refunded;
    }
}
