package tools.sota.usage.reconcile;

import java.time.Instant;
import java.util.OptionalLong;
import java.util.UUID;
import tools.sota.limits.LiveQuota;
import tools.sota.platform.Environment;

/// The calls of a period as admission counts them now.
public interface LiveCounts {
    /// Calls charged and settled; empty when admission has no state of the period, which is no drift: it will be
    /// loaded.
    OptionalLong used(UUID accountId, Environment environment, Instant periodStart);

    /// Makes admission count the period anew before it decides again.
    void recount(UUID accountId, Environment environment, Instant periodStart);

    static LiveCounts of(LiveQuota quota) {
        return new LiveCounts() {
            @Override
            public OptionalLong used(UUID accountId, Environment environment, Instant periodStart) {
                return quota.used(accountId, environment, periodStart);
            }

            @Override
            public void recount(UUID accountId, Environment environment, Instant periodStart) {
                quota.recount(accountId, environment, periodStart);
            }
        };
    }
}
