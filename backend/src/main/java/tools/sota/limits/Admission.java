package tools.sota.limits;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import tools.sota.keys.KeyVersions;
import tools.sota.platform.Redis;

/// Decides in one Redis call whether a request may run: its key's version, a token of its bucket, its calls of the
/// period. Redis is a cache of PostgreSQL here: missing or doubtful state is loaded, never taken for permission.
public final class Admission {
    private static final Redis.Script ADMIT = Redis.Script.of("token_bucket", "admission");
    private static final Duration LONGEST_HOLD = Duration.ofSeconds(60);
    private static final int TRIES = 5;
    private static final long ADMITTED = 0;
    private static final long KEY_UNKNOWN = 1;
    private static final long KEY_OUTDATED = 2;
    private static final long TOO_FAST = 3;
    private static final long QUOTA_UNKNOWN = 4;
    private static final long USED_UP = 5;

    private final Redis redis;
    private final QuotaState quotas;
    private final Node node;
    private final Clock clock;

    Admission(Redis redis, QuotaState quotas, Node node, Clock clock) {
        this.redis = redis;
        this.quotas = quotas;
        this.node = node;
        this.clock = clock;
    }

    /// @throws OutdatedKey when the caller must read its key again, publish its version and come back
    /// @throws Redis.RedisUnavailable when nobody can decide
    public Decision admit(Attempt attempt) {
        var quota = QuotaKeys.of(attempt);
        for (int tries = 0; tries < TRIES; tries++) {
            var answer = ask(attempt, quota);
            long decision = number(answer, 0);
            if (decision == QUOTA_UNKNOWN) {
                quotas.load(attempt, quota, text(answer, 5));
            } else if (decision == KEY_UNKNOWN || decision == KEY_OUTDATED) {
                throw new OutdatedKey();
            } else {
                return decision(attempt.allowance(), decision, answer);
            }
        }
        throw new IllegalStateException("The quota of account " + attempt.accountId() + " could not be loaded");
    }

    /// Ends a hold that was charged by a PostgreSQL transaction.
    public void charged(Attempt attempt, long transactionId) {
        quotas.settle(attempt, QuotaKeys.of(attempt), holdName(attempt), Long.toString(transactionId));
    }

    /// Ends a hold that was not charged.
    public void release(Attempt attempt) {
        quotas.settle(attempt, QuotaKeys.of(attempt), holdName(attempt), "");
    }

    private List<?> ask(Attempt attempt, QuotaKeys quota) {
        var now = clock.millis();
        var allowance = attempt.allowance();
        var key = attempt.key();
        var version = key == null ? "0" : Long.toString(key.version());
        var versionKey = KeyVersions.redisKey(attempt.accountId(), key == null ? new UUID(0, 0) : key.id());
        var keys = List.of(versionKey, quota.bucket(), quota.state(), quota.holds());
        var arguments = List.of(
                Long.toString(now),
                version,
                Integer.toString(allowance.capacity()),
                Integer.toString(allowance.perMinute()),
                Integer.toString(attempt.calls()),
                Long.toString(allowance.calls()),
                attempt.requestId().toString(),
                node.name(),
                node.incarnation(),
                Long.toString(now + LONGEST_HOLD.toMillis()),
                Long.toString(quotas.kept(allowance.period()).toMillis()));
        return (List<?>) redis.run(ADMIT, keys, arguments);
    }

    private String holdName(Attempt attempt) {
        return attempt.requestId() + ":" + node.name() + ':' + node.incarnation() + ':' + attempt.calls();
    }

    private static Decision decision(Allowance allowance, long decision, List<?> answer) {
        var outcome = decision == ADMITTED
                ? Decision.Outcome.ADMITTED
                : decision == TOO_FAST ? Decision.Outcome.TOO_FAST : usedUp(decision);
        return new Decision(
                outcome,
                allowance,
                number(answer, 1),
                Duration.ofMillis(number(answer, 2)),
                number(answer, 3),
                number(answer, 4));
    }

    private static Decision.Outcome usedUp(long decision) {
        if (decision != USED_UP) {
            throw new IllegalStateException("Admission answered " + decision);
        }
        return Decision.Outcome.QUOTA_USED_UP;
    }

    private static long number(List<?> answer, int at) {
        return (Long) answer.get(at);
    }

    private static String text(List<?> answer, int at) {
        return String.valueOf(answer.get(at));
    }

    /// The key has changed since the caller read it, or Redis has lost its version.
    public static final class OutdatedKey extends RuntimeException {
        private static final long serialVersionUID = 1L;

        OutdatedKey() {
            super("The key has changed since it was read", null, false, false);
        }
    }
}
