package tools.sota.billing.overage;

import java.time.Instant;
import java.util.UUID;

/// A month in which calls beyond the plan's could pass.
///
/// @param periodEnd not in it
/// @param included calls that the plan pays for
/// @param beyond the most that was allowed after them at any time
public record OverageTerms(
        UUID accountId,
        Instant periodStart,
        Instant periodEnd,
        String plan,
        long included,
        long beyond,
        long microsPerCall,
        String currency) {
    CallPrice price() {
        return new CallPrice(microsPerCall, currency);
    }

    /// Of the calls that were counted, those that are billed; never more than the customer allowed, even where an
    /// outage of our stores let more pass.
    long beyondOf(long counted) {
        return Math.clamp(counted - included, 0, beyond);
    }
}
