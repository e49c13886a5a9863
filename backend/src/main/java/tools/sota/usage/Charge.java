package tools.sota.usage;

import java.time.Instant;
import java.util.UUID;
import tools.sota.platform.Environment;

/// One row of the ledger: a call that was answered with a 2xx.
///
/// @param id the request's id
/// @param calls what it costs
/// @param periodStart of the period that it was admitted in
public record Charge(
        UUID id,
        UUID accountId,
        Environment environment,
        UUID keyId,
        String product,
        int calls,
        int status,
        Instant at,
        Instant periodStart) {}
