package tools.sota.billing.invoices;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What an invoice was lowered by after it was final, as Stripe has it.
///
/// @param invoiceId Stripe's
/// @param paybackId the order of ours that it belongs to; null when it was made elsewhere
/// @param amount in minor units, tax included
public record CreditNote(
        String id,
        UUID accountId,
        String invoiceId,
        String number,
        @Nullable String paybackId,
        long amount,
        String currency,
        String status,
        Instant createdAt,
        Instant readAt) {
    boolean isIssued() {
        return "issued".equals(status);
    }
}
