package tools.sota.billing.invoices;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One line of an invoice, in its currency.
///
/// @param amount before discounts
/// @param discount what discounts take off it
/// @param itemId the invoice item that it bills; null for the subscription's own
public record InvoiceLine(
        String id,
        UUID invoiceId,
        int position,
        String description,
        long amount,
        @Nullable String priceId,
        boolean proration,
        Instant periodStart,
        Instant periodEnd,
        long discount,
        @Nullable String itemId) {

    /// The same line under the id that the invoice had from the first time it was seen.
    InvoiceLine of(UUID invoice) {
        return new InvoiceLine(
                id,
                invoice,
                position,
                description,
                amount,
                priceId,
                proration,
                periodStart,
                periodEnd,
                discount,
                itemId);
    }
}
