package tools.sota.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.RedisClient;
import tools.sota.sandbox.Durability;
import tools.sota.testing.InParallel;
import tools.sota.testing.MovableClock;
import tools.sota.testing.Services;

class ThrottleTest {
    private final MovableClock clock = new MovableClock();

    private enum Some implements Throttle.Limit {
        FEW;

        @Override
        public int capacity() {
            return 3;
        }

        @Override
        public int refill() {
            return 3;
        }

        @Override
        public Duration per() {
            return Duration.ofHours(1);
        }
    }

    @Test
    void countsEachCallerByItself() {
        try (var redis = Redis.open(URI.create(Services.redis().uri()))) {
            var throttle = throttle(redis);
            var one = fresh();
            spend(throttle, one);

            assertThatThrownBy(() -> throttle.take(Some.FEW, one)).isInstanceOf(ProblemException.class);
            assertThatCode(() -> throttle.take(Some.FEW, fresh())).doesNotThrowAnyException();
        }
    }

    @Test
    void theWaitItNamesIsEnough() {
        try (var redis = Redis.open(URI.create(Services.redis().uri()))) {
            var throttle = throttle(redis);
            var caller = fresh();
            spend(throttle, caller);
            var refused = refusal(throttle, caller);

            clock.advance(Duration.ofSeconds(Long.parseLong(refused.headers().getOrDefault("Retry-After", "0"))));

            assertThatCode(() -> throttle.take(Some.FEW, caller)).doesNotThrowAnyException();
        }
    }

    @Test
    void twoNodesShareTheBuckets() {
        try (var redis = Redis.open(URI.create(Services.redis().uri()))) {
            var caller = fresh();
            spend(throttle(redis), caller);

            assertThatThrownBy(() -> throttle(redis).take(Some.FEW, caller)).isInstanceOf(ProblemException.class);
        }
    }

    @Test
    void ofManyAtOnceExactlyTheCapacityGetsThrough() {
        try (var redis = Redis.open(URI.create(Services.redis().uri()))) {
            var throttle = throttle(redis);
            var caller = fresh();

            var passed = InParallel.times(20, number -> passes(throttle, caller));

            assertThat(passed.stream().filter(yes -> yes)).hasSize(3);
        }
    }

    @Test
    void withoutRedisThisNodeGoesOnAlone(@TempDir Path folder) throws Exception {
        try (var server = tools.sota.sandbox.Redis.start(
                        Files.createDirectory(folder.resolve("redis")), 0, Durability.FAST);
                var redis = Redis.open(URI.create(server.uri()))) {
            var throttle = throttle(redis);
            var caller = fresh();
            server.kill();

            spend(throttle, caller);
            assertThatThrownBy(() -> throttle.take(Some.FEW, caller)).isInstanceOf(ProblemException.class);
            clock.advance(Duration.ofMinutes(20));
            assertThat(passes(throttle, caller)).isTrue();

            server.restart();
            spend(throttle, fresh());
        }
    }

    @Test
    void namesOfCallersAreNotInRedis() {
        try (var redis = Redis.open(URI.create(Services.redis().uri()));
                var plain = RedisClient.create(URI.create(Services.redis().uri()))) {
            throttle(redis).take(Some.FEW, "ada@example.com");

            assertThat(plain.keys("throttle:few:*")).isNotEmpty().noneMatch(key -> key.contains("@"));
        }
    }

    private Throttle throttle(Redis redis) {
        return new Throttle(redis, new Secrets("0123456789abcdef0123456789abcdef"), clock);
    }

    private static void spend(Throttle throttle, String caller) {
        for (int number = 0; number < Some.FEW.capacity(); number++) {
            throttle.take(Some.FEW, caller);
        }
    }

    private static boolean passes(Throttle throttle, String caller) {
        try {
            throttle.take(Some.FEW, caller);
            return true;
        } catch (ProblemException e) {
            return false;
        }
    }

    private static ProblemException refusal(Throttle throttle, String caller) {
        try {
            throttle.take(Some.FEW, caller);
            throw new AssertionError("It should have been refused");
        } catch (ProblemException e) {
            return e;
        }
    }

    private static String fresh() {
        return "caller " + System.nanoTime();
    }
}
