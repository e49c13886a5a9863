package tools.sota.usage;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.sota.platform.Environment;

/// One row of the ledger: a call that was answered with a 2xx.
///
/// @param id the request's id, which holds the time that the row is booked at
/// @param calls what it costs
/// @param periodStart of the period that it was admitted in
/// @param lookAlike an equal request moments before
public record Charge(
        UUID id,
        UUID accountId,
        Environment environment,
        UUID keyId,
        String product,
        int calls,
        int status,
        Instant periodStart,
        @Nullable UUID lookAlike) {

    /// When the request came in.
    public Instant at() {
        return Instant.ofEpochMilli(id.getMostSignificantBits() >>> 16);
    }
}
