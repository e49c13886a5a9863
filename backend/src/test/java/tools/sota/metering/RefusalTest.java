package tools.sota.metering;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.sota.testing.Answer;
import tools.sota.testing.Client;
import tools.sota.testing.Product;
import tools.sota.testing.Service;

/// Each refusal can be asked for, whichever way the request was answered.
class RefusalTest {
    private final Product product = Product.fresh();

    @Test
    void aLiveCallThatWasTooFastIsExplained() {
        var key = product.client().withKey(product.signUp().proveEmail().liveKey());
        IntStream.range(0, 10).forEach(call -> key.get("/v1/echo"));

        var refused = key.get("/v1/echo");

        assertThat(refused.status()).isEqualTo(429);
        var why = why(key, product, refused);
        assertThat(why.text("outcome")).isEqualTo("refused");
        assertThat(why.text("rule")).isEqualTo("minute");
        assertThat(why.text("product")).isEqualTo("echo");
        assertThat(why.text("bucket.capacity")).isEqualTo("10");
        assertThat(why.text("passes_at")).isNotEmpty();
    }

    @Test
    void aCallThatCouldNotBeReadIsExplained() {
        var stranger = product.signUp().proveEmail();
        var key = product.client().withKey(stranger.liveKey());

        var refused = key.post("/v1/memory/score", "{\"cases\":[]}");

        assertThat(refused.status()).isEqualTo(422);
        assertThat(why(key, product, refused).text("rule")).isEqualTo("invalid");
    }

    @Test
    void aKeyThatWasRefusedToAServiceIsExplainedToItsAccount() {
        var stranger = product.signUp().proveEmail();
        var browser = stranger.browser();
        var key = stranger.liveKey();
        var service = Service.of(product);
        IntStream.range(0, 10).forEach(call -> service.verify(key, ""));

        var tooFast = service.verify(key, "\"resource\":\"memory\"");
        browser.post("/v1/keys/" + tooFast.text("key_id") + "/freeze");
        var frozen = service.verify(key, "");
        var once = service.verify(key, "\"idempotency_key\":\"once\"");

        assertThat(tooFast.text("code")).isEqualTo("rate_limited");
        var why = browser.get("/v1/requests/" + tooFast.text("request_id"));
        assertThat(why.text("rule")).isEqualTo("minute");
        assertThat(why.text("status")).isEqualTo("429");
        assertThat(why.text("product")).isEqualTo("memory");
        assertThat(why.text("key_id")).isEqualTo(tooFast.text("key_id"));
        assertThat(why.text("passes_at")).isNotEmpty();
        for (var refused : List.of(frozen, once)) {
            var told = browser.get("/v1/requests/" + refused.text("request_id"));
            assertThat(told.text("rule")).isEqualTo("frozen");
            assertThat(told.text("status")).isEqualTo("403");
        }
    }

    @Test
    void aCallThatWasChargedIsFoundInTheLedger() {
        var key = product.client().withKey(product.signUp().proveEmail().liveKey());

        var charged = key.get("/v1/echo");

        var found = key.get("/v1/requests/" + charged.header("Request-Id"));
        assertThat(found.text("outcome")).isEqualTo("charged");
    }

    /// A moment later: the bucket of the key that asks may be empty.
    private static Answer why(Client key, Product product, Answer refused) {
        product.clock().advance(java.time.Duration.ofSeconds(30));
        return key.get("/v1/requests/" + refused.header("Request-Id"));
    }
}
