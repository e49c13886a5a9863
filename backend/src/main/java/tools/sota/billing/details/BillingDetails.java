package tools.sota.billing.details;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Whom invoices are made out to.
///
/// @param name of the company, or of the person
/// @param email where receipts go; null: to the owner
/// @param country ISO 3166-1, two letters
/// @param taxIdType as Stripe names it: eu_vat, gb_vat
/// @param memo at the foot of each invoice
/// @param changedAt when the account said so
/// @param toldAt when Stripe took it; null while it waits
/// @param refusal what Stripe said of words that had waited
public record BillingDetails(
        UUID accountId,
        @Nullable String name,
        @Nullable String email,
        @Nullable String line1,
        @Nullable String line2,
        @Nullable String city,
        @Nullable String state,
        @Nullable String postalCode,
        @Nullable String country,
        @Nullable String taxIdType,
        @Nullable String taxId,
        @Nullable String poNumber,
        @Nullable String memo,
        Instant changedAt,
        @Nullable Instant toldAt,
        int attempts,
        @Nullable String refusal) {
    boolean isWaiting() {
        return toldAt == null && refusal == null;
    }

    boolean hasAddress() {
        return country != null;
    }
}
