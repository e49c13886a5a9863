package tools.sota.limits;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import tools.sota.keys.KeyVersions;
import tools.sota.platform.Redis;

/// Speaks `admission.lua`: attempts into its arguments, its answers into replies.
final class AdmissionScript {
    static final Redis.Script SCRIPT = Redis.Script.of("token_bucket", "admission");
    private static final Duration HOLD_STAYS = Duration.ofMinutes(2);
    private static final Duration LOOK_ALIKES = Duration.ofSeconds(10);
    private static final int BEFORE_BUCKETS = 7;

    private final Node node;

    AdmissionScript(Node node) {
        this.node = node;
    }

    /// @param now in milliseconds
    Redis.Call call(List<Attempt> attempts, long now) {
        var keys = new ArrayList<String>(attempts.size() * 4);
        var arguments = new ArrayList<String>(5 + attempts.size() * 10);
        arguments.add(Long.toString(now));
        arguments.add(node.name());
        arguments.add(node.incarnation());
        arguments.add(Long.toString(HOLD_STAYS.toMillis()));
        arguments.add(Long.toString(LOOK_ALIKES.toMillis()));
        attempts.forEach(attempt -> add(attempt, keys, arguments));
        return new Redis.Call(SCRIPT, keys, arguments);
    }

    private static void add(Attempt attempt, List<String> keys, List<String> arguments) {
        var key = attempt.key();
        var tag = '{' + attempt.accountId().toString() + "}:";
        keys.add(KeyVersions.redisKey(attempt.accountId(), key == null ? new UUID(0, 0) : key.id()));
        keys.add(QuotaKeys.of(attempt).state());
        keys.add(tag + "like:" + attempt.fingerprint());
        arguments.add(key == null ? "0" : Long.toString(key.version()));
        arguments.add(Integer.toString(attempt.calls()));
        arguments.add(Long.toString(attempt.allowance().calls()));
        arguments.add(attempt.cappedKey());
        arguments.add(key == null || key.cap() == null ? "0" : key.cap().toString());
        arguments.add(attempt.fingerprint().isEmpty() ? "" : attempt.requestId().toString());
        arguments.add(Integer.toString(1 + attempt.further().size()));
        addBucket(tag + "bucket:" + attempt.bucket(), attempt.allowance().rate(), attempt, keys, arguments);
        for (var limit : attempt.further()) {
            addBucket(tag + "bucket:" + attempt.bucket() + ':' + limit.name(), limit, attempt, keys, arguments);
        }
    }

    private static void addBucket(
            String name, NamedLimit limit, Attempt attempt, List<String> keys, List<String> arguments) {
        keys.add(name);
        arguments.add(Integer.toString(limit.capacity()));
        arguments.add(Integer.toString(limit.perMinute()));
        arguments.add(Integer.toString(attempt.tokens()));
    }

    static Reply reply(Attempt attempt, List<?> answer) {
        return switch ((int) number(answer, 0)) {
            case 0 -> decided(Decision.Outcome.ADMITTED, attempt, answer);
            case 1, 2 -> new Reply.OutdatedKey();
            case 3 -> decided(Decision.Outcome.TOO_FAST, attempt, answer);
            case 4 -> new Reply.MustLoad((String) answer.get(3));
            case 5 -> decided(Decision.Outcome.QUOTA_USED_UP, attempt, answer);
            case 6 -> decided(Decision.Outcome.KEY_CAP_USED_UP, attempt, answer);
            default -> throw new IllegalStateException("Admission answered " + answer);
        };
    }

    private static Reply.Decided decided(Decision.Outcome outcome, Attempt attempt, List<?> answer) {
        var buckets = new ArrayList<Decision.Bucket>(1 + attempt.further().size());
        buckets.add(bucket(attempt.allowance().rate(), answer, BEFORE_BUCKETS));
        for (var limit : attempt.further()) {
            buckets.add(bucket(limit, answer, BEFORE_BUCKETS + 2 * buckets.size()));
        }
        boolean holds = outcome == Decision.Outcome.ADMITTED && attempt.calls() > 0;
        return new Reply.Decided(new Decision(
                outcome,
                attempt.allowance(),
                buckets,
                Math.max(0, (int) number(answer, 6) - 1),
                number(answer, 1),
                number(answer, 2),
                number(answer, 4),
                holds ? hold(attempt, (String) answer.get(3)) : null,
                (String) answer.get(5),
                false));
    }

    static Hold hold(Attempt attempt, String mark) {
        var start = attempt.allowance().period().start();
        return new Hold(attempt.accountId(), attempt.environment(), start, mark, attempt.calls(), attempt.cappedKey());
    }

    private static Decision.Bucket bucket(NamedLimit limit, List<?> answer, int at) {
        return new Decision.Bucket(limit, number(answer, at), Duration.ofMillis(number(answer, at + 1)));
    }

    private static long number(List<?> answer, int at) {
        return (Long) answer.get(at);
    }
}
