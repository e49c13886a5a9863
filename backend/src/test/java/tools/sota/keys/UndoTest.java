package tools.sota.keys;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import tools.sota.testing.Answer;
import tools.sota.testing.InParallel;
import tools.sota.testing.Product;

class UndoTest {
    private static final Product PRODUCT = WatchedKey.watchfulProduct();

    @AfterAll
    static void close() {
        PRODUCT.close();
    }

    @Test
    void theLinkInTheMailLetsTheKeyWorkAgain() {
        var key = frozen();

        var answer = undo(key.undoToken());

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.text("name")).isEqualTo("live");
        assertThat(answer.text("hint"))
                .endsWith(key.secret().substring(key.secret().length() - 4));
        assertThat(key.call().get("/v1/echo").status()).isEqualTo(200);
        assertThat(undo(key.undoToken()).status()).as("a second click").isEqualTo(200);
    }

    @Test
    void aProgramThatOpensLinksUndoesNothing() {
        var key = frozen();
        var path = "/v1/keys/unfreeze?token=" + key.undoToken();

        PRODUCT.client().get(path);
        PRODUCT.client().send("HEAD", path, BodyPublishers.noBody());
        PRODUCT.client().get("/unfreeze?token=" + key.undoToken());

        key.isFrozen();
    }

    @Test
    void theSameFindingDoesNotFreezeAgainForADayAndAnotherDoes() {
        var key = frozen();
        undo(key.undoToken());

        key.use(5_000, WatchedKey.HOME, 200).judge();
        assertThat(key.call().get("/v1/me").status()).isEqualTo(200);
        PRODUCT.clock().advance(Duration.ofHours(23));
        key.judge().use(100_000, WatchedKey.HOME, 200).judge();
        assertThat(key.call().get("/v1/me").status()).isEqualTo(200);

        key.useFrom(AbnormalUseTest.networks(0, 6)).judge();
        key.isFrozen();
    }

    @Test
    void afterADayTheRuleHoldsAgain() {
        var key = frozen();
        undo(key.undoToken());
        PRODUCT.clock().advance(Duration.ofHours(25));
        key.judge();

        key.use(20_000, WatchedKey.HOME, 200).judge();

        key.isFrozen();
    }

    @Test
    void anOldLinkDoesNotUndoALaterFreeze() {
        var key = frozen();
        var token = key.undoToken();
        undo(token);
        key.browser().post(key.path() + "/freeze");

        var late = undo(token);

        assertThat(late.code()).isEqualTo("token_invalid");
        assertThat(key.call().get("/v1/me").code()).isEqualTo("frozen_key");
    }

    @Test
    void aMemberUndoesItToo() {
        var key = frozen();

        key.browser().post(key.path() + "/unfreeze");
        key.judge();

        assertThat(key.call().get("/v1/me").status())
                .as("and the finding is settled")
                .isEqualTo(200);
        key.browser().post(key.path() + "/freeze");
        assertThat(undo(key.undoToken()).code()).isEqualTo("token_invalid");
    }

    @Test
    void aRevokedKeyStaysRevoked() {
        var key = frozen();
        key.browser().delete(key.path());

        assertThat(undo(key.undoToken()).code()).isEqualTo("state_conflict");
        assertThat(key.call().get("/v1/me").code()).isEqualTo("revoked_key");
    }

    @Test
    void aLinkWorksForSevenDays() {
        var key = frozen();
        PRODUCT.clock().advance(Duration.ofDays(7));

        var late = undo(key.undoToken());

        assertThat(late.code()).isEqualTo("token_invalid");
        assertThat(late.text("detail")).contains("7 days");
        key.isFrozen();
    }

    @Test
    void aTokenThatWeDidNotSignIsRefused() {
        var key = frozen();
        var token = key.undoToken();
        for (int at = 0; at < token.length() - 1; at += 7) {
            var forged = token.substring(0, at) + (token.charAt(at) == 'A' ? 'B' : 'A') + token.substring(at + 1);
            assertThat(undo(forged).code()).isEqualTo("token_invalid");
        }
        assertThat(undo("x").code()).isEqualTo("token_invalid");
        assertThat(undo("=").code()).isEqualTo("token_invalid");
        assertThat(undo(token.substring(0, 40)).code()).isEqualTo("token_invalid");
        key.isFrozen();
    }

    @Test
    void anyoneMayTryTwentyTimes() {
        var client = PRODUCT.client();
        var answers = InParallel.times(
                KeyLimit.UNDO_BY_ADDRESS.capacity() + 5,
                number -> client.post("/v1/keys/unfreeze", "{\"token\":\"x\"}"));

        assertThat(answers.stream().filter(answer -> answer.code().equals("too_many_requests")))
                .hasSize(5);
    }

    private static WatchedKey frozen() {
        var key = WatchedKey.in(PRODUCT)
                .withHistory(7, 50)
                .use(501, WatchedKey.HOME, 200)
                .judge();
        key.isFrozen();
        return key;
    }

    private static Answer undo(String token) {
        return PRODUCT.client().post("/v1/keys/unfreeze", "{\"token\":\"" + token + "\"}");
    }
}
