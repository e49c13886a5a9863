package tools.sota.keys;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.sota.testing.Product;

class FreezeTest {
    private final Product product = Product.shared();

    @Test
    void aFrozenKeyIsRefusedOnEveryNodeUntilItIsUnfrozen() {
        try (var own = Product.fresh();
                var other = own.anotherNode()) {
            var stranger = own.signUp().proveEmail();
            var secret = stranger.liveKey();
            var path = "/v1/keys/" + stranger.browser().get("/v1/keys").text("data.0.id");
            assertThat(own.client().withKey(secret).get("/v1/echo").status()).isEqualTo(200);
            assertThat(other.client().withKey(secret).get("/v1/echo").status()).isEqualTo(200);

            var frozen = stranger.browser().post(path + "/freeze");

            assertThat(frozen.text("status")).isEqualTo("frozen");
            assertThat(frozen.text("frozen_by")).isEqualTo("member");
            var refused = own.client().withKey(secret).get("/v1/echo");
            assertThat(refused.status()).isEqualTo(403);
            assertThat(refused.code()).isEqualTo("frozen_key");
            assertThat(refused.text("detail")).contains("by a member", "Unfreeze it");
            assertThat(other.client().withKey(secret).get("/v1/me").code()).isEqualTo("frozen_key");

            var free = stranger.browser().post(path + "/unfreeze");

            assertThat(free.text("status")).isEqualTo("active");
            assertThat(own.client().withKey(secret).get("/v1/echo").status()).isEqualTo(200);
            assertThat(other.client().withKey(secret).get("/v1/echo").status()).isEqualTo(200);
        }
    }

    @Test
    void aRepeatChangesNothing() {
        var browser = product.signUp().browser();
        var path = "/v1/keys/" + browser.get("/v1/keys").text("data.0.id");

        var first = browser.post(path + "/freeze");

        assertThat(browser.post(path + "/freeze").json()).isEqualTo(first.json());
        var free = browser.post(path + "/unfreeze");
        assertThat(browser.post(path + "/unfreeze").json()).isEqualTo(free.json());
    }

    @Test
    void aFrozenKeyCanBeRotatedAndRevokedAndARevokedOneNotFrozen() {
        var stranger = product.signUp();
        var browser = stranger.browser();
        var path = "/v1/keys/" + browser.get("/v1/keys").text("data.0.id");
        browser.post(path + "/freeze");

        var successor = browser.post(path + "/rotate", "{\"grace_seconds\":60}");

        assertThat(product.client()
                        .withKey(successor.text("secret"))
                        .get("/v1/me")
                        .status())
                .isEqualTo(200);
        assertThat(product.client().withKey(stranger.testKey()).get("/v1/me").code())
                .isEqualTo("frozen_key");
        assertThat(browser.delete(path).status()).isEqualTo(204);
        assertThat(browser.get(path).text("status")).isEqualTo("revoked");
        assertThat(browser.get(path).text("ended_by")).isEqualTo("member");
        assertThat(browser.post(path + "/freeze").code()).isEqualTo("state_conflict");
        assertThat(browser.post(path + "/unfreeze").code()).isEqualTo("state_conflict");
    }

    @Test
    void othersCannotFreeze() {
        var owner = product.signUp();
        var path = "/v1/keys/" + owner.browser().get("/v1/keys").text("data.0.id");

        assertThat(product.signUp().browser().post(path + "/freeze").status()).isEqualTo(404);
        assertThat(product.client()
                        .withKey(owner.testKey())
                        .post(path + "/freeze")
                        .code())
                .isEqualTo("insufficient_scope");
        assertThat(product.client().post(path + "/freeze").status()).isEqualTo(401);
        assertThat(product.client().withKey(owner.testKey()).get("/v1/me").status())
                .isEqualTo(200);
    }
}
