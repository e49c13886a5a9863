package tools.sota.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.sota.testing.Answer;
import tools.sota.testing.InParallel;
import tools.sota.testing.Product;

class EmailProofTest {
    private final Product product = Visitor.product();

    @Test
    void theLinkInTheMailProvesTheAddress() {
        var visitor = Visitor.withNewAddress(product).signedUp();

        var answer = visitor.verify(visitor.proofToken());

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text("email")).isEqualTo(visitor.email);
        assertThat(answer.json().get("email_proven_at").isNull()).isFalse();
    }

    @Test
    void anyBrowserMayOpenTheLink() {
        var visitor = Visitor.withNewAddress(product).signedUp();
        var telephone = Visitor.with(product, visitor.email);

        assertThat(telephone.verify(visitor.proofToken()).status()).isEqualTo(200);
    }

    @Test
    void aLinkWorksOnce() {
        var visitor = Visitor.withNewAddress(product).signedUp();
        var token = visitor.proofToken();
        visitor.verify(token);

        var again = visitor.verify(token);

        assertThat(again.status()).isEqualTo(422);
        assertThat(again.code()).isEqualTo("token_invalid");
        assertThat(again.text("detail")).contains("used already");
    }

    @Test
    void ofTwentyAtOnceOneGetsThrough() {
        var visitor = Visitor.withNewAddress(product).signedUp();
        var token = visitor.proofToken();

        var answers = InParallel.times(20, number -> visitor.verify(token));

        assertThat(answers.stream().filter(answer -> answer.status() == 200)).hasSize(1);
        assertThat(answers.stream().filter(answer -> answer.code().equals("token_invalid")))
                .hasSize(19);
    }

    @Test
    void aLinkWorksForADay() {
        var visitor = Visitor.withNewAddress(product).signedUp();
        var token = visitor.proofToken();
        product.clock().advance(Duration.ofHours(24));

        var late = visitor.verify(token);

        assertThat(late.code()).isEqualTo("token_invalid");
        assertThat(late.text("detail")).contains("24 hours");
    }

    @Test
    void aMadeUpTokenIsRefused() {
        assertThat(product.client()
                        .post("/v1/auth/verify-email", "{\"token\":\"x\"}")
                        .code())
                .isEqualTo("token_invalid");
    }

    @Test
    void aResetLinkProvesNothingHere() {
        var visitor = Visitor.withNewAddress(product).signedUp();
        visitor.forgot();

        assertThat(visitor.verify(visitor.resetToken()).code()).isEqualTo("token_invalid");
    }

    @Test
    void anAddressIsProvedByOneUserOnly() {
        var first = Visitor.withNewAddress(product).signedUp();
        var firstToken = first.proofToken();
        var second = Visitor.with(product, first.email);
        second.signUp();
        var secondToken = newProofToken(first, firstToken);
        first.verify(firstToken);

        var late = second.verify(secondToken);

        assertThat(late.status()).isEqualTo(409);
        assertThat(late.code()).isEqualTo("state_conflict");
        assertThat(late.text("detail")).contains("Log in");
    }

    @Test
    void ofSeveralUsersWhoProveOneAddressAtOnceOneWins() {
        var email = Visitor.freshAddress();
        var tokens = new java.util.LinkedHashSet<String>();
        IntStream.range(0, 5).forEach(number -> {
            var visitor = Visitor.with(product, email).signedUp();
            tokens.add(newProofToken(
                    visitor,
                    tokens.isEmpty() ? "" : java.util.List.copyOf(tokens).getLast()));
        });
        var each = java.util.List.copyOf(tokens);

        var answers = InParallel.times(
                20,
                number ->
                        product.client().post("/v1/auth/verify-email", "{\"token\":\"" + each.get(number % 5) + "\"}"));

        assertThat(answers.stream().filter(answer -> answer.status() == 200)).hasSize(1);
        assertThat(answers).extracting(Answer::status).containsOnly(200, 409, 422);
    }

    @Test
    void theMailIsSentAgainOnDemand() {
        var visitor = Visitor.withNewAddress(product).signedUp();
        var first = visitor.proofToken();

        var answer = visitor.resend();

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.body()).isEmpty();
        var second = newProofToken(visitor, first);
        assertThat(visitor.verify(first).status())
                .as("both links work until one is used")
                .isEqualTo(200);
        assertThat(visitor.verify(second).code()).isEqualTo("token_invalid");
    }

    @Test
    void whoHasProvedTheAddressNeedsNoOtherMail() {
        var answer = Visitor.withNewAddress(product).proven().resend();

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.code()).isEqualTo("state_conflict");
    }

    @Test
    void sendingAgainHasALimit() {
        var visitor = Visitor.withNewAddress(product).signedUp();
        IntStream.range(0, AuthLimit.RESEND_BY_USER.capacity()).forEach(number -> visitor.resend());

        var refused = visitor.resend();

        assertThat(refused.code()).isEqualTo("too_many_requests");
        assertThat(refused.header("Retry-After")).isNotEmpty();
    }

    @Test
    void sendingAgainNeedsASession() {
        assertThat(product.client().post("/v1/auth/verify-email/resend").status())
                .isEqualTo(401);
    }

    @Test
    void aBadBodyIsRefused() {
        assertThat(product.client().post("/v1/auth/verify-email", "{}").code()).isEqualTo("invalid_parameter");
    }

    /// The newest token that is not the one already seen, as soon as it is there.
    private String newProofToken(Visitor visitor, String seen) {
        Visitor.mailTo(
                visitor.email,
                mail -> mail.links().stream().anyMatch(link -> link.contains("/app/verify"))
                        && !visitor.proofToken().equals(seen));
        return visitor.proofToken();
    }
}
