package tools.sota.billing.invoices;

import java.time.Instant;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/// What periods were bought for, from the invoices we keep.
public final class PaidValue {
    private final Jdbi jdbi;

    PaidValue(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /// In minor units, less discounts and what was paid back, before taxes, whether it was settled by card or by
    /// credit; 0 for a trial.
    ///
    /// @param price Stripe's id of it
    public long of(UUID account, String subscription, String price, Instant periodStart) {
        return jdbi.withExtension(
                Invoices.class, invoices -> invoices.paidFor(account, subscription, price, periodStart));
    }
}
