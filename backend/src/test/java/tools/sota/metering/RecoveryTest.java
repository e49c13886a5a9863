package tools.sota.metering;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.sota.testing.Client;
import tools.sota.testing.Product;
import tools.sota.testing.Services;

/// Redis is a cache: it may be emptied at any moment, and afterwards ledger and quota agree.
class RecoveryTest {
    @Test
    void anEmptiedRedisIsLoadedFromTheLedger() {
        try (var own = Product.fresh()) {
            var key = own.client().withKey(own.signUp().proveEmail().liveKey());
            key.get("/v1/echo");
            key.get("/v1/echo");

            Services.redis().flush();

            assertThat(key.get("/v1/me").json().at("/quota/used").asInt()).isEqualTo(2);
            key.get("/v1/echo");
            assertThat(key.get("/v1/me").json().at("/quota/used").asInt()).isEqualTo(3);
        }
    }

    @Test
    void flushesAmongParallelCallsNeitherLoseNorDoubleOne() throws Exception {
        try (var own = Product.fresh()) {
            var stranger = own.signUp().proveEmail();
            var key = own.client().withKey(stranger.liveKey());
            int answered = 0;
            for (int round = 0; round < 8; round++) {
                answered += callsWithAFlushAmongThem(key);
                own.clock().advance(Duration.ofMinutes(2));
            }

            assertThat(answered).isPositive();
            assertThat(key.get("/v1/usage").json().at("/total/calls").asInt()).isEqualTo(answered);
            assertThat(key.get("/v1/me").json().at("/quota/used").asInt()).isEqualTo(answered);
        }
    }

    @Test
    void aRevokedKeyStaysRevokedWhenRedisForgets() {
        try (var own = Product.fresh()) {
            var stranger = own.signUp().proveEmail();
            var key = own.client().withKey(stranger.liveKey());
            key.get("/v1/echo");
            var id = stranger.browser().get("/v1/keys").json().at("/data/0/id").asText();
            stranger.browser().delete("/v1/keys/" + id);

            Services.redis().flush();

            assertThat(key.get("/v1/echo").code()).isEqualTo("revoked_key");
        }
    }

    private static int callsWithAFlushAmongThem(Client key) throws Exception {
        try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            var flush = pool.submit(() -> Services.redis().flush());
            var calls = IntStream.range(0, 12)
                    .mapToObj(call -> pool.submit(() -> key.get("/v1/echo").status()))
                    .toList();
            flush.get();
            int answered = 0;
            for (var call : calls) {
                answered += call.get() == 200 ? 1 : 0;
            }
            return answered;
        }
    }
}
