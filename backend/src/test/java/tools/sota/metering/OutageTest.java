package tools.sota.metering;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.sota.sandbox.Durability;
import tools.sota.sandbox.Postgres;
import tools.sota.sandbox.Redis;
import tools.sota.testing.Client;
import tools.sota.testing.Product;
import tools.sota.testing.Stranger;

/// A store goes away: what is paid for goes on, nothing is lost, and everybody is told.
class OutageTest {
    @TempDir
    Path folder;

    @Test
    void withoutRedisTheNodeGoesOnByItselfWithinItsBucketAndItsQuotaAndSaysSo() {
        try (var redis = Redis.start(folder.resolve("redis"), 0, Durability.FAST);
                var own = Product.fresh(Map.of("REDIS_URL", redis.uri()))) {
            var stranger = own.signUp();
            var key = own.client().withKey(stranger.testKey());
            assertThat(key.get("/v1/echo").status()).isEqualTo(200);
            redis.kill();

            var alone = key.get("/v1/echo");

            assertThat(alone.status()).as(alone.body()).isEqualTo(200);
            assertThat(alone.header("Sota-Degraded")).isEqualTo("limits-per-node");
            var ready = own.client().get("/readyz").json();
            assertThat(ready.get("status").asText()).isEqualTo("degraded");
            assertThat(ready.at("/limits_per_node/most_overshoot").asInt()).isEqualTo(10);
            assertThat(admitted(key, 30)).as("the rest of one bucket").isEqualTo(9);
            own.clock().advance(Duration.ofMinutes(1));
            assertThat(admitted(key, 30)).as("what is left of 20 calls in all").isEqualTo(9);

            redis.restart();
            Awaitility.await()
                    .until(() -> own.client().get("/readyz").text("status").equals("ready"));
            own.clock().advance(Duration.ofMinutes(1));
            var after = key.get("/v1/echo");
            assertThat(after.status()).as("ledger and quota agree").isEqualTo(403);
            assertThat(after.header("Sota-Degraded")).isEmpty();
            assertThat(usage(stranger)).isEqualTo(20);
            assertThat(key.get("/v1/me").json().at("/quota/used").asInt()).isEqualTo(20);
        }
    }

    @Test
    void withoutRedisAKeysOwnRateTakesNoTokenOfThePlanWhenItRefuses() {
        try (var redis = Redis.start(folder.resolve("redis"), 0, Durability.FAST);
                var own = Product.fresh(Map.of("REDIS_URL", redis.uri()))) {
            var stranger = own.signUp().proveEmail();
            var made = stranger.browser()
                    .post("/v1/keys", "{\"name\":\"slow\",\"environment\":\"live\",\"rate_per_minute\":6,\"burst\":3}");
            var slow = own.client().withKey(made.text("secret"));
            var other = own.client().withKey(stranger.liveKey());
            redis.kill();

            assertThat(admitted(slow, 8)).isEqualTo(3);

            var refused = slow.get("/v1/echo");
            assertThat(refused.header("Sota-Degraded")).isEqualTo("limits-per-node");
            assertThat(refused.json().get("violated-policies").toString()).isEqualTo("[\"key_rate\"]");
            assertThat(refused.header("X-RateLimit-Remaining")).isEqualTo("7");
            assertThat(admitted(other, 8)).as("the rest of the plan's bucket").isEqualTo(7);
        }
    }

    @Test
    void withoutRedisARevocationHoldsWithinASecondOnEachNode() {
        try (var redis = Redis.start(folder.resolve("redis"), 0, Durability.FAST);
                var one = Product.fresh(Map.of("REDIS_URL", redis.uri()));
                var other = one.anotherNode()) {
            var stranger = one.signUp().proveEmail();
            var created = stranger.browser().post("/v1/keys", "{\"name\":\"k\",\"environment\":\"live\"}");
            var secret = created.text("secret");
            assertThat(other.client().withKey(secret).get("/v1/echo").status()).isEqualTo(200);
            redis.kill();
            assertThat(other.client().withKey(secret).get("/v1/echo").status()).isEqualTo(200);

            var revoked = stranger.browser().delete("/v1/keys/" + created.text("key.id"));

            assertThat(revoked.status()).isEqualTo(204);
            Awaitility.await()
                    .atMost(Duration.ofSeconds(1))
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> other.client().withKey(secret).get("/v1/me").status() == 401);
        }
    }

    @Test
    void withoutPostgresKnownKeysGoOnAndTheirChargesArriveAfterwards() {
        try (var postgres = Postgres.start(folder.resolve("postgres"), 0, Durability.DURABLE);
                var own = Product.fresh(Map.of("DATABASE_URL", postgres.jdbcUrl()))) {
            var stranger = own.signUp();
            var key = own.client().withKey(stranger.testKey());
            assertThat(key.get("/v1/echo").status()).isEqualTo(200);
            postgres.kill();

            assertThat(admitted(key, 5)).isEqualTo(5);
            var unknown = own.client().withKey(unknownKey()).get("/v1/echo");
            assertThat(own.client().get("/readyz").text("status")).isEqualTo("degraded");
            assertThat(unknown.status()).isEqualTo(503);
            assertThat(unknown.header("Retry-After")).isNotEmpty();

            postgres.restart();
            Awaitility.await().atMost(Duration.ofSeconds(20)).ignoreExceptions().until(() -> usage(stranger) == 6);
            assertThat(key.get("/v1/me").json().at("/quota/used").asInt()).isEqualTo(6);
        }
    }

    @Test
    void withoutPostgresRefusalsWaitAndAreWrittenAfterwards() {
        try (var postgres = Postgres.start(folder.resolve("postgres"), 0, Durability.DURABLE);
                var own = Product.fresh(Map.of("DATABASE_URL", postgres.jdbcUrl()))) {
            var stranger = own.signUp();
            var key = own.client().withKey(stranger.testKey());
            assertThat(key.get("/v1/echo").status()).isEqualTo(200);
            assertThat(key.get("/v1/usage?from=never").status()).isEqualTo(422);
            postgres.kill();

            assertThat(admitted(key, 30)).as("the rest of the bucket").isEqualTo(8);
            var refused = key.get("/v1/echo");

            assertThat(refused.status()).isEqualTo(429);
            postgres.restart();
            var browser = stranger.browser();
            Awaitility.await()
                    .atMost(Duration.ofSeconds(20))
                    .ignoreExceptions()
                    .until(() -> browser.get("/v1/requests/" + refused.header("Request-Id"))
                            .text("rule")
                            .equals("minute"));
            assertThat(browser.get("/v1/requests/counters?rule=minute").text("total.requests"))
                    .isEqualTo("23");
            assertThat(browser.get("/v1/requests?rule=minute&limit=100").json().get("data"))
                    .hasSize(23);
        }
    }

    /// Well formed, and never seen here.
    private static String unknownKey() {
        try (var elsewhere = Product.fresh()) {
            return elsewhere.signUp().testKey();
        }
    }

    private static int admitted(Client key, int calls) {
        return (int) IntStream.range(0, calls)
                .filter(call -> key.get("/v1/echo").status() == 200)
                .count();
    }

    private static int usage(Stranger stranger) {
        return stranger.browser()
                .get("/v1/usage?environment=test")
                .json()
                .at("/total/calls")
                .asInt();
    }
}
