package tools.sota.billing.contracts;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.sota.catalog.Interval;
import tools.sota.platform.Ids;

/// Terms that were agreed with one customer.
///
/// @param plan the catalog's plan that is sold by contract
/// @param amount per interval, in minor units
/// @param calls a month
/// @param netDays after which an invoice is late
/// @param subscriptionId Stripe's, once it is there
/// @param refused why it cannot be carried out
/// @param ending whether it ends with its period
public record Contract(
        UUID id,
        UUID accountId,
        String plan,
        Interval interval,
        long amount,
        String currency,
        long calls,
        int capacity,
        int perMinute,
        int netDays,
        @Nullable String poNumber,
        Instant createdAt,
        @Nullable String subscriptionId,
        @Nullable String refused,
        boolean ending,
        @Nullable Instant endedAt) {
    public String shown() {
        return Ids.show("ctr", id);
    }
}
