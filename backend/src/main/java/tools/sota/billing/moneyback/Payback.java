package tools.sota.billing.moneyback;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.sota.platform.Ids;
import tools.sota.platform.Money;

/// What we have decided to pay back. Carried out at once; after a crash or an outage of Stripe by the next job.
///
/// @param amount in minor units
/// @param cause `guarantee` or `operator`
/// @param reason in Stripe's words
/// @param orderedBy a user, or the name of a command
/// @param ends a subscription that ends at once with it
/// @param refused why Stripe will not do it
/// @param uncredited why there is no credit note although the money went back
public record Payback(
        UUID id,
        UUID accountId,
        String invoiceId,
        String chargeId,
        long amount,
        String currency,
        String cause,
        String reason,
        String note,
        String orderedBy,
        @Nullable String ends,
        Instant createdAt,
        @Nullable String refundId,
        @Nullable Instant doneAt,
        @Nullable String refused,
        @Nullable String creditNoteId,
        @Nullable String uncredited) {
    /// Its name in Stripe's metadata, and in every idempotency key of it.
    public String shown() {
        return Ids.show("pbk", id);
    }

    public String status() {
        return refused != null ? "refused" : doneAt == null ? "waiting" : "done";
    }

    /// As the contract shows it.
    record View(
            String id, String account, String invoice, Money amount, String cause, String status, Instant createdAt) {}

    View view() {
        return new View(
                shown(),
                Ids.show("acc", accountId),
                invoiceId,
                new Money(amount, currency),
                cause,
                status(),
                createdAt);
    }
}
