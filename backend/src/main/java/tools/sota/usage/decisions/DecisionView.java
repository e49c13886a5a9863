package tools.sota.usage.decisions;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.sota.platform.Ids;

/// What became of one request, as the contract shows it.
record DecisionView(
        String requestId,
        Instant at,
        String environment,
        @Nullable String keyId,
        @Nullable String product,
        int status,
        String outcome,
        @Nullable String rule,
        int calls,
        String detail,
        @Nullable KeyState key,
        @Nullable Bucket bucket,
        @Nullable Quota quota,
        @Nullable Instant passesAt) {

    /// The key as it is now, not as it was.
    record KeyState(
            String id, @Nullable String name, @Nullable String hint, String status) {}

    record Bucket(long capacity, @Nullable Long remaining) {}

    record Quota(long limit, long used, long held, long remaining) {}

    static DecisionView of(DecisionRows.Row row) {
        var keyId = row.keyId() == null ? null : Ids.show("key", row.keyId());
        var outcome = Explanation.outcome(row);
        return new DecisionView(
                Ids.show("req", row.id()),
                row.at(),
                row.environment(),
                keyId,
                row.product(),
                row.status(),
                outcome,
                outcome.equals("charged") ? null : row.rule(),
                row.calls(),
                Explanation.of(row),
                key(keyId, row),
                row.capacity() == null ? null : new Bucket(row.capacity(), row.tokensLeft()),
                quota(row),
                row.passesAt());
    }

    private static @Nullable KeyState key(@Nullable String keyId, DecisionRows.Row row) {
        return keyId == null || row.keyStatus() == null
                ? null
                : new KeyState(keyId, row.keyName(), row.keyHint(), row.keyStatus());
    }

    private static @Nullable Quota quota(DecisionRows.Row row) {
        var limit = row.quota();
        if (limit == null) {
            return null;
        }
        long used = row.used() == null ? 0 : row.used();
        long held = row.held() == null ? 0 : row.held();
        return new Quota(limit, used, held, Math.max(0, limit - used - held));
    }
}
