package tools.sota.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.sota.platform.Secrets;
import tools.sota.testing.Answer;
import tools.sota.testing.InParallel;
import tools.sota.testing.Product;

class LogInTest {
    private final Product product = Visitor.product();

    @Test
    void thePasswordOpensASession() {
        var visitor = Visitor.withNewAddress(product).proven();
        var elsewhere = Visitor.with(product, visitor.email);

        var answer = elsewhere.logIn(Visitor.PASSWORD);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text("user.email")).isEqualTo(visitor.email);
        assertThat(answer.json().at("/accounts/0/role").asText()).isEqualTo("owner");
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        assertThat(elsewhere.refresh().status()).isEqualTo(200);
    }

    @Test
    void theAddressMayBeTypedInCapitals() {
        var visitor = Visitor.withNewAddress(product).signedUp();

        var answer =
                Visitor.with(product, visitor.email.toUpperCase(Locale.ROOT)).logIn(Visitor.PASSWORD);

        assertThat(answer.status()).isEqualTo(200);
    }

    @Test
    void aWrongPasswordAndAnUnknownAddressGetTheSameAnswer() {
        var known = Visitor.withNewAddress(product).signedUp().logIn("another otter makes tea");
        var unknown = Visitor.withNewAddress(product).logIn(Visitor.PASSWORD);

        assertThat(known.status()).isEqualTo(401);
        assertThat(known.code()).isEqualTo("email_or_password_wrong");
        assertThat(anonymous(known)).isEqualTo(anonymous(unknown));
        assertThat(known.response().headers().allValues("Set-Cookie")).isEmpty();
    }

    @Test
    void pendingUsersOfOneAddressEachHaveTheirOwnPassword() {
        var proven = Visitor.withNewAddress(product).proven();
        var pending = Visitor.with(product, proven.email);
        var pendingId = pending.signUp("quiet lamps over Delft").text("user.id");

        var provenIn = proven.logIn(Visitor.PASSWORD);
        var pendingIn = pending.logIn("quiet lamps over Delft");

        assertThat(pendingIn.text("user.id")).isEqualTo(pendingId);
        assertThat(provenIn.text("user.id")).isNotEqualTo(pendingId);
        assertThat(provenIn.json().at("/user/email_proven_at").isNull()).isFalse();
    }

    @Test
    void theProvenUserComesFirstWhenPasswordsAreTheSame() {
        var proven = Visitor.withNewAddress(product).proven();
        Visitor.with(product, proven.email).signedUp();

        var answer = Visitor.with(product, proven.email).logIn(Visitor.PASSWORD);

        assertThat(answer.json().at("/user/email_proven_at").isNull()).isFalse();
    }

    @Test
    void everyLogInCostsTheSameWorkWhoeverIsMeant() {
        var argon2 = new Argon2id();
        var passwords = new Passwords(argon2, new Secrets("s".repeat(40)), 2, Duration.ofSeconds(30));
        var mine = argon2.hash(Visitor.PASSWORD);
        var other = argon2.hash("another otter makes tea");

        for (var hashes : List.of(
                List.<String>of(), List.of(mine), List.of(other), List.of(mine, other), List.of(other, other, mine))) {
            long before = argon2.derivations();
            passwords.firstMatch(Visitor.PASSWORD, hashes);
            assertThat(argon2.derivations() - before).isEqualTo(Passwords.SALTS);
        }
    }

    @Test
    void tooManyTriesOnOneAddressWaitWhereverTheyComeFrom() {
        var email = Visitor.freshAddress();
        IntStream.range(0, AuthLimit.LOG_IN_BY_EMAIL.capacity())
                .forEach(number -> Visitor.with(product, email).logIn("wrong password " + number));

        var refused = Visitor.with(product, email.toUpperCase(Locale.ROOT)).logIn(Visitor.PASSWORD);

        assertThat(refused.code()).isEqualTo("too_many_requests");
        product.clock().advance(Duration.ofSeconds(Long.parseLong(refused.header("Retry-After"))));
        assertThat(Visitor.with(product, email).logIn(Visitor.PASSWORD).code()).isEqualTo("email_or_password_wrong");
    }

    @Test
    void tooManyTriesFromOneNetworkWaitWhomeverTheyMean() {
        var network = product.client();
        IntStream.range(0, AuthLimit.LOG_IN_BY_ADDRESS.capacity())
                .forEach(number -> network.post("/v1/auth/login", "{}"));

        var refused =
                network.post("/v1/auth/login", Visitor.withNewAddress(product).credentials(Visitor.PASSWORD));

        assertThat(refused.code()).isEqualTo("too_many_requests");
    }

    @Test
    void twentyLogInsAtOnceAreAnsweredInTurn() {
        var network = product.client();
        var visitors = IntStream.range(0, 20)
                .mapToObj(number -> Visitor.withNewAddress(product))
                .toList();

        var answers = InParallel.times(
                20,
                number -> network.post("/v1/auth/login", visitors.get(number).credentials("wrong")));

        assertThat(answers).extracting(Answer::status).containsAnyOf(401).isSubsetOf(401, 503);
        assertThat(answers.stream().filter(answer -> answer.status() == 503))
                .allSatisfy(answer -> assertThat(answer.header("Retry-After")).isNotEmpty());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"email\":\"ada@example.com\"}",
                "{\"email\":\"ada\",\"password\":\"x\"}",
                "{\"email\":\"ada@example.com\",\"password\":null}",
                "{\"email\":\"ada@example.com\",\"password\":\"x\",\"remember\":true}"
            })
    void aBadFieldIsRefused(String body) {
        assertThat(product.client().post("/v1/auth/login", body).code()).isEqualTo("invalid_parameter");
    }

    private static String anonymous(Answer answer) {
        return answer.body().replace(answer.text("request_id"), "req");
    }
}
