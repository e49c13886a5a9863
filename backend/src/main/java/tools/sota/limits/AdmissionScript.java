package tools.sota.limits;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
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

    private static final byte[] NO_KEY = bytes("0");

    private final List<byte[]> constant;

    AdmissionScript(Node node) {
        this.constant = List.of(
                bytes(node.name()),
                bytes(node.incarnation()),
                bytes(Long.toString(HOLD_STAYS.toMillis())),
                bytes(Long.toString(LOOK_ALIKES.toMillis())));
    }

    /// Asks for all of them in one call.
    ///
    /// @param now in milliseconds
    List<?> ask(Redis redis, List<Attempt> attempts, long now) {
        var keys = new ArrayList<byte[]>(attempts.size() * 4);
        var arguments = new ArrayList<byte[]>(5 + attempts.size() * 3);
        arguments.add(bytes(Long.toString(now)));
        arguments.addAll(constant);
        for (var attempt : attempts) {
            add(attempt, keys, arguments);
        }
        return (List<?>) redis.runRaw(SCRIPT, keys, arguments);
    }

    private static void add(Attempt attempt, List<byte[]> keys, List<byte[]> arguments) {
        var tag = '{' + attempt.accountId().toString() + "}:";
        var key = attempt.key();
        var bucket = tag + "bucket:" + attempt.bucket();
        keys.add(bytes(KeyVersions.redisKey(attempt.accountId(), key == null ? new UUID(0, 0) : key.id())));
        keys.add(bytes(QuotaKeys.state(attempt)));
        keys.add(bytes(bucket));
        arguments.add(key == null ? NO_KEY : bytes(Long.toString(key.version())));
        arguments.add(numbers(attempt));
        for (var limit : attempt.further()) {
            keys.add(bytes(tag + "bucket:" + attempt.bucketOf(limit)));
        }
        if (key != null && key.cap() != null) {
            arguments.add(bytes(key.id().toString()));
        }
        if (!attempt.fingerprint().isEmpty()) {
            keys.add(bytes(tag + "like:" + attempt.fingerprint()));
            arguments.add(bytes(attempt.requestId().toString()));
        }
    }

    private static byte[] numbers(Attempt attempt) {
        var key = attempt.key();
        var further = attempt.further();
        var out = ByteBuffer.allocate(Double.BYTES * (8 + 3 * further.size())).order(ByteOrder.LITTLE_ENDIAN);
        out.putDouble(attempt.calls()).putDouble((double) attempt.allowance().calls());
        out.putDouble(key == null || key.cap() == null ? -1 : key.cap());
        out.putDouble(attempt.fingerprint().isEmpty() ? 0 : 1).putDouble(1 + further.size());
        put(out, attempt.allowance().rate(), attempt.tokens());
        further.forEach(limit -> put(out, limit, attempt.tokens()));
        return out.array();
    }

    private static void put(ByteBuffer out, NamedLimit limit, int tokens) {
        out.putDouble(limit.capacity()).putDouble(limit.perMinute()).putDouble(tokens);
    }

    private static byte[] bytes(String word) {
        return word.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String text(List<?> answer, int at) {
        return new String((byte[]) answer.get(at), StandardCharsets.ISO_8859_1);
    }

    static Reply reply(Attempt attempt, List<?> answer) {
        return switch ((int) number(answer, 0)) {
            case 0 -> decided(Decision.Outcome.ADMITTED, attempt, answer);
            case 1, 2 -> new Reply.OutdatedKey();
            case 3 -> decided(Decision.Outcome.TOO_FAST, attempt, answer);
            case 4 -> new Reply.MustLoad(text(answer, 3));
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
                holds ? hold(attempt, text(answer, 3)) : null,
                text(answer, 5),
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
