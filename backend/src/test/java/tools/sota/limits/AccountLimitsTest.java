package tools.sota.limits;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.RedisClient;
import tools.sota.platform.Environment;
import tools.sota.platform.Ids;
import tools.sota.testing.Client;
import tools.sota.testing.Product;
import tools.sota.testing.Services;
import tools.sota.testing.Stranger;

/// Limits beside the plan's: a cap of one key, an override of one account; and a quota's edge.
class AccountLimitsTest {
    @Test
    void aKeysOwnCapStopsThatKeyAlone() {
        try (var own = Product.fresh()) {
            var stranger = own.signUp().proveEmail();
            var created = stranger.browser()
                    .post("/v1/keys", "{\"name\":\"capped\",\"environment\":\"live\",\"monthly_cap\":3}");
            var capped = own.client().withKey(created.text("secret"));
            var free = own.client().withKey(stranger.liveKey());

            assertThat(admitted(capped, 5)).isEqualTo(3);
            var refused = capped.get("/v1/echo");
            assertThat(refused.code()).isEqualTo("quota_exceeded");
            assertThat(refused.json().get("violated-policies").toString()).isEqualTo("[\"key\"]");
            own.clock().advance(Duration.ofMinutes(1));
            assertThat(admitted(free, 2)).isEqualTo(2);

            Services.redis().flush();
            assertThat(capped.get("/v1/echo").code()).as("counted anew").isEqualTo("quota_exceeded");
        }
    }

    @Test
    void aCapThatIsSetLaterCountsWhatTheKeyHasUsedInThePeriod() {
        try (var own = Product.fresh()) {
            var stranger = own.signUp().proveEmail();
            var created = stranger.browser().post("/v1/keys", "{\"name\":\"later\",\"environment\":\"live\"}");
            var key = own.client().withKey(created.text("secret"));
            assertThat(admitted(key, 4)).isEqualTo(4);

            stranger.browser().patch("/v1/keys/" + created.text("key.id"), "{\"monthly_cap\":5}");

            assertThat(admitted(key, 3)).isEqualTo(1);
        }
    }

    @Test
    void anOverrideHoldsForOneAccountWithoutADeploy() {
        try (var own = Product.fresh()) {
            var stranger = own.signUp().proveEmail();
            var other = own.signUp().proveEmail();
            var key = own.client().withKey(stranger.liveKey());
            assertThat(key.get("/v1/echo").header("X-RateLimit-Limit")).isEqualTo("10");

            override(own, stranger, "minute", "25, 60, null");
            override(own, stranger, "period", "null, null, 12");

            Awaitility.await()
                    .atMost(Duration.ofSeconds(2))
                    .until(() -> key.get("/v1/me").header("X-RateLimit-Limit").equals("25"));
            own.clock().advance(Duration.ofMinutes(1));
            assertThat(admitted(key, 25)).isEqualTo(11);
            assertThat(own.client().withKey(other.liveKey()).get("/v1/echo").header("X-RateLimit-Limit"))
                    .isEqualTo("10");
        }
    }

    @Test
    void fiveHundredParallelCallsEndExactlyAtTheQuota() throws Exception {
        try (var own = Product.fresh()) {
            var stranger = own.signUp().proveEmail();
            override(own, stranger, "minute", "1000, 1000, null");
            override(own, stranger, "period", "null, null, 137");
            var key = own.client().withKey(stranger.liveKey());

            int allowed = inParallel(key, 500);

            assertThat(allowed).isEqualTo(137);
            assertThat(key.get("/v1/usage").text("total.calls")).isEqualTo("137");
            assertThat(key.get("/v1/me").json().at("/quota/remaining").asInt()).isZero();
        }
    }

    @Test
    void twoNodesOnOneRedisShareOneBucketAndOneQuota() throws Exception {
        try (var one = Product.fresh();
                var other = one.anotherNode();
                var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            one.clock().leapTo(Instant.parse("2027-03-10T00:00:00Z"));
            var stranger = one.signUp().proveEmail();
            override(one, stranger, "minute", "60, 1, null");
            override(one, stranger, "period", "null, null, 90");
            var secret = stranger.liveKey();
            for (int round = 0; round < 3; round++) {
                var first = pool.submit(() -> inParallel(one.client().withKey(secret), 60));
                var second = pool.submit(() -> inParallel(other.client().withKey(secret), 60));

                assertThat(first.get() + second.get()).isEqualTo(Math.clamp(90 - 60L * round, 0, 60));
                // A node that gives no sign for two minutes is taken for dead, so none may hold anything over the leap.
                Awaitility.await().until(() -> held(stranger), "0"::equals);
                one.clock().advance(Duration.ofHours(1));
            }
        }
    }

    private static String held(Stranger stranger) {
        var account = Ids.parse("acc", stranger.accountId()).orElseThrow();
        var start = Instant.parse("2027-03-01T00:00:00Z");
        try (var redis = RedisClient.create(URI.create(Services.redis().uri()))) {
            return redis.hget(QuotaKeys.of(account, Environment.LIVE, start).state(), "held");
        }
    }

    private static void override(Product product, Stranger stranger, String name, String values) {
        var account = Ids.parse("acc", stranger.accountId()).orElseThrow();
        insert(product.environment(), account, name, values);
    }

    private static void insert(Map<String, String> environment, UUID account, String name, String values) {
        Jdbi.create(environment.get("DATABASE_URL"))
                .useHandle(handle -> handle.execute(
                        "insert into limit_override (account_id, environment, name, capacity, per_minute, calls, reason) "
                                + "values (?, 'live', ?, " + values + ", 'test')",
                        account,
                        name));
    }

    private static int admitted(Client key, int calls) {
        return (int) IntStream.range(0, calls)
                .filter(call -> key.get("/v1/echo").status() == 200)
                .count();
    }

    private static int inParallel(Client key, int calls) throws Exception {
        try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = IntStream.range(0, calls)
                    .mapToObj(call -> pool.submit(() -> key.get("/v1/echo").status()))
                    .toList();
            int allowed = 0;
            for (var answer : answers) {
                allowed += answer.get() == 200 ? 1 : 0;
            }
            return allowed;
        }
    }
}
