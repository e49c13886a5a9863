package tools.sota.billing.packs;

import java.time.Instant;
import java.util.UUID;

/// A month in which calls may be drawn from packs.
///
/// @param periodEnd not in it
/// @param included calls that the plan pays for
public record PackMonth(UUID accountId, Instant periodStart, Instant periodEnd, long included) {}
