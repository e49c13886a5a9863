package tools.sota.accounts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.sota.platform.ProblemException;
import tools.sota.platform.Secrets;

class PasswordsTest {
    private static final Secrets SECRETS = new Secrets("s".repeat(40));
    private final Argon2id argon2 = new Argon2id();
    private final PasswordStrength strength =
            new PasswordStrength(new Passwords(argon2, SECRETS, 2, Duration.ofSeconds(30)));

    /// From the tests of the reference implementation (phc-winner-argon2, src/test.c).
    @Test
    void agreesWithTheReferenceImplementation() {
        var phc = "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc";

        assertThat(argon2.verify("password", phc)).isTrue();
        assertThat(argon2.verify("Password", phc)).isFalse();
    }

    @Test
    void costsWhatOwaspAsksFor() {
        assertThat(argon2.hash("violet otter makes tea"))
                .matches("\\$argon2id\\$v=19\\$m=19456,t=2,p=1\\$[A-Za-z0-9+/]{22}\\$[A-Za-z0-9+/]{43}");
    }

    @Test
    void twoHashesOfOnePasswordDiffer() {
        assertThat(argon2.hash("violet otter makes tea")).isNotEqualTo(argon2.hash("violet otter makes tea"));
    }

    @Test
    void thePasswordIsTheSameHoweverTheSystemComposesItsLetters() {
        var composed = argon2.hash("violet \u00f6tter makes tea");

        assertThat(argon2.verify("violet o\u0308tter makes tea", composed)).isTrue();
    }

    @Test
    void whatIsNoHashIsABugAndNoRefusal() {
        assertThatThrownBy(() -> argon2.verify("x", "plain")).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void theFirstThatFitsIsFound() {
        var passwords = new Passwords(argon2, SECRETS, 1, Duration.ofSeconds(5));
        var mine = argon2.hash("mine");
        var other = argon2.hash("other");

        assertThat(passwords.firstMatch("mine", List.of(other, mine, mine))).hasValue(1);
        assertThat(passwords.firstMatch("mine", List.of(other))).isEmpty();
        assertThat(passwords.firstMatch("", List.of())).isEmpty();
    }

    @Test
    void usersOfOneAddressAreAllTriedByOneDerivation() {
        var passwords = new Passwords(argon2, SECRETS, 1, Duration.ofSeconds(5));
        var hashes = java.util.stream.IntStream.range(0, 8)
                .mapToObj(number -> passwords.hash("password " + number, number % 2 == 0 ? "a@b.cd" : "A@B.CD"))
                .toList();
        long before = argon2.derivations();

        assertThat(passwords.firstMatch("password 7", hashes)).hasValue(7);
        assertThat(passwords.firstMatch("password 8", hashes)).isEmpty();

        assertThat(argon2.derivations() - before).isEqualTo(2L * Passwords.SALTS);
        assertThat(passwords.hash("password 0", "b@b.cd")).isNotEqualTo(hashes.getFirst());
    }

    @Test
    void aSwampedServerSendsPeopleAwayWithATime() {
        var swamped = new Passwords(argon2, SECRETS, 0, Duration.ofMillis(1));

        assertThatThrownBy(() -> swamped.hash("violet otter makes tea", "ada@example.com"))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        failure -> assertThat(failure.problem().status()).isEqualTo(503));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "password1234",
                "1234567890",
                "qwertyuiop",
                "aaaaaaaaaaaaaaaaaaaa",
                "iloveyou2026",
                "ada@example.com",
                "adaexamplecom",
                "Ada Lovelace"
            })
    void guessablePasswordsAreRefusedWithAReason(String password) {
        assertThat(strength.complaint(password, "ada@example.com", "Ada Lovelace"))
                .hasValueSatisfying(reason -> assertThat(reason).startsWith("is easy to guess"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"violet otter makes tea", "Kq7#vP2m!xZ9", "пароль из трёх слов", "correct horse battery"})
    void goodPasswordsNeedNoSpecialCharacters(String password) {
        assertThat(strength.complaint(password, "ada@example.com", null)).isEmpty();
    }

    @Test
    void aVeryLongPasswordIsJudgedQuickly() {
        var started = System.nanoTime();

        strength.complaint("ab1".repeat(85), "ada@example.com", null);

        assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void thatWhatIsBeyondTheEstimateCounts() {
        assertThat(strength.complaint("password".repeat(5) + "7!kQ#vPz2mXw", "ada@example.com", null))
                .isEmpty();
        assertThat(strength.complaint("password".repeat(9), "ada@example.com", null))
                .isPresent();
    }

    /// Each of these may stand for a letter, which the estimate tries in all combinations.
    @Test
    void theEstimateOfManyStandInsIsBoundedAndTakesItsTurn() {
        var hostile = "4@8({[<369&#!|1/0$5+7%2".repeat(12).substring(0, 256);
        strength.complaint("warm", "ada@example.com", null);
        var started = System.nanoTime();

        strength.complaint(hostile, "ada@example.com", null);

        var took = Duration.ofNanos(System.nanoTime() - started);
        System.out.println("Estimate of 256 stand-ins took " + took.toMillis() + " ms");
        assertThat(took).isLessThan(Duration.ofSeconds(5));
        var full = new PasswordStrength(new Passwords(argon2, SECRETS, 0, Duration.ofMillis(1)));
        assertThatThrownBy(() -> full.complaint("violet otter makes tea", "ada@example.com", null))
                .isInstanceOf(ProblemException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ada@example.com",
                "Ada.Lovelace+x@mail.example.co.uk",
                "o'hara@example.com",
                "ada@xn--bcher-kva.example"
            })
    void anAddressIsOneThatMailCanReach(String word) {
        assertThat(EmailAddress.isOne(word)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ada",
                "ada@localhost",
                "@example.com",
                "ada@.com",
                "ada@example..com",
                ".ada@example.com",
                "a..b@example.com",
                "ada@-x.com",
                "ada@example.c",
                "a b@example.com",
                "ad\u00e4@example.com",
                "ada@example.com\n",
                "\"ada\"@example.com",
                "ada@[127.0.0.1]",
                "ada@example.com,bob@example.com",
                "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx@example.com"
            })
    void anythingElseIsNone(String word) {
        assertThat(EmailAddress.isOne(word)).isFalse();
    }
}
