package tools.sota.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import redis.clients.jedis.RedisClient;
import tools.sota.testing.Services;

/// The bucket of the Lua file and the one of this process, against an exact reference.
class TokenBucketTest {
    private static final Redis.Script THROTTLE = Redis.Script.of("token_bucket", "throttle");
    private static Redis redis;
    private static RedisClient plain;

    @BeforeAll
    static void open() {
        redis = Redis.open(URI.create(Services.redis().uri()));
        plain = RedisClient.create(URI.create(Services.redis().uri()));
    }

    @AfterAll
    static void close() {
        redis.close();
        plain.close();
    }

    private record Limit(int capacity, int refill, Duration per) implements Throttle.Limit {
        @Override
        public String name() {
            return "test";
        }
    }

    @FunctionalInterface
    interface Bucket {
        Throttle.Taken take(Throttle.Limit limit, long now);
    }

    enum Kind {
        REDIS {
            @Override
            Bucket fresh() {
                var key = "bucket:" + System.nanoTime();
                return (limit, now) -> inRedis(key, limit, now);
            }
        },
        LOCAL {
            @Override
            Bucket fresh() {
                var buckets = new LocalBuckets();
                return (limit, now) -> buckets.take("one", limit, 1, now);
            }
        };

        abstract Bucket fresh();
    }

    /// Tokens as an exact fraction over `per`; nothing of the code under test.
    private static final class Reference {
        private final Limit limit;
        private BigInteger parts;
        private long at = Long.MIN_VALUE;

        Reference(Limit limit) {
            this.limit = limit;
            this.parts = full();
        }

        boolean take(long now) {
            if (at != Long.MIN_VALUE && now > at) {
                var gained = BigInteger.valueOf(now - at).multiply(BigInteger.valueOf(limit.refill()));
                parts = parts.add(gained).min(full());
            }
            at = Math.max(at, now);
            if (parts.compareTo(per()) < 0) {
                return false;
            }
            parts = parts.subtract(per());
            return true;
        }

        long left() {
            return parts.divide(per()).longValueExact();
        }

        /// By trying each millisecond, not by a formula.
        long waitFrom(long now) {
            long later = now;
            var atThen = parts;
            while (atThen.compareTo(per()) < 0) {
                later++;
                atThen = later <= at ? parts : parts.add(BigInteger.valueOf((later - at) * limit.refill()));
            }
            return later - now;
        }

        private BigInteger per() {
            return BigInteger.valueOf(limit.per().toMillis());
        }

        private BigInteger full() {
            return per().multiply(BigInteger.valueOf(limit.capacity()));
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void agreesWithTheReferenceWhateverTheTimes(Kind kind) {
        long seed = System.nanoTime();
        System.out.println(kind + " token buckets with seed " + seed);
        var random = new Random(seed);
        for (int run = 0; run < 150; run++) {
            var limit = new Limit(
                    1 + random.nextInt(8), 1 + random.nextInt(12), Duration.ofMillis(1 + random.nextInt(3000)));
            var reference = new Reference(limit);
            var bucket = kind.fresh();
            long now = 1_795_000_000_000L;
            for (int step = 0; step < 40; step++) {
                now += random.nextInt(10) == 0 ? -random.nextInt(500) : random.nextInt(400);
                boolean expected = reference.take(now);
                var taken = bucket.take(limit, now);
                assertThat(taken)
                        .as("seed %s, run %s, step %s, %s", seed, run, step, limit)
                        .isEqualTo(new Throttle.Taken(expected, reference.left(), reference.waitFrom(now)));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void fractionsOfATokenAddUp(Kind kind) {
        var limit = new Limit(1, 1, Duration.ofSeconds(1));
        var bucket = kind.fresh();
        bucket.take(limit, 0);

        assertThat(bucket.take(limit, 400).taken()).isFalse();
        assertThat(bucket.take(limit, 800).taken()).isFalse();
        assertThat(bucket.take(limit, 1000).taken()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void theWaitIsEnoughAndNotLonger(Kind kind) {
        var limit = new Limit(3, 7, Duration.ofSeconds(10));
        var bucket = kind.fresh();
        for (int number = 0; number < 3; number++) {
            assertThat(bucket.take(limit, 0).taken()).isTrue();
        }
        long wait = bucket.take(limit, 0).waitMillis();

        assertThat(bucket.take(limit, wait - 1).taken()).isFalse();
        assertThat(bucket.take(limit, wait).taken()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void aClockThatIsBehindGainsNothingAndTakesNothingAway(Kind kind) {
        var limit = new Limit(1, 1, Duration.ofSeconds(1));
        var bucket = kind.fresh();
        bucket.take(limit, 10_000);

        var behind = bucket.take(limit, 5_000);

        assertThat(behind).isEqualTo(new Throttle.Taken(false, 0, 6_000));
        assertThat(bucket.take(limit, 10_999).taken()).isFalse();
        assertThat(bucket.take(limit, 11_000).taken()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void aYearOfRestFillsTheBucketAndNoMore(Kind kind) {
        var limit = new Limit(5, 5, Duration.ofSeconds(60));
        var bucket = kind.fresh();
        bucket.take(limit, 0);
        long later = Duration.ofDays(365).toMillis();

        for (int number = 0; number < 5; number++) {
            assertThat(bucket.take(limit, later).taken()).isTrue();
        }
        assertThat(bucket.take(limit, later).taken()).isFalse();
    }

    @Test
    void everyBucketHasATimeToLiveHoweverItAnswered() {
        var key = "bucket:" + System.nanoTime();
        var limit = new Limit(1, 1, Duration.ofHours(1));
        for (int number = 0; number < 3; number++) {
            inRedis(key, limit, 0);
            assertThat(plain.pttl(key)).isBetween(3_600_000L, 3_660_000L);
        }
    }

    @Test
    void aSmallerBucketKeepsNoMoreThanItHolds() {
        var key = "bucket:" + System.nanoTime();
        inRedis(key, new Limit(100, 1, Duration.ofHours(1)), 0);

        assertThat(inRedis(key, new Limit(1, 1, Duration.ofHours(1)), 0).taken())
                .isTrue();
        assertThat(inRedis(key, new Limit(1, 1, Duration.ofHours(1)), 0).taken())
                .isFalse();
    }

    @Test
    void anotherTimeBaseKeepsTheTokens() {
        var key = "bucket:" + System.nanoTime();
        var hourly = new Limit(4, 1, Duration.ofHours(1));
        inRedis(key, hourly, 0);
        inRedis(key, hourly, 0);

        var byMinute = new Limit(4, 1, Duration.ofMinutes(1));
        assertThat(inRedis(key, byMinute, 0).taken()).isTrue();
        assertThat(inRedis(key, byMinute, 0).taken()).isTrue();
        assertThat(inRedis(key, byMinute, 0)).isEqualTo(new Throttle.Taken(false, 0, 60_000));
    }

    private static Throttle.Taken inRedis(String key, Throttle.Limit limit, long now) {
        var arguments = List.of(
                Long.toString(now),
                Integer.toString(limit.capacity()),
                Integer.toString(limit.refill()),
                Long.toString(limit.per().toMillis()));
        var answer = (List<?>) redis.run(THROTTLE, List.of(key), arguments);
        return new Throttle.Taken(answer.getFirst().equals(1L), (Long) answer.get(1), (Long) answer.getLast());
    }
}
