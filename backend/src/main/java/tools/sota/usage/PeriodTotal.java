package tools.sota.usage;

import java.time.Instant;
import java.util.UUID;
import tools.sota.platform.Environment;

/// Calls charged in a period, before and after a batch of charges.
public record PeriodTotal(UUID accountId, Environment environment, Instant periodStart, long before, long after) {}
