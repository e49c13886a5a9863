package tools.sota.keys;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashSet;
import org.junit.jupiter.api.Test;
import tools.sota.platform.Environment;
import tools.sota.testing.Client;
import tools.sota.testing.Product;

class KeysTest {
    private final Product product = Product.shared();

    @Test
    void aSecretIsShownOnceAndNeverAgain() {
        var stranger = product.signUp().proveEmail();

        var made = stranger.browser().post("/v1/keys", "{\"name\":\"ci\",\"environment\":\"live\"}");

        var secret = made.text("secret");
        assertThat(secret).matches("sota_live_[0-9A-Za-z]{38}");
        assertThat(stranger.browser().get("/v1/keys").body()).doesNotContain(secret);
        assertThat(made.text("key.hint")).isEqualTo("sota_live_…" + secret.substring(secret.length() - 4));
        assertThat(stranger.browser()
                        .get("/v1/keys/" + made.text("key.id") + "/secret")
                        .status())
                .isEqualTo(409);
    }

    @Test
    void aTestSecretCanBeShownAgainUntilItIsRevoked() {
        var stranger = product.signUp();
        var id = stranger.browser().get("/v1/keys").json().at("/data/0/id").asText();

        var shown = stranger.browser().get("/v1/keys/" + id + "/secret");

        assertThat(shown.text("secret")).isEqualTo(stranger.testKey());
        assertThat(stranger.browser().delete("/v1/keys/" + id).status()).isEqualTo(204);
        assertThat(stranger.browser().get("/v1/keys/" + id + "/secret").status())
                .isEqualTo(409);
    }

    @Test
    void aLiveKeyNeedsAProof() {
        var stranger = product.signUp();

        var refused = stranger.browser().post("/v1/keys", "{\"name\":\"ci\",\"environment\":\"live\"}");

        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.code()).isEqualTo("email_not_proven");
    }

    @Test
    void aMistypedKeyIsToldFromAnUnknownOne() {
        var key = product.signUp().testKey();
        var mistyped = key.substring(0, 20) + (key.charAt(20) == 'a' ? 'b' : 'a') + key.substring(21);
        var edited = key.replace("sota_test_", "sota_live_");

        assertThat(caller(mistyped).get("/v1/me").code()).isEqualTo("malformed_key");
        assertThat(caller(edited).get("/v1/me").code()).isEqualTo("malformed_key");
        assertThat(caller(KeySecret.random(Environment.LIVE).value())
                        .get("/v1/me")
                        .code())
                .isEqualTo("unknown_key");
        assertThat(caller("").get("/v1/me").status()).isEqualTo(401);
    }

    @Test
    void whenTheRevocationReturnsNoNodePassesTheKey() {
        try (var own = Product.fresh();
                var other = own.anotherNode()) {
            var stranger = own.signUp().proveEmail();
            var secret = stranger.liveKey();
            assertThat(own.client().withKey(secret).get("/v1/echo").status()).isEqualTo(200);
            assertThat(other.client().withKey(secret).get("/v1/echo").status()).isEqualTo(200);
            var id = stranger.browser().get("/v1/keys").json().at("/data/0/id").asText();

            stranger.browser().delete("/v1/keys/" + id);

            assertThat(own.client().withKey(secret).get("/v1/echo").code()).isEqualTo("revoked_key");
            assertThat(other.client().withKey(secret).get("/v1/echo").code()).isEqualTo("revoked_key");
        }
    }

    @Test
    void aRotatedKeyWorksUntilItsGraceEnds() {
        try (var own = Product.fresh()) {
            var stranger = own.signUp().proveEmail();
            var old = own.client().withKey(stranger.liveKey());
            var id = stranger.browser().get("/v1/keys").json().at("/data/0/id").asText();

            var successor = stranger.browser().post("/v1/keys/" + id + "/rotate", "{\"grace_seconds\":900}");

            var fresh = own.client().withKey(successor.text("secret"));
            assertThat(old.get("/v1/echo").status()).isEqualTo(200);
            assertThat(fresh.get("/v1/echo").status()).isEqualTo(200);
            own.clock().advance(Duration.ofMinutes(15));
            assertThat(old.get("/v1/echo").code()).isEqualTo("expired_key");
            assertThat(fresh.get("/v1/echo").status()).isEqualTo(200);
        }
    }

    @Test
    void aScopeThatAKeyLacksIsNamed() {
        var stranger = product.signUp();
        var made = stranger.browser()
                .post("/v1/keys", "{\"name\":\"n\",\"environment\":\"test\",\"scopes\":[\"usage:read\"]}");

        var refused = caller(made.text("secret")).get("/v1/echo");

        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.text("required_scope")).isEqualTo("tools");
    }

    @Test
    void keysOfAnotherAccountAreNotThere() {
        var owner = product.signUp();
        var id = owner.browser().get("/v1/keys").json().at("/data/0/id").asText();
        var stranger = product.signUp().browser();

        assertThat(stranger.get("/v1/keys/" + id).status()).isEqualTo(404);
        assertThat(stranger.get("/v1/keys/" + id + "/secret").status()).isEqualTo(404);
        assertThat(stranger.patch("/v1/keys/" + id, "{\"name\":\"mine\"}").status())
                .isEqualTo(404);
        assertThat(stranger.delete("/v1/keys/" + id).status()).isEqualTo(404);
        assertThat(stranger.post("/v1/keys/" + id + "/rotate", "{\"grace_seconds\":0}")
                        .status())
                .isEqualTo(404);
        assertThat(stranger.with("Sota-Account", owner.accountId())
                        .get("/v1/keys")
                        .status())
                .isEqualTo(404);
        assertThat(caller(owner.testKey()).get("/v1/me").status()).isEqualTo(200);
    }

    @Test
    void aKeyManagesNoKeys() {
        var key = caller(product.signUp().testKey());

        assertThat(key.get("/v1/keys").code()).isEqualTo("insufficient_scope");
        assertThat(key.post("/v1/keys", "{\"name\":\"n\",\"environment\":\"test\"}")
                        .status())
                .isEqualTo(403);
    }

    @Test
    void pagesNeitherRepeatNorHideKeysThatArriveMeanwhile() {
        var browser = product.signUp().browser();
        for (int made = 0; made < 5; made++) {
            browser.post("/v1/keys", "{\"name\":\"k" + made + "\",\"environment\":\"test\"}");
        }
        var first = browser.get("/v1/keys?limit=3");
        browser.post("/v1/keys", "{\"name\":\"late\",\"environment\":\"test\"}");

        var second = browser.get("/v1/keys?limit=3&cursor=" + first.text("next_cursor"));

        var seen = new HashSet<>(first.json().findValuesAsText("name"));
        seen.addAll(second.json().findValuesAsText("name"));
        assertThat(seen).containsExactlyInAnyOrder("k4", "k3", "k2", "k1", "k0", "First test key");
        assertThat(second.json().get("has_more").asBoolean()).isFalse();
        assertThat(first.header("Link")).contains("rel=\"next\"");
        assertThat(browser.get("/v1/keys?cursor=" + "A".repeat(43)).status()).isEqualTo(422);
    }

    @Test
    void everyBadFieldIsNamedAtOnce() {
        var refused = product.signUp()
                .browser()
                .post("/v1/keys", "{\"name\":\"\",\"environment\":\"prod\",\"scopes\":[\"root\"],\"colour\":1}");

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.json().get("errors").findValuesAsText("pointer"))
                .containsExactlyInAnyOrder("/name", "/environment", "/scopes", "/colour");
    }

    private Client caller(String secret) {
        return product.client().withKey(secret);
    }
}
