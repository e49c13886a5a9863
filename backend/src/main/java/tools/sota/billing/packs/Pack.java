package tools.sota.billing.packs;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Prepaid calls of an account.
///
/// @param sessionId of the page at Stripe on which it is, or was, paid
/// @param status open, expired (the page, unpaid) or paid
/// @param amount minor units
/// @param months how long it is good for
/// @param expiresAt not in it
/// @param takenBack calls that were paid back, or that a bank takes back
/// @param drawn calls that it has paid for
public record Pack(
        UUID id,
        UUID accountId,
        String sessionId,
        String status,
        long calls,
        long amount,
        String currency,
        int months,
        Instant createdAt,
        @Nullable Instant boughtAt,
        @Nullable Instant expiresAt,
        @Nullable String invoiceId,
        long takenBack,
        long drawn) {
    boolean isPaid() {
        return "paid".equals(status);
    }

    /// Calls that nobody has used or taken back, whether their time is over or not.
    long left() {
        return isPaid() ? Math.max(0, calls - takenBack - drawn) : 0;
    }

    boolean isGoodAt(Instant at) {
        return expiresAt != null && at.isBefore(expiresAt);
    }
}
