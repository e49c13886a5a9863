package tools.sota.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.sota.testing.Answer;
import tools.sota.testing.Product;

/// Bodies that cost the sender little must cost us little.
class HostileBodyTest {
    private final Product product = Product.shared();

    @Test
    void hundredsOfThousandsOfUnknownFieldsGetAShortAnswer() {
        var key = product.client().withKey(product.signUp().testKey());

        var refused = key.post("/v1/memory/score", unknownFields(300_000));

        assertThat(refused.status()).isIn(400, 422);
        assertThat(refused.body().length()).isLessThan(10_000);
    }

    @Test
    void ofManyBadFieldsTwentyAreNamedAndTheRestCounted() {
        var key = product.client().withKey(product.signUp().testKey());

        var refused = key.post("/v1/memory/score", unknownFields(1_000));

        assertThat(refused.code()).isEqualTo("invalid_parameter");
        assertThat(refused.json().get("errors")).hasSize(21);
        assertThat(refused.json().at("/errors/20/detail").asText()).isEqualTo("and 981 more");
    }

    @Test
    void aNameOfManyCharactersIsNotRepeated() {
        var key = product.client().withKey(product.signUp().testKey());

        var refused = key.post("/v1/memory/score", "{\"" + "n".repeat(40_000) + "\":1}");

        assertThat(refused.status()).isIn(400, 422);
        assertThat(refused.body().length()).isLessThan(3_000);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/auth/signup",
                "/v1/auth/login",
                "/v1/auth/verify-email",
                "/v1/auth/password/forgot",
                "/v1/auth/password/reset",
                "/v1/keys/report",
                "/v1/keys/unfreeze"
            })
    void whatNeedsNoCredentialReadsSixteenKilobytes(String path) {
        var refused = product.client().post(path, unknownFields(2_000));

        assertThat(refused.status()).isEqualTo(413);
        assertThat(refused.json().get("max_bytes").asInt()).isEqualTo(16_384);
    }

    @Test
    void theBoundHoldsForAnIdempotentRequestOfUnknownLengthToo() {
        var body = unknownFields(2_000).getBytes(java.nio.charset.StandardCharsets.UTF_8);

        var refused = product.client()
                .with("Content-Type", "application/json", "Idempotency-Key", "large")
                .send(
                        "POST",
                        "/v1/auth/signup",
                        BodyPublishers.ofInputStream(() -> new java.io.ByteArrayInputStream(body)));

        assertThat(refused.status()).isEqualTo(413);
    }

    @Test
    void whatLooksLikeJsonIsNot() {
        var refused = product.client()
                .with("Content-Type", "application/jsonp")
                .send("POST", "/v1/auth/login", BodyPublishers.ofString("{}"));

        assertThat(refused.status()).isEqualTo(415);
        assertThat(product.client()
                        .with("Content-Type", "application/json; charset=utf-8")
                        .send("POST", "/v1/auth/login", BodyPublishers.ofString("{}"))
                        .status())
                .isEqualTo(422);
    }

    @Test
    void aWholeNumberMayHaveAPoint() {
        var browser = product.signUp().browser();
        var id = browser.get("/v1/keys").text("data.0.id");

        assertThat(browser.post("/v1/keys/" + id + "/rotate", "{\"grace_seconds\":1.5}")
                        .status())
                .isEqualTo(422);
        assertThat(browser.post("/v1/keys/" + id + "/rotate", "{\"grace_seconds\":1e999999999}")
                        .status())
                .isIn(400, 422);
        assertThat(browser.post("/v1/keys/" + id + "/rotate", "{\"grace_seconds\":60.0}")
                        .status())
                .isEqualTo(201);
    }

    @Test
    void scopesAreNamedOnce() {
        var refused = product.signUp()
                .browser()
                .post("/v1/keys", "{\"name\":\"k\",\"environment\":\"test\",\"scopes\":[\"tools\",\"tools\"]}");

        assertThat(refused.status()).isEqualTo(422);
    }

    @Test
    void aPostRefusesUnknownQueryParametersToo() {
        var browser = product.signUp().browser();

        var refused = browser.post("/v1/keys?dry_run=true", "{\"name\":\"k\",\"environment\":\"test\"}");

        assertThat(refused.code()).isEqualTo("unknown_parameter");
        assertThat(refused.text("detail")).doesNotContain("Known");
        assertThat(browser.get("/v1/keys?foo=1").text("detail")).contains("Known: limit, cursor.");
        assertThat(browser.get("/v1/me?foo=1").text("detail")).doesNotContain("Known");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "%2B294277-01-01T00:00:00Z",
                "-4713-01-01T00:00:00Z",
                "%2B1000000000-12-31T23:59:59Z",
                "-1000000000-01-01T00:00:00Z",
                "2026-13-01T00:00:00Z"
            })
    void aTimeBeyondFourDigitsIsRefusedInQueries(String time) {
        var browser = product.signUp().browser();

        assertThat(browser.get("/v1/usage?from=" + time).status()).isEqualTo(422);
        assertThat(browser.get("/v1/usage?to=" + time).status()).isEqualTo(422);
        assertThat(browser.get("/v1/usage/records?from=" + time).status()).isEqualTo(422);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "+294277-01-01T00:00:00Z",
                "+1000000000-12-31T23:59:59Z",
                "-4713-01-01T00:00:00Z",
                "9999-12-31T23:59:59Z",
                "2026-11-22"
            })
    void aTimeBeyondReasonIsRefusedInBodies(String time) {
        var refused = product.signUp()
                .browser()
                .post("/v1/keys", "{\"name\":\"k\",\"environment\":\"test\",\"expires_at\":\"" + time + "\"}");

        assertThat(refused.status()).isEqualTo(422);
    }

    @ParameterizedTest
    @CsvSource({
        "'   '",
        "'a\\u0007b'",
        "'a\\u202eb'",
        "'a\\u200bb'",
        "'\\u2060'",
        "'\\ufeff'",
        "'a\\u2066b'",
        "'a\\u009fb'"
    })
    void aNameThatCannotBeSeenIsRefused(String name) {
        var visitor = product.signUp();

        assertThat(visitor.browser()
                        .post("/v1/keys", "{\"name\":\"" + name + "\",\"environment\":\"test\"}")
                        .status())
                .isEqualTo(422);
        if (!name.isBlank()) {
            assertThat(product.client()
                            .post(
                                    "/v1/auth/signup",
                                    "{\"email\":\"n@example.com\",\"password\":\"correct horse battery\",\"name\":\""
                                            + name + "\"}")
                            .status())
                    .isEqualTo(422);
        }
    }

    @Test
    void aNameIsCountedAsPeopleCount() {
        var browser = product.signUp().browser();

        assertThat(named(browser.post("/v1/keys", key("🦦".repeat(60))))).isEqualTo("🦦".repeat(60));
        assertThat(browser.post("/v1/keys", key("🦦".repeat(61))).status()).isEqualTo(422);
        assertThat(named(browser.post("/v1/keys", key("  padded  ")))).isEqualTo("padded");
        assertThat(product.client()
                        .post("/v1/auth/signup", "{\"email\":\"n@example.com\",\"password\":\"🦦🐢🦊🐙🦜\"}")
                        .status())
                .as("five characters")
                .isEqualTo(422);
    }

    private static String key(String name) {
        return "{\"name\":\"" + name + "\",\"environment\":\"test\"}";
    }

    private static String named(Answer answer) {
        return answer.text("key.name");
    }

    private static String unknownFields(int count) {
        return IntStream.range(0, count)
                .mapToObj(number -> "\"f" + number + "\":1")
                .collect(Collectors.joining(",", "{", "}"));
    }
}
