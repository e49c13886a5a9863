package tools.sota.billing.invoices;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One invoice as Stripe has it. Public, like every row here, because JDBI binds the methods of public types alone.
///
/// @param id ours
/// @param subscriptionId null for one made by hand
/// @param reason why Stripe made it
/// @param tax in the total, in minor units
/// @param stuck why a draft cannot be made final, in Stripe's words
/// @param periodStart start of what its lines pay for
/// @param readAt when Stripe was asked, and so how old its links are
public record Invoice(
        UUID id,
        String stripeId,
        UUID accountId,
        @Nullable String subscriptionId,
        @Nullable String number,
        String status,
        @Nullable String reason,
        String currency,
        long total,
        long amountDue,
        long amountPaid,
        long tax,
        @Nullable String stuck,
        Instant periodStart,
        Instant periodEnd,
        @Nullable String hostedUrl,
        Instant createdAt,
        @Nullable Instant paidAt,
        Instant readAt) {

    /// Money came in: a trial's invoice over nothing is paid, too, but is no payment.
    boolean isPayment() {
        return "paid".equals(status) && amountPaid > 0;
    }

    boolean isDraft() {
        return "draft".equals(status);
    }
}
