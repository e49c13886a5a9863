package tools.sota.limits;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.sota.platform.Resources;
import tools.sota.testing.Client;
import tools.sota.testing.Product;
import tools.sota.testing.Store;

/// Limits beside the plan's: of an operation, and of a single key. A request takes a token from each or from none.
class NamedLimitTest {
    @TempDir
    Path folder;

    @Test
    void anOperationsOwnLimitHoldsBesideThePlansOnEveryPath() throws IOException {
        try (var own = Product.fresh(Map.of("CATALOG", catalog()))) {
            var stranger = own.signUp().proveEmail();
            for (var secret : new String[] {stranger.liveKey(), stranger.testKey()}) {
                var key = own.client().withKey(secret);

                assertThat(admitted(key, 5)).isEqualTo(2);

                var refused = key.get("/v1/echo");
                assertThat(refused.status()).isEqualTo(429);
                assertThat(refused.json().get("violated-policies").toString()).isEqualTo("[\"echoes\"]");
                assertThat(refused.header("RateLimit-Policy")).contains("\"minute\";q=10", "\"echoes\";q=2");
                assertThat(refused.header("X-RateLimit-Remaining"))
                        .as("refused ones took no token")
                        .isEqualTo("8");
                assertThat(key.get("/v1/me").header("RateLimit-Policy")).doesNotContain("echoes");
            }
        }
    }

    @Test
    void aKeysOwnRateHoldsForThatKeyAloneAndTakesNoTokenOfThePlanWhenItRefuses() {
        try (var own = Product.fresh()) {
            var stranger = own.signUp().proveEmail();
            var made = stranger.browser()
                    .post("/v1/keys", "{\"name\":\"slow\",\"environment\":\"live\",\"rate_per_minute\":6,\"burst\":3}");
            var slow = own.client().withKey(made.text("secret"));
            var other = own.client().withKey(stranger.liveKey());
            assertThat(made.text("key.rate_per_minute")).isEqualTo("6");
            assertThat(made.text("key.burst")).isEqualTo("3");

            assertThat(admitted(slow, 6)).isEqualTo(3);

            var refused = slow.get("/v1/echo");
            assertThat(refused.code()).isEqualTo("too_many_requests");
            assertThat(refused.json().get("violated-policies").toString()).isEqualTo("[\"key_rate\"]");
            assertThat(refused.header("Retry-After")).isEqualTo("10");
            assertThat(stranger.browser()
                            .get("/v1/requests/" + refused.header("Request-Id"))
                            .text("detail"))
                    .startsWith("The key's own bucket of 3 requests was empty.")
                    .endsWith("raise the rate of the key in the dashboard.");
            assertThat(slow.get("/v1/me").code()).isEqualTo("too_many_requests");
            assertThat(other.get("/v1/echo").header("X-RateLimit-Remaining")).isEqualTo("6");
            own.clock().advance(Duration.ofSeconds(10));
            assertThat(slow.get("/v1/echo").status()).isEqualTo(200);
        }
    }

    @Test
    void aRateIsChangedAndTakenBackAtOnce() {
        try (var own = Product.fresh()) {
            var stranger = own.signUp().proveEmail();
            var made = stranger.browser().post("/v1/keys", "{\"name\":\"k\",\"environment\":\"live\"}");
            var path = "/v1/keys/" + made.text("key.id");
            var key = own.client().withKey(made.text("secret"));
            assertThat(admitted(key, 2)).isEqualTo(2);

            stranger.browser().patch(path, "{\"rate_per_minute\":1,\"burst\":1}");
            assertThat(admitted(key, 3)).isEqualTo(1);
            stranger.browser().patch(path, "{\"rate_per_minute\":null,\"burst\":null}");

            assertThat(admitted(key, 3)).isEqualTo(3);
            assertThat(stranger.browser().patch(path, "{\"burst\":5}").code()).isEqualTo("invalid_parameter");
            assertThat(stranger.browser()
                            .patch(path, "{\"rate_per_minute\":null,\"burst\":5}")
                            .code())
                    .isEqualTo("invalid_parameter");
        }
    }

    @Test
    void aQuotaThatIsHalfUsedWarns() {
        try (var own = Product.fresh()) {
            var stranger = own.signUp().proveEmail();
            var key = own.client().withKey(stranger.liveKey());
            var store = Store.of(own);
            store.run(
                    "insert into limit_override (account_id, environment, name, calls, reason) values (?, 'live', 'period', 10, 'test')",
                    Store.account(stranger));

            var warnings = IntStream.range(0, 10)
                    .mapToObj(call ->
                            key.get("/v1/echo").header("Sota-Quota-Warning").replaceAll(";.*", ""))
                    .toList();

            assertThat(warnings)
                    .containsExactly(
                            "", "", "", "", "50% used", "50% used", "50% used", "80% used", "80% used", "100% used");
            var period = key.get("/v1/me");
            assertThat(period.status()).isEqualTo(429);
            own.clock().advance(Duration.ofMinutes(1));
            var warned = key.get("/v1/me");
            assertThat(warned.header("Sota-Quota-Warning"))
                    .startsWith("100% used; resets=20")
                    .endsWith("-01T00:00:00Z");
        }
    }

    private String catalog() throws IOException {
        var text = Resources.text("/catalog.yaml")
                .replace(
                        "{ id: echo, calls: 1, per: 1, unit: request }",
                        "{ id: echo, calls: 1, per: 1, unit: request, limits: [{ name: echoes, capacity: 2, per_minute: 6 }] }");
        return Files.writeString(folder.resolve("catalog.yaml"), text).toString();
    }

    private static int admitted(Client key, int calls) {
        return (int) IntStream.range(0, calls)
                .filter(call -> key.get("/v1/echo").status() == 200)
                .count();
    }
}
