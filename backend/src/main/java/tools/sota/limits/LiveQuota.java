package tools.sota.limits;

import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import tools.sota.platform.Environment;
import tools.sota.platform.Redis;

/// What admission goes by, for whoever compares it with the ledger.
public final class LiveQuota {
    private static final Redis.Script READ = Redis.Script.of("quota_read");

    private final Redis redis;

    LiveQuota(Redis redis) {
        this.redis = redis;
    }

    /// Calls used in a period, without those held; empty when nobody has asked for them lately.
    ///
    /// @throws Redis.RedisUnavailable when Redis does not answer
    public OptionalLong used(UUID accountId, Environment environment, Instant periodStart) {
        var used = (String) ask(accountId, environment, periodStart, "");
        return used.isEmpty() ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(used));
    }

    /// Has the period counted from the ledger before its next call is admitted.
    public void recount(UUID accountId, Environment environment, Instant periodStart) {
        ask(accountId, environment, periodStart, "1");
    }

    private Object ask(UUID accountId, Environment environment, Instant periodStart, String anew) {
        var keys = QuotaKeys.of(accountId, environment, periodStart);
        return redis.run(READ, List.of(keys.state()), List.of(anew));
    }
}
