package tools.sota.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.sota.testing.InParallel;
import tools.sota.testing.Product;
import tools.sota.testing.Services;

class PasswordResetTest {
    private static final String NEW = "seven quiet lamps over Delft";
    private final Product product = Visitor.product();

    @Test
    void theLinkInTheMailSetsANewPassword() {
        var visitor = Visitor.withNewAddress(product).proven();
        visitor.forgot();

        var answer = visitor.reset(visitor.resetToken(), NEW);

        assertThat(answer.status()).isEqualTo(204);
        assertThat(visitor.logIn(Visitor.PASSWORD).status()).isEqualTo(401);
        assertThat(visitor.logIn(NEW).status()).isEqualTo(200);
    }

    @Test
    void everySessionOfTheUserEndsAtOnce() {
        var visitor = Visitor.withNewAddress(product).signedUp();
        var elsewhere = Visitor.with(product, visitor.email);
        elsewhere.logIn(Visitor.PASSWORD);
        elsewhere.resend();
        visitor.forgot();

        visitor.reset(visitor.resetToken(), NEW);

        assertThat(visitor.resend().code()).isEqualTo("session_expired");
        assertThat(elsewhere.resend().code()).isEqualTo("session_expired");
        assertThat(elsewhere.refresh().code()).isEqualTo("session_expired");
    }

    @Test
    void itProvesTheAddressToo() {
        var visitor = Visitor.withNewAddress(product).signedUp();
        var proof = visitor.proofToken();
        visitor.forgot();
        visitor.reset(visitor.resetToken(), NEW);

        var answer = visitor.logIn(NEW);

        assertThat(answer.json().at("/user/email_proven_at").isNull()).isFalse();
        assertThat(visitor.verify(proof).code()).isEqualTo("token_invalid");
    }

    /// Anybody can sign up with any address and hold a test key before its owner hears of it.
    @Test
    void itEndsTheTestKeysThatAreOlderThanTheProof() {
        var somebody = Visitor.withNewAddress(product);
        var key = product.client().withKey(somebody.signUp().text("test_key.secret"));
        assertThat(key.get("/v1/me").status()).isEqualTo(200);
        var owner = Visitor.with(product, somebody.email);
        owner.forgot();

        owner.reset(owner.resetToken(), NEW);

        assertThat(key.get("/v1/me").code()).isEqualTo("revoked_key");
        owner.logIn(NEW);
        var keys = owner.browser().get("/v1/keys");
        assertThat(keys.text("data.0.ended_by")).isEqualTo("password_reset");
        var made = owner.browser().post("/v1/keys", "{\"name\":\"mine\",\"environment\":\"test\"}");
        assertThat(product.client().withKey(made.text("secret")).get("/v1/me").status())
                .isEqualTo(200);
    }

    @Test
    void itLeavesTheKeysThatCameAfterTheProof() {
        var visitor = Visitor.withNewAddress(product).proven();
        var test = visitor.browser().post("/v1/keys", "{\"name\":\"t\",\"environment\":\"test\"}");
        var live = visitor.browser().post("/v1/keys", "{\"name\":\"l\",\"environment\":\"live\"}");
        visitor.forgot();

        visitor.reset(visitor.resetToken(), NEW);

        assertThat(product.client().withKey(test.text("secret")).get("/v1/me").status())
                .isEqualTo(200);
        assertThat(product.client().withKey(live.text("secret")).get("/v1/me").status())
                .isEqualTo(200);
    }

    @Test
    void theOwnerIsTold() {
        var visitor = Visitor.withNewAddress(product).signedUp();
        visitor.forgot();
        visitor.reset(visitor.resetToken(), NEW);

        var mail = Visitor.mailTo(visitor.email, any -> any.subject().equals("Your password was changed"));

        assertThat(mail.links()).contains(Visitor.publicUrl() + "/app/forgot");
        assertThat(mail.text()).doesNotContain(NEW);
    }

    @Test
    void askingForAnUnknownAddressLooksAndCostsTheSame() {
        var known = Visitor.withNewAddress(product).proven();
        var unknown = Visitor.withNewAddress(product);

        long before = rows();
        var knownAnswer = known.forgot();
        long between = rows();
        var unknownAnswer = unknown.forgot();
        long after = rows();

        assertThat(unknownAnswer.status()).isEqualTo(202).isEqualTo(knownAnswer.status());
        assertThat(unknownAnswer.body()).isEqualTo(knownAnswer.body()).isEmpty();
        assertThat(unknownAnswer.response().headers().map().keySet())
                .isEqualTo(knownAnswer.response().headers().map().keySet());
        assertThat(after - between)
                .as("rows written")
                .isEqualTo(between - before)
                .isEqualTo(PasswordReset.LINKS + 1L);
        known.resetToken();
        assertThat(Services.mail().messagesTo(unknown.email)).isEmpty();
    }

    @Test
    void theOneWhoProvedTheAddressIsMeant() {
        var proven = Visitor.withNewAddress(product).proven();
        Visitor.with(product, proven.email).signUp("another otter makes tea");
        proven.forgot();

        proven.reset(proven.resetToken(), NEW);

        assertThat(proven.logIn(NEW).json().at("/user/email_proven_at").isNull())
                .isFalse();
        assertThat(proven.logIn("another otter makes tea").status()).isEqualTo(200);
    }

    @Test
    void aResetOfAPendingUserDoesNotTakeAnAddressThatWasProvedMeanwhile() {
        var pending = Visitor.withNewAddress(product).signedUp();
        pending.forgot();
        var token = pending.resetToken();
        var other = Visitor.with(product, pending.email);
        other.signUp("another otter makes tea");
        Visitor.jdbi().useHandle(handle -> handle.execute("""
                        update person set email_proven_at = now()
                        where user_id = (select max(user_id::text)::uuid from person where email = ?)
                        """, pending.email));

        var answer = pending.reset(token, NEW);

        assertThat(answer.status()).isEqualTo(204);
        assertThat(pending.logIn(NEW).json().at("/user/email_proven_at").isNull())
                .isTrue();
        assertThat(other.logIn("another otter makes tea")
                        .json()
                        .at("/user/email_proven_at")
                        .isNull())
                .isFalse();
    }

    @Test
    void aLinkWorksOnce() {
        var visitor = Visitor.withNewAddress(product).signedUp();
        visitor.forgot();
        var token = visitor.resetToken();
        visitor.reset(token, NEW);

        var again = visitor.reset(token, "another otter makes tea");

        assertThat(again.code()).isEqualTo("token_invalid");
        assertThat(visitor.logIn(NEW).status()).isEqualTo(200);
    }

    @Test
    void ofSeveralAtOnceOneGetsThrough() {
        var visitor = Visitor.withNewAddress(product).signedUp();
        visitor.forgot();
        var token = visitor.resetToken();

        var answers = InParallel.times(6, number -> visitor.reset(token, NEW + number));

        assertThat(answers.stream().filter(answer -> answer.status() == 204)).hasSize(1);
        assertThat(answers.stream().filter(answer -> answer.code().equals("token_invalid")))
                .hasSize(5);
    }

    @Test
    void aLinkWorksForAnHour() {
        var visitor = Visitor.withNewAddress(product).signedUp();
        visitor.forgot();
        var token = visitor.resetToken();
        product.clock().advance(Duration.ofHours(1));

        var late = visitor.reset(token, NEW);

        assertThat(late.code()).isEqualTo("token_invalid");
        assertThat(late.text("detail")).contains("an hour");
    }

    @Test
    void aWeakPasswordDoesNotUseUpTheLink() {
        var visitor = Visitor.withNewAddress(product).signedUp();
        visitor.forgot();
        var token = visitor.resetToken();

        var weak = visitor.reset(token, "password1234");

        assertThat(weak.code()).isEqualTo("invalid_parameter");
        assertThat(weak.json().findValuesAsText("pointer")).containsExactly("/password");
        assertThat(visitor.reset(token, "short").json().findValuesAsText("pointer"))
                .containsExactly("/password");
        assertThat(visitor.reset(token, NEW).status()).isEqualTo(204);
    }

    @Test
    void aMadeUpTokenAndAProofTokenAreRefused() {
        var visitor = Visitor.withNewAddress(product).signedUp();

        assertThat(visitor.reset("x", NEW).code()).isEqualTo("token_invalid");
        assertThat(visitor.reset(visitor.proofToken(), NEW).code()).isEqualTo("token_invalid");
    }

    @Test
    void askingHasALimitPerAddress() {
        var email = Visitor.freshAddress();
        IntStream.range(0, AuthLimit.FORGOT_BY_EMAIL.capacity())
                .forEach(number -> Visitor.with(product, email).forgot());

        assertThat(Visitor.with(product, email).forgot().code()).isEqualTo("too_many_requests");
    }

    @Test
    void aBadAddressIsNamed() {
        var answer = product.client().post("/v1/auth/password/forgot", "{\"email\":\"ada\"}");

        assertThat(answer.json().findValuesAsText("pointer")).containsExactly("/email");
    }

    private long rows() {
        return Visitor.jdbi()
                .withHandle(handle -> handle.select(
                                "select (select count(*) from email_token) + (select count(*) from mail)")
                        .mapTo(long.class)
                        .one());
    }
}
