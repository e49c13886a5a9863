package tools.sota.billing.changes;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.sota.catalog.Interval;

/// What a change would cost, as it was shown; the change is made with these figures or not at all. Amounts are minor
/// units of the currency.
///
/// @param fromPrice the price at Stripe that the subscription was on
/// @param fromStart when the period began that was running
/// @param callsUsed of the running month when it was shown
/// @param takesEffectAt when it begins; for a change at once the moment of the preview
/// @param price of the new plan
/// @param credit for what is left of the running period
/// @param discount that coupons take off
/// @param tax on top
/// @param other what waits for the next invoice anyway, such as calls beyond the plan
/// @param balance at Stripe that the invoice uses up
/// @param due what is charged now
/// @param nextAmount of the first whole period after it, as far as it is known
/// @param usedAt when the change was made
public record Preview(
        UUID id,
        UUID accountId,
        String subscriptionId,
        String fromPrice,
        Instant fromStart,
        String plan,
        Interval interval,
        String priceId,
        ChangeKind kind,
        long callsUsed,
        Instant takesEffectAt,
        String currency,
        long price,
        long credit,
        long discount,
        long tax,
        long other,
        long balance,
        long due,
        long nextAmount,
        Instant createdAt,
        Instant expiresAt,
        @Nullable Instant usedAt) {
    /// When the whole price of the new plan is due next.
    Instant nextInvoiceAt() {
        return kind.nextInvoice(takesEffectAt, interval);
    }
}
