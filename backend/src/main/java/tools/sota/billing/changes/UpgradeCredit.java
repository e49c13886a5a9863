package tools.sota.billing.changes;

import java.time.Instant;
import java.util.UUID;

/// What the credit of an upgrade took for granted when it was asked for.
///
/// @param toPrice the price at Stripe that the upgrade leads to
/// @param fromStart when the earlier period began
/// @param monthStart when its running month began
/// @param creditCalls that the credit gives back
/// @param callsLeft of the earlier period
/// @param callsUsed of its running month
public record UpgradeCredit(
        UUID previewId,
        UUID accountId,
        String subscriptionId,
        String toPrice,
        Instant fromStart,
        Instant monthStart,
        long creditCalls,
        long callsLeft,
        long callsUsed,
        Instant askedAt) {
    /// Calls that the credit gave back and that were made all the same.
    ///
    /// @param counted calls from the start of the month to the upgrade
    long madeAllTheSame(long counted) {
        long left = Math.max(0, callsLeft - Math.max(0, counted - callsUsed));
        return Math.max(0, creditCalls - left);
    }
}
