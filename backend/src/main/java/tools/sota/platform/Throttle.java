package tools.sota.platform;

import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Slows callers who have no key: one token bucket per limit and caller, in Redis, shared by all nodes. Without Redis
/// each
/// node goes on with buckets of its own, so signing in never depends on it.
public final class Throttle {
    private static final Logger LOG = LoggerFactory.getLogger(Throttle.class);
    private static final Redis.Script SCRIPT = Redis.Script.of("token_bucket", "throttle");
    private static final int NAME_BYTES = 16;

    private final Redis redis;
    private final LocalBuckets local;
    private final Secrets secrets;
    private final Clock clock;
    private final AtomicBoolean alone = new AtomicBoolean();

    public Throttle(Redis redis, Secrets secrets, Clock clock) {
        this.redis = redis;
        this.local = new LocalBuckets();
        this.secrets = secrets.forPurpose("throttle");
        this.clock = clock;
    }

    /// How much of something one caller may do: up to `capacity` at once, then `refill` every `per`.
    public interface Limit {
        String name();

        int capacity();

        int refill();

        Duration per();
    }

    /// What a bucket answered.
    ///
    /// @param left whole tokens
    /// @param waitMillis until it holds a token again, if nobody else takes any
    public record Taken(boolean taken, long left, long waitMillis) {}

    /// @param who whom the limit counts; only a keyed hash of it is kept
    /// @throws ProblemException `too_many_requests`, with a `Retry-After` that is enough for a lone caller
    public void take(Limit limit, String who) {
        var bucket = take(key(limit, who), limit);
        if (!bucket.taken()) {
            long seconds = Math.ceilDiv(bucket.waitMillis(), 1000L);
            throw Problem.TOO_MANY_REQUESTS
                    .because("That was too often for now. Try again in " + seconds + " s.")
                    .retryAfter(seconds);
        }
    }

    private Taken take(String key, Limit limit) {
        long now = clock.millis();
        try {
            var taken = fromRedis(key, limit, now);
            if (alone.compareAndSet(true, false)) {
                LOG.info("Redis answers again; limits of anonymous callers are shared between nodes");
            }
            return taken;
        } catch (Redis.RedisUnavailable e) {
            if (alone.compareAndSet(false, true)) {
                LOG.warn("Redis does not answer; each node limits anonymous callers by itself");
            }
            return local.take(key, limit, 1, now);
        }
    }

    private Taken fromRedis(String key, Limit limit, long now) {
        var arguments = List.of(
                Long.toString(now),
                Integer.toString(limit.capacity()),
                Integer.toString(limit.refill()),
                Long.toString(limit.per().toMillis()));
        var answer = (List<?>) redis.run(SCRIPT, List.of(key), arguments);
        return new Taken(answer.getFirst().equals(1L), (Long) answer.get(1), (Long) answer.getLast());
    }

    private String key(Limit limit, String who) {
        var name = HexFormat.of().formatHex(secrets.mac(who), 0, NAME_BYTES);
        return "throttle:" + limit.name().toLowerCase(Locale.ROOT) + ':' + name;
    }
}
