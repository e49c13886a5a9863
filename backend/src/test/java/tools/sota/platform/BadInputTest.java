package tools.sota.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.sota.testing.Answer;
import tools.sota.testing.Product;

/// Whatever comes in, what goes out is problem+json that names the next step, and never a 5xx.
class BadInputTest {
    private final Product product = Product.shared();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "null",
                "[]",
                "\"text\"",
                "{\"cases\":1}",
                "{\"cases\":[1]}",
                "{\"cases\":[{}]}",
                "{\"cases\":[{\"expected\":[],\"answer\":\"a\",\"distance\":1}]}",
                "{\"cases\":[{\"expected\":[\"a\"],\"answer\":null,\"distance\":1}]}",
                "{\"cases\":[{\"expected\":[\"a\"],\"answer\":\"a\",\"distance\":1e99}]}",
                "{\"cases\":[{\"expected\":[\"a\"],\"answer\":\"a\",\"distance\":-1}]}",
                "{\"cases\":[{\"expected\":[\"a\"],\"answer\":\"\\ud800\",\"distance\":1}]}",
                "{\"cases\":[{\"expected\":[\"a\"],\"answer\":\"\\u0000\",\"distance\":1}]}",
                "{\"cases\":[],\"cases\":[]}",
                "{\"cases\":[{\"expected\":[\"a\"],\"answer\":\"a\",\"distance\":1}]} trailing",
            })
    void aBadBodyIsAProblem(String body) {
        var key = product.client().withKey(product.signUp().testKey());

        var refused = key.post("/v1/memory/score", body);

        assertThat(refused.status()).isIn(400, 422);
        assertThatItIsAProblem(refused);
    }

    @Test
    void aDeeplyNestedBodyIsAProblem() {
        var key = product.client().withKey(product.signUp().testKey());

        assertThatItIsAProblem(key.post("/v1/memory/score", "{\"cases\":" + "[".repeat(100_000)));
    }

    @RepeatedTest(20)
    void whoeverIsRefusedWhileStillSendingHearsWhy() {
        var stranger = product.client().withKey("sota_live_unknown");

        var refused = stranger.post("/v1/memory/score", "{\"cases\":\"" + "x".repeat(10_000_000) + "\"}");

        assertThat(refused.status()).isEqualTo(401);
        assertThatItIsAProblem(refused);
    }

    @Test
    void aBodyOfTenMegabytesIsRefusedWithTheLimit() {
        var key = product.client().withKey(product.signUp().testKey());

        var refused = key.post("/v1/memory/score", "{\"cases\":\"" + "x".repeat(10_000_000) + "\"}");

        assertThat(refused.status()).isEqualTo(413);
        assertThat(refused.json().get("max_bytes").asLong()).isEqualTo(Server.LARGEST_BODY);
        assertThatItIsAProblem(refused);
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /v1/nothing, 404",
        "POST, /v1/me, 405",
        "PUT, /v1/keys, 405",
        "GET, /v1/keys, 401",
        "GET, /v1/echo, 401",
        "GET, /v1/me?key=sota_live_abc, 400",
        "GET, /v1/plans%2f..%2fkeys, 404",
        "GET, /v1//me, 404",
        "DELETE, /v1/auth/login, 405",
    })
    void whatIsNotThereOrNotAllowedIsAProblem(String method, String path, int status) {
        var answer = product.client().send(method, path, BodyPublishers.noBody());

        assertThat(answer.status()).isEqualTo(status);
        assertThatItIsAProblem(answer);
        if (status == 405) {
            assertThat(answer.header("Allow")).isNotEmpty();
        }
    }

    @Test
    void aBodyThatIsNotJsonIsToldWhatToSend() {
        var refused = product.client()
                .with("Content-Type", "text/plain")
                .send("POST", "/v1/auth/login", BodyPublishers.ofString("{}"));

        assertThat(refused.status()).isEqualTo(415);
        assertThat(refused.header("Accept-Post")).isEqualTo("application/json");
    }

    @Test
    void aForeignPageCannotUseASession() {
        var browser = product.signUp().browser();

        var refused = browser.with("Origin", "https://evil.example")
                .post("/v1/keys", "{\"name\":\"n\",\"environment\":\"test\"}");

        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.code()).isEqualTo("forbidden_origin");
    }

    private static void assertThatItIsAProblem(Answer answer) {
        assertThat(answer.status()).isBetween(400, 499);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.text("request_id")).isEqualTo(answer.header("Request-Id"));
        assertThat(answer.json().get("status").asInt()).isEqualTo(answer.status());
        assertThat(answer.text("detail")).isNotEmpty().doesNotContain("Exception", "java.");
    }
}
