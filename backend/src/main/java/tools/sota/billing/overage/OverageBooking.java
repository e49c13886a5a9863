package tools.sota.billing.overage;

import java.time.Instant;
import java.util.UUID;

/// A part of a month's calls beyond the plan's, as one line of an invoice.
///
/// @param part 1 for the first of the month; further ones are of calls that were counted later
/// @param amount minor units
public record OverageBooking(UUID accountId, Instant periodStart, int part, long calls, long amount) {
    /// Names the fact, so that it is billed once however often it is tried.
    String fact() {
        return "overage-" + accountId + '-' + periodStart.getEpochSecond() + '-' + part;
    }
}
