package tools.sota.limits;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import tools.sota.platform.Redis;

/// The calls used and held of a period, in Redis: loaded from the ledger's count, then moved by holds and charges.
///
/// A load and the charges in flight must not miss or double each other. The count is read in one PostgreSQL snapshot
/// that is kept beside it; a charge names its transaction, and is added only if that snapshot did not see it.
final class QuotaState {
    private static final Redis.Script LOAD = Redis.Script.of("quota_load");
    private static final Redis.Script SETTLE = Redis.Script.of("quota_settle");
    private static final Duration LONGER = Duration.ofDays(2);

    private final Redis redis;
    private final CountedCalls counted;
    private final Node node;
    private final Clock clock;

    QuotaState(Redis redis, CountedCalls counted, Node node, Clock clock) {
        this.redis = redis;
        this.counted = counted;
        this.node = node;
        this.clock = clock;
    }

    /// @param seen the generation that was found doubtful; empty when there was none
    void load(Attempt attempt, QuotaKeys keys, String seen) {
        var period = attempt.allowance().period();
        var count = counted.count(attempt.accountId(), attempt.environment(), period.start());
        var snapshot = count.snapshot().split(":", -1);
        redis.run(
                LOAD,
                List.of(keys.state(), keys.holds(), keys.late()),
                List.of(
                        seen,
                        UUID.randomUUID().toString(),
                        Long.toString(count.calls()),
                        snapshot[0],
                        snapshot[1],
                        snapshot[2],
                        Long.toString(clock.millis()),
                        node.name(),
                        node.incarnation(),
                        Long.toString(kept(period).toMillis())));
    }

    /// @param transactionId empty when nothing was charged
    void settle(Attempt attempt, QuotaKeys keys, String hold, String transactionId) {
        redis.run(
                SETTLE,
                List.of(keys.state(), keys.holds(), keys.late()),
                List.of(hold, transactionId, Integer.toString(attempt.calls())));
    }

    /// State is kept until some time after its period, and never past a month by more; a lost one is loaded again.
    Duration kept(Period period) {
        var rest = Duration.between(clock.instant(), period.end());
        var bounded = rest.compareTo(Duration.ofDays(32)) > 0 ? Duration.ofDays(32) : rest;
        return (bounded.isNegative() ? Duration.ZERO : bounded).plus(LONGER);
    }
}
