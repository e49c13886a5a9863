package tools.sota.metering;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.sota.testing.Client;
import tools.sota.testing.Product;

class MeteredCallTest {
    private final Product product = Product.shared();

    @Test
    void aTestKeyWorksAtOnce() {
        var stranger = product.signUp();

        var answer = caller(stranger.testKey()).get("/v1/echo");

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.text("request_id")).isEqualTo(answer.header("Request-Id"));
    }

    @Test
    void aMeteredCallIsCountedOnceAndIsTheRowBehindTheTotal() {
        var stranger = product.signUp().proveEmail();
        var key = caller(stranger.liveKey());

        var first = key.get("/v1/echo").text("request_id");
        var second = key.get("/v1/echo").text("request_id");

        assertThat(key.get("/v1/usage").text("total.calls")).isEqualTo("2");
        assertThat(key.get("/v1/usage/records").json().findValuesAsText("request_id"))
                .containsExactly(second, first);
        assertThat(key.get("/v1/me").json().at("/quota/used").asInt()).isEqualTo(2);
        assertThat(key.get("/v1/me").json().at("/quota/remaining").asInt()).isEqualTo(98);
    }

    @Test
    void theHeadersSayWhatIsLeftAndTheResetIsInEpochSeconds() {
        var stranger = product.signUp().proveEmail();

        var answer = caller(stranger.liveKey()).get("/v1/echo");

        long now = product.clock().instant().getEpochSecond();
        assertThat(answer.header("RateLimit-Policy")).matches("\"minute\";q=10;w=60, \"period\";q=100;w=\\d+");
        assertThat(answer.header("RateLimit")).matches("\"minute\";r=9;t=\\d+, \"period\";r=99;t=\\d+");
        assertThat(answer.header("X-RateLimit-Limit")).isEqualTo("10");
        assertThat(answer.header("X-RateLimit-Remaining")).isEqualTo("9");
        assertThat(Long.parseLong(answer.header("X-RateLimit-Reset"))).isBetween(now, now + 60);
    }

    @Test
    void aKeyThatSpentItsBurstIsToldHowLongToWaitAndThatIsEnough() {
        try (var own = Product.fresh()) {
            var key = own.client().withKey(own.signUp().testKey());
            IntStream.range(0, 10).forEach(call -> key.get("/v1/echo"));

            var refused = key.get("/v1/echo");

            assertThat(refused.status()).isEqualTo(429);
            assertThat(refused.code()).isEqualTo("too_many_requests");
            assertThat(refused.json().get("violated-policies").toString()).isEqualTo("[\"minute\"]");
            own.clock().advance(Duration.ofSeconds(Long.parseLong(refused.header("Retry-After"))));
            assertThat(key.get("/v1/echo").status()).isEqualTo(200);
        }
    }

    @Test
    void aRequestThatCannotBeReadTakesATokenAndCostsNothing() {
        var stranger = product.signUp().proveEmail();
        var key = caller(stranger.liveKey());

        var refused = key.post("/v1/memory/score", "{\"cases\":[]}");

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.header("X-RateLimit-Remaining")).isEqualTo("9");
        assertThat(key.get("/v1/usage").text("total.calls")).isEqualTo("0");
    }

    @Test
    void theQuotaStopsAtItsLastCallUnderAHundredParallelCallers() throws Exception {
        try (var own = Product.fresh()) {
            var stranger = own.signUp();
            var key = own.client().withKey(stranger.testKey());
            int allowed = 0;
            for (int round = 0; round < 4; round++) {
                allowed += parallelCalls(key, 100);
                own.clock().advance(Duration.ofMinutes(1));
            }

            var refused = key.get("/v1/echo");

            assertThat(allowed).isEqualTo(20);
            assertThat(refused.status()).isEqualTo(403);
            assertThat(refused.code()).isEqualTo("email_not_proven");
            assertThat(stranger.browser().get("/v1/usage?environment=test").text("total.calls"))
                    .isEqualTo("20");
        }
    }

    @Test
    void theBucketGivesItsCapacityAndNoMoreUnderAHundredParallelCallers() throws Exception {
        try (var own = Product.fresh()) {
            var stranger = own.signUp().proveEmail();

            int allowed = parallelCalls(own.client().withKey(stranger.liveKey()), 100);

            assertThat(allowed).isEqualTo(10);
        }
    }

    private static int parallelCalls(Client key, int calls) throws Exception {
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

    private Client caller(String secret) {
        return product.client().withKey(secret);
    }
}
