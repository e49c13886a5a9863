package tools.sota.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.sota.testing.Answer;
import tools.sota.testing.Store;

/// What the gateway refused, and what failed behind it, can be asked for.
class GatewayRefusalTest {
    private final Shop shop = Shop.visit();

    @Test
    void aRequestThatWasTooFastForItsProductIsExplained() {
        IntStream.range(0, 3).forEach(call -> shop.get("/v1/small/x"));

        var refused = shop.get("/v1/small/x");

        assertThat(refused.statusCode()).isEqualTo(429);
        var why = why(refused);
        assertThat(why.text("outcome")).isEqualTo("refused");
        assertThat(why.text("rule")).isEqualTo("small");
        assertThat(why.text("product")).isEqualTo("small");
        assertThat(why.text("bucket.capacity")).isEqualTo("3");
        assertThat(why.text("passes_at")).isNotEmpty();
    }

    @Test
    void whoeverIsRefusedWhileStillSendingHearsWhy() {
        IntStream.range(0, 3).forEach(call -> shop.get("/v1/small/x"));

        for (int times = 0; times < 8; times++) {
            assertThat(shop.post("/v1/small/x", "x".repeat(10_000_000)).statusCode())
                    .isEqualTo(429);
        }
    }

    @Test
    void anUpstreamThatWasLateIsExplained() {
        var late = shop.get("/v1/quick/wait");

        assertThat(late.statusCode()).isEqualTo(504);
        assertFailed(late, "quick");
    }

    @Test
    void anUpstreamThatWasLateForAKeptCallIsExplained() {
        var late = shop.post(
                "/v1/quick/wait", "{}", "Idempotency-Key", UUID.randomUUID().toString());

        assertThat(late.statusCode()).isEqualTo(504);
        assertFailed(late, "quick");
    }

    @Test
    void anUpstreamThatBrokeOffOrIsNotThereIsExplained() {
        assertFailed(shop.get("/v1/maps/close"), "maps");
        assertFailed(shop.get("/v1/nowhere/x"), "nowhere");
    }

    @Test
    void whatTheUpstreamAnswersItselfIsExplained() {
        assertFailed(shop.get("/v1/maps/status/500"), "maps");

        var refused = shop.get("/v1/maps/status/404");

        var why = why(refused);
        assertThat(why.text("outcome")).isEqualTo("refused");
        assertThat(why.text("rule")).isEqualTo("upstream");
        assertThat(why.text("status")).isEqualTo("404");
        assertThat(why.text("detail")).contains("refused it with 404");
    }

    @Test
    void aKeyThatDoesNotHoldIsExplainedToItsAccount() {
        var browser = shop.stranger().browser();
        shop.get("/v1/maps/x");
        browser.post("/v1/keys/" + keyId() + "/freeze");

        var frozen = shop.get("/v1/maps/x");
        var alsoFrozen = shop.product().client().withKey(shop.key()).get("/v1/echo");
        browser.delete("/v1/keys/" + keyId());
        var revoked = shop.get("/v1/maps/x");

        assertThat(why(frozen).text("rule")).isEqualTo("frozen");
        assertThat(why(alsoFrozen.header("Request-Id")).text("rule")).isEqualTo("frozen");
        assertThat(why(revoked).text("rule")).isEqualTo("revoked");
        assertThat(why(revoked).text("status")).isEqualTo("401");
    }

    @Test
    void aKeyWithoutTheScopeIsExplainedToItsAccount() {
        var secret = shop.stranger()
                .browser()
                .post("/v1/keys", "{\"name\":\"reader\",\"environment\":\"live\",\"scopes\":[\"usage:read\"]}")
                .text("secret");
        var reader = new Shop(shop.product(), shop.backend(), shop.stranger(), secret);

        var refused = reader.get("/v1/maps/x");

        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(why(refused).text("rule")).isEqualTo("scope");
        assertThat(why(refused).text("product")).isEqualTo("maps");
    }

    @Test
    void aKeyThatNobodyHasIsStoredNowhere() {
        var nobodys = new Shop(shop.product(), shop.backend(), shop.stranger(), "sota_live_nothing");

        var refused = nobodys.get("/v1/maps/x");

        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(why(refused).status()).isEqualTo(404);
        assertThat(Store.of(shop.product())
                        .number("select count(*) from decision where account_id = ?", Store.account(shop.stranger())))
                .isZero();
    }

    private void assertFailed(HttpResponse<String> answer, String product) {
        var why = why(answer);
        assertThat(why.text("outcome")).isEqualTo("failed");
        assertThat(why.text("rule")).isEqualTo("upstream");
        assertThat(why.text("product")).isEqualTo(product);
        assertThat(why.text("status")).isEqualTo(Integer.toString(answer.statusCode()));
        assertThat(why.text("detail")).contains("Nothing was charged");
    }

    private String keyId() {
        return shop.stranger().browser().get("/v1/keys").text("data.0.id");
    }

    private Answer why(HttpResponse<String> answer) {
        return why(GatewayTest.header(answer, "Request-Id"));
    }

    private Answer why(String requestId) {
        return shop.stranger().browser().get("/v1/requests/" + requestId);
    }
}
