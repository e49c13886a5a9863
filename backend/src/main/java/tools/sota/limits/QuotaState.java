package tools.sota.limits;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import tools.sota.platform.Redis;

/// The calls used and held of a period, in Redis: loaded from the ledger's count, then moved by holds and charges.
///
/// A load and the charges in flight must not miss or double each other. The count is read in one PostgreSQL snapshot
/// that is kept beside it; a charge names its transaction, and is added only if that snapshot did not see it.
final class QuotaState {
    private static final Redis.Script LOAD = Redis.Script.of("quota_load");
    private static final Redis.Script SETTLE = Redis.Script.of("quota_settle");
    private static final Redis.Script DOUBT = Redis.Script.of("quota_doubt");
    private static final Duration LONGER = Duration.ofDays(2);
    private static final int GENERATION = 12;
    private static final int TOGETHER = 200;

    private final Redis redis;
    private final CountedCalls counted;
    private final Node node;
    private final Clock clock;
    private final Set<String> doubted = ConcurrentHashMap.newKeySet();

    QuotaState(Redis redis, CountedCalls counted, Node node, Clock clock) {
        this.redis = redis;
        this.counted = counted;
        this.node = node;
        this.clock = clock;
    }

    /// @param seen the generation that was found doubtful; empty when there was none
    void load(Attempt attempt, String seen) {
        var period = attempt.allowance().period();
        var keys = QuotaKeys.of(attempt);
        var count = counted.count(attempt.accountId(), attempt.environment(), period.start());
        var snapshot = count.snapshot().split(":", -1);
        var arguments = new ArrayList<>(List.of(
                seen,
                UUID.randomUUID().toString().substring(0, GENERATION),
                Long.toString(count.calls()),
                snapshot[0],
                snapshot[1],
                snapshot[2],
                Long.toString(clock.millis()),
                node.name(),
                node.incarnation(),
                Long.toString(kept(period).toMillis()),
                count.capped() ? "1" : ""));
        count.keys().forEach((key, calls) -> {
            arguments.add(key.toString());
            arguments.add(calls.toString());
        });
        redis.run(LOAD, List.of(keys.state(), keys.late()), arguments);
    }

    /// @param transaction empty when nothing was charged
    void settle(String transaction, List<Settling.Ended> ended) {
        var periods = new LinkedHashMap<QuotaKeys, List<String>>();
        for (var one : ended) {
            var arguments = periods.computeIfAbsent(
                    QuotaKeys.of(one.hold()), keys -> new ArrayList<>(List.of(transaction, node.name())));
            arguments.add(one.hold().mark());
            arguments.add(Integer.toString(one.hold().calls()));
            arguments.add(Integer.toString(one.charged()));
            arguments.add(one.hold().cappedKey());
        }
        var calls = new ArrayList<Redis.Call>(periods.size());
        periods.forEach(
                (keys, arguments) -> calls.add(new Redis.Call(SETTLE, List.of(keys.state(), keys.late()), arguments)));
        for (int at = 0; at < calls.size(); at += TOGETHER) {
            settle(calls.subList(at, Math.min(calls.size(), at + TOGETHER)));
        }
    }

    private void settle(List<Redis.Call> calls) {
        try {
            redis.runAll(calls);
        } catch (Redis.RedisUnavailable e) {
            calls.forEach(call -> doubted.add(call.keys().getFirst()));
        }
    }

    /// The period is counted anew as soon as Redis can be told.
    void doubt(Attempt attempt) {
        doubted.add(QuotaKeys.of(attempt).state());
    }

    void doubt(Hold hold) {
        doubted.add(QuotaKeys.of(hold).state());
    }

    /// Tells Redis what is doubted; what it does not hear is told again.
    void tellDoubts() {
        for (var state : List.copyOf(doubted)) {
            redis.run(DOUBT, List.of(state), List.of(node.name()));
            doubted.remove(state);
        }
    }

    /// State is kept until some time after its period, and never past a month by more; a lost one is loaded again.
    private Duration kept(Period period) {
        var rest = Duration.between(clock.instant(), period.end());
        var bounded = rest.compareTo(Duration.ofDays(32)) > 0 ? Duration.ofDays(32) : rest;
        return (bounded.isNegative() ? Duration.ZERO : bounded).plus(LONGER);
    }
}
