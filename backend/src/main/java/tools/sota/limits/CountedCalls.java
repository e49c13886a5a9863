package tools.sota.limits;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import tools.sota.platform.Environment;

/// What the ledger has charged in a period. `usage` implements it; admission loads its state from here.
public interface CountedCalls {
    /// Everything that this node has charged is in it.
    Count count(UUID accountId, Environment environment, Instant periodStart);

    /// @param calls charged by the transactions that the snapshot sees
    /// @param snapshot `xmin:xmax:xip,…` as PostgreSQL prints a `pg_snapshot`
    /// @param capped whether the account has keys with caps of their own
    /// @param keys calls per key, where some have caps
    record Count(long calls, String snapshot, boolean capped, Map<UUID, Long> keys) {}
}
