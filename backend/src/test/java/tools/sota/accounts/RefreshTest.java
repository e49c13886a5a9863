package tools.sota.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.sota.testing.Answer;
import tools.sota.testing.Client;
import tools.sota.testing.InParallel;
import tools.sota.testing.Product;

class RefreshTest {
    private final Product product = Visitor.product();

    @Test
    void theAnswerSaysWhenToRefresh() {
        var visitor = Visitor.withNewAddress(product).signedUp();

        var until = java.time.Instant.parse(visitor.refresh().text("expires_at"));

        assertThat(Duration.between(product.clock().instant(), until))
                .isBetween(Duration.ofMinutes(14), Duration.ofMinutes(15));
    }

    @Test
    void aRefreshTokenIsTradedOnce() {
        var first = Visitor.cookie(Visitor.withNewAddress(product).signUp(), "sota_refresh");

        var second = Visitor.cookie(refresh(first), "sota_refresh");
        var third = Visitor.cookie(refresh(second), "sota_refresh");

        assertThat(first).isNotEqualTo(second);
        assertThat(second).isNotEqualTo(third);
    }

    @Test
    void anOldRefreshTokenEndsTheWholeSession() {
        var visitor = Visitor.withNewAddress(product);
        var stolen = Visitor.cookie(visitor.signUp(), "sota_refresh");
        visitor.refresh();
        product.clock().advance(SessionTokens.GRACE);

        var thief = refresh(stolen);

        assertThat(thief.code()).isEqualTo("session_expired");
        assertThat(thief.text("detail")).contains("traded before");
        assertThat(probe(visitor.browser()).code()).isEqualTo("session_expired");
        assertThat(visitor.refresh().code()).isEqualTo("session_expired");
    }

    @Test
    void anotherSessionOfTheSameUserGoesOn() {
        var visitor = Visitor.withNewAddress(product);
        var stolen = Visitor.cookie(visitor.signUp(), "sota_refresh");
        var elsewhere = Visitor.with(product, visitor.email);
        elsewhere.logIn(Visitor.PASSWORD);
        visitor.refresh();
        product.clock().advance(SessionTokens.GRACE);
        refresh(stolen);

        assertThat(probe(elsewhere.browser()).status()).isEqualTo(202);
    }

    @Test
    void twoTabsThatRefreshAtTheSameMomentGetTheSameSuccessor() {
        var token = Visitor.cookie(Visitor.withNewAddress(product).signUp(), "sota_refresh");

        var answers = InParallel.times(20, number -> refresh(token));

        assertThat(answers).extracting(Answer::status).containsOnly(200);
        assertThat(answers)
                .extracting(answer -> Visitor.cookie(answer, "sota_refresh"))
                .containsOnly(Visitor.cookie(answers.getFirst(), "sota_refresh"));
    }

    @Test
    void theGraceEndsWhenTheSuccessorHasBeenTraded() {
        var first = Visitor.cookie(Visitor.withNewAddress(product).signUp(), "sota_refresh");
        var second = Visitor.cookie(refresh(first), "sota_refresh");
        var third = Visitor.cookie(refresh(second), "sota_refresh");

        assertThat(refresh(first).text("detail")).contains("traded before");
        assertThat(refresh(third).code()).isEqualTo("session_expired");
    }

    @Test
    void aSessionEndsAfterThirtyDaysHoweverBusy() {
        var visitor = Visitor.withNewAddress(product).signedUp();
        product.clock().advance(Duration.ofDays(29));
        assertThat(visitor.refresh().status()).isEqualTo(200);

        product.clock().advance(Duration.ofDays(1));

        assertThat(visitor.refresh().code()).isEqualTo("session_expired");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"})
    void aMadeUpRefreshTokenIsRefusedAndItsCookieCleared(String token) {
        var answer = refresh(token);

        assertThat(answer.code()).isEqualTo("session_expired");
        assertThat(answer.response().headers().allValues("Set-Cookie"))
                .hasSize(2)
                .allSatisfy(line -> assertThat(line).contains("Expires=Thu, 01 Jan 1970"));
    }

    @Test
    void refreshingWithoutACookieIsRefused() {
        assertThat(product.client().post("/v1/auth/refresh").code()).isEqualTo("session_expired");
    }

    @Test
    void onlyHashesOfRefreshTokensAreStored() {
        var token = Visitor.cookie(Visitor.withNewAddress(product).signUp(), "sota_refresh");

        var rows = Visitor.jdbi()
                .withHandle(handle -> handle.select("select row_to_json(t)::text from refresh_token t")
                        .mapTo(String.class)
                        .list());

        assertThat(rows).isNotEmpty().noneMatch(row -> row.contains(token));
    }

    private static Answer probe(Client browser) {
        return browser.post("/v1/auth/verify-email/resend");
    }

    private Answer refresh(String token) {
        return product.client().with("Cookie", "sota_refresh=" + token).post("/v1/auth/refresh");
    }
}
