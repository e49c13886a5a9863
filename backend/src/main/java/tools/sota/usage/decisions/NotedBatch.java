package tools.sota.usage.decisions;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.sota.platform.Environment;

/// What is written together. Its records have the columns of their tables.
///
/// @param number of this process; grows by one
record NotedBatch(long number, List<Full> full, List<Hourly> hourly, List<PerMinute> perMinute) {
    /// A row of `decision`.
    record Full(
            UUID accountId,
            UUID id,
            Environment environment,
            @Nullable UUID keyId,
            @Nullable String product,
            int status,
            String rule,
            int calls,
            @Nullable Long capacity,
            @Nullable Long tokensLeft,
            @Nullable Long quota,
            @Nullable Long used,
            @Nullable Long held,
            @Nullable Instant passesAt,
            Instant at) {
        static Full of(DecisionNote note) {
            var limits = note.limits();
            return new Full(
                    note.accountId(),
                    note.requestId(),
                    note.environment(),
                    note.keyId(),
                    note.product(),
                    note.status(),
                    note.rule(),
                    note.calls(),
                    limits == null ? null : limits.capacity(),
                    limits == null ? null : limits.tokensLeft(),
                    limits == null ? null : limits.quota(),
                    limits == null ? null : limits.used(),
                    limits == null ? null : limits.held(),
                    note.passesAt(),
                    note.at());
        }
    }

    /// A row of `decision_hourly`.
    record Hourly(
            UUID accountId,
            Environment environment,
            Instant hour,
            @Nullable UUID keyId,
            @Nullable String product,
            int status,
            long requests) {}

    /// A row of `decision_minute`.
    record PerMinute(UUID accountId, @Nullable UUID keyId, String rule, Instant minute, long requests) {}

    boolean isEmpty() {
        return full.isEmpty() && hourly.isEmpty();
    }
}
