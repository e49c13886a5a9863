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
        var arguments = new ArrayList<byte[]>(5 + attempts.size());
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
        var out = ByteBuffer.allocate(Double.BYTES * (9 + 3 * further.size())).order(ByteOrder.LITTLE_ENDIAN);
        out.putDouble(key == null ? 0 : (double) key.version());
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

    /// The shape is told in `admission.lua`.
    private record Said(int decision, long used, long held, long usedByKey, int by, String mark, String alike) {
        static Said read(ByteBuffer answer) {
            return new Said(
                    (int) number(answer),
                    number(answer),
                    number(answer),
                    number(answer),
                    (int) number(answer),
                    word(answer),
                    word(answer));
        }
    }

    static Reply reply(Attempt attempt, Object answer) {
        var rest = ByteBuffer.wrap((byte[]) answer).order(ByteOrder.LITTLE_ENDIAN);
        var said = Said.read(rest);
        return switch (said.decision()) {
            case 0 -> decided(Decision.Outcome.ADMITTED, attempt, said, rest);
            case 1, 2 -> new Reply.OutdatedKey();
            case 3 -> decided(Decision.Outcome.TOO_FAST, attempt, said, rest);
            case 4 -> new Reply.MustLoad(said.mark());
            case 5 -> decided(Decision.Outcome.QUOTA_USED_UP, attempt, said, rest);
            case 6 -> decided(Decision.Outcome.KEY_CAP_USED_UP, attempt, said, rest);
            default -> throw new IllegalStateException("Admission answered " + said);
        };
    }

    private static Reply.Decided decided(Decision.Outcome outcome, Attempt attempt, Said said, ByteBuffer rest) {
        var buckets = new ArrayList<Decision.Bucket>(1 + attempt.further().size());
        buckets.add(bucket(attempt.allowance().rate(), rest));
        for (var limit : attempt.further()) {
            buckets.add(bucket(limit, rest));
        }
        boolean holds = outcome == Decision.Outcome.ADMITTED && attempt.calls() > 0;
        return new Reply.Decided(new Decision(
                outcome,
                attempt.allowance(),
                buckets,
                Math.max(0, said.by() - 1),
                said.used(),
                said.held(),
                said.usedByKey(),
                holds ? hold(attempt, said.mark()) : null,
                said.alike(),
                false));
    }

    static Hold hold(Attempt attempt, String mark) {
        var start = attempt.allowance().period().start();
        return new Hold(attempt.accountId(), attempt.environment(), start, mark, attempt.calls(), attempt.cappedKey());
    }

    private static Decision.Bucket bucket(NamedLimit limit, ByteBuffer rest) {
        return new Decision.Bucket(limit, number(rest), Duration.ofMillis(number(rest)));
    }

    private static long number(ByteBuffer answer) {
        return (long) answer.getDouble();
    }

    private static String word(ByteBuffer answer) {
        int start = answer.position();
        while (answer.get() != 0) {
            // Up to the zero byte that ends it.
        }
        var word = new byte[answer.position() - 1 - start];
        answer.get(start, word);
        return new String(word, StandardCharsets.ISO_8859_1);
    }
}
