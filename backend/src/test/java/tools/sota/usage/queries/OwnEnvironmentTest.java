package tools.sota.usage.queries;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.sota.testing.Client;
import tools.sota.testing.Product;
import tools.sota.testing.Stranger;

/// A key reads what is of its own environment: a test key stands in pages, and must not tell of the live ones.
class OwnEnvironmentTest {
    private final Product product = Product.shared();
    private final Stranger stranger = product.signUp().proveEmail();
    private final Client test = product.client().withKey(stranger.testKey());
    private final Client live = product.client().withKey(stranger.liveKey());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/usage",
                "/v1/usage/records",
                "/v1/usage/export.csv",
                "/v1/meters",
                "/v1/meters/agent.runs/records",
                "/v1/requests",
                "/v1/requests/counters"
            })
    void aKeyThatAsksForTheOtherEnvironmentIsRefusedAndASessionMayChoose(String path) {
        assertThat(test.get(path + "?environment=live").code()).isEqualTo("insufficient_scope");
        assertThat(live.get(path + "?environment=test").code()).isEqualTo("insufficient_scope");
        assertThat(test.get(path + "?environment=test").status()).isEqualTo(200);
        assertThat(test.get(path).status()).isEqualTo(200);
        assertThat(stranger.browser().get(path + "?environment=live").status()).isEqualTo(200);
        assertThat(stranger.browser().get(path + "?environment=test").status()).isEqualTo(200);
    }

    @Test
    void aKeyThatDoesNotSaySeesNothingOfTheOtherEnvironment() {
        var charged = live.get("/v1/echo").header("Request-Id");
        var refused = live.get("/v1/requests/hello?x=1").header("Request-Id");
        var ofTest = test.get("/v1/echo").header("Request-Id");

        assertThat(test.get("/v1/usage").text("total.calls")).isEqualTo("1");
        assertThat(test.get("/v1/usage/records").body()).contains(ofTest).doesNotContain(charged);
        assertThat(test.get("/v1/usage/export.csv").body()).contains(ofTest).doesNotContain(charged);
        assertThat(test.get("/v1/requests").body()).doesNotContain(refused);
        assertThat(test.get("/v1/requests/counters").text("total.requests")).isEqualTo("0");
        assertThat(test.get("/v1/requests/" + charged).status()).isEqualTo(404);
        assertThat(test.get("/v1/requests/" + refused).status()).isEqualTo(404);
        assertThat(stranger.browser().get("/v1/requests").body()).contains(refused);
        assertThat(live.get("/v1/requests").body()).contains(refused);
    }
}
