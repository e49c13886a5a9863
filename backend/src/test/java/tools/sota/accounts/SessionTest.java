package tools.sota.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import com.auth0.jwt.JWT;
import com.auth0.jwt.algorithms.Algorithm;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.sota.platform.Ids;
import tools.sota.testing.Answer;
import tools.sota.testing.Client;
import tools.sota.testing.Product;

class SessionTest {
    private final Product product = Visitor.product();

    @Test
    void withoutACookieThereIsNoSession() {
        assertThat(probe(product.client()).code()).isEqualTo("unauthenticated");
    }

    @Test
    void theAccessTokenEndsAfterAQuarterOfAnHourAndIsRefreshed() {
        var visitor = Visitor.withNewAddress(product).signedUp();
        product.clock().advance(Duration.ofMinutes(16));

        assertThat(probe(visitor.browser()).code()).isEqualTo("session_expired");
        assertThat(visitor.refresh().status()).isEqualTo(200);
        assertThat(probe(visitor.browser()).status()).isEqualTo(202);
    }

    @Test
    void aBrowserThatLostOnlyTheAccessCookieIsToldToRefresh() {
        var refresh = Visitor.cookie(Visitor.withNewAddress(product).signUp(), "sota_refresh");

        var answer = probe(product.client().with("Cookie", "sota_refresh=" + refresh));

        assertThat(answer.code()).isEqualTo("session_expired");
        assertThat(answer.text("detail")).contains("/v1/auth/refresh");
    }

    @Test
    void loggingOutEndsTheSessionAtOnceForEveryHolder() {
        var visitor = Visitor.withNewAddress(product);
        var signedUp = visitor.signUp();
        var access = Visitor.cookie(signedUp, "sota_access");
        var refresh = Visitor.cookie(signedUp, "sota_refresh");
        probe(visitor.browser());

        var answer = visitor.logOut();

        assertThat(answer.status()).isEqualTo(204);
        assertThat(probe(visitor.browser()).code()).isEqualTo("unauthenticated");
        assertThat(probe(product.client().with("Cookie", "sota_access=" + access))
                        .code())
                .isEqualTo("session_expired");
        assertThat(refresh(refresh).code()).isEqualTo("session_expired");
    }

    @Test
    void loggingOutTwiceOrWithoutASessionIsFine() {
        var visitor = Visitor.withNewAddress(product).signedUp();
        visitor.logOut();

        assertThat(visitor.logOut().status()).isEqualTo(204);
        assertThat(product.client().post("/v1/auth/logout").status()).isEqualTo(204);
    }

    @Test
    void theAccessCookieAloneIsEnoughToLogOut() {
        var access = Visitor.cookie(Visitor.withNewAddress(product).signUp(), "sota_access");
        var half = product.client().with("Cookie", "sota_access=" + access);

        half.post("/v1/auth/logout");

        assertThat(probe(half).code()).isEqualTo("session_expired");
    }

    @Test
    void aTokenThatWeDidNotSignIsRefused() {
        var answer = Visitor.withNewAddress(product).signUp();
        var ours = JWT.decode(Visitor.cookie(answer, "sota_access"));
        var forged = JWT.create()
                .withIssuer(ours.getIssuer())
                .withSubject(ours.getSubject())
                .withClaim("sid", ours.getClaim("sid").asString())
                .withExpiresAt(ours.getExpiresAtAsInstant());

        for (var token : List.of(
                forged.sign(Algorithm.HMAC256("another secret of another server")),
                forged.sign(Algorithm.none()),
                "x.y.z")) {
            assertThat(probe(product.client().with("Cookie", "sota_access=" + token))
                            .code())
                    .isEqualTo("session_expired");
        }
    }

    @Test
    void theTokenNamesUserAndSessionAndNothingElse() {
        var token = JWT.decode(Visitor.cookie(Visitor.withNewAddress(product).signUp(), "sota_access"));

        assertThat(token.getClaims().keySet()).containsExactlyInAnyOrder("iss", "sub", "sid", "iat", "exp");
    }

    @Test
    void anotherSiteCannotUseTheSession() {
        var visitor = Visitor.withNewAddress(product).signedUp();

        assertThat(probe(visitor.browser().with("Origin", "https://evil.example"))
                        .code())
                .isEqualTo("forbidden_origin");
        assertThat(probe(visitor.browser().with("Origin", Visitor.publicUrl())).status())
                .isEqualTo(202);
    }

    @Test
    void whatAnotherNodeEndedIsOverWithinTwoSeconds() {
        var visitor = Visitor.withNewAddress(product);
        var session = JWT.decode(Visitor.cookie(visitor.signUp(), "sota_access"))
                .getClaim("sid")
                .asString();
        probe(visitor.browser());
        Visitor.jdbi()
                .useHandle(handle -> handle.execute(
                        "update session set ended_at = now(), end_cause = 'log_out' where id = ?",
                        Ids.parse("ses", session).orElseThrow()));

        product.clock().advance(SessionStates.KEPT);

        assertThat(probe(visitor.browser()).code()).isEqualTo("session_expired");
    }

    @Test
    void theHeaderNamesTheAccount() {
        var visitor = Visitor.withNewAddress(product);
        var account = visitor.signUp().text("account.id");

        assertThat(visitor.browser().with("Sota-Account", account).get("/v1/me").text("account.id"))
                .isEqualTo(account);
    }

    @Test
    void anAccountOfOthersIsNotThere() {
        var others = Visitor.withNewAddress(product).signUp().text("account.id");
        var visitor = Visitor.withNewAddress(product).signedUp();

        for (var named : List.of(others, "acc_01jd8z4m6t01jd8z4m6t01jd8z", "x")) {
            var answer = visitor.browser().with("Sota-Account", named).get("/v1/me");
            assertThat(answer.status()).isEqualTo(404);
            assertThat(answer.code()).isEqualTo("not_found");
        }
    }

    @Test
    void aRoleThatWasTakenAwayIsGoneWithinTwoSeconds() {
        var visitor = Visitor.withNewAddress(product);
        var user = visitor.signUp().text("user.id");
        var body = "{\"name\":\"another\",\"environment\":\"test\"}";
        assertThat(visitor.browser().post("/v1/keys", body).status()).isEqualTo(201);
        Visitor.jdbi()
                .useHandle(handle -> handle.execute(
                        "update membership set role = 'viewer' where user_id = ?",
                        Ids.parse("usr", user).orElseThrow()));

        product.clock().advance(SessionStates.KEPT);

        assertThat(visitor.browser().post("/v1/keys", body).code()).isEqualTo("insufficient_role");
        assertThat(visitor.browser().get("/v1/keys").status()).isEqualTo(200);
    }

    /// The one route that any session may call and that changes something.
    private static Answer probe(Client browser) {
        return browser.post("/v1/auth/verify-email/resend");
    }

    private Answer refresh(String token) {
        return product.client().with("Cookie", "sota_refresh=" + token).post("/v1/auth/refresh");
    }
}
