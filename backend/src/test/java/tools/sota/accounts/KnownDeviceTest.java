package tools.sota.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.sota.testing.Product;

/// Whoever knows an address can slow down guesses at its password, but not its owner.
class KnownDeviceTest {
    private final Product product = Visitor.product();

    @Test
    void wrongPasswordsFromElsewhereDoNotLockOutADeviceThatWasInBefore() {
        var victim = Visitor.withNewAddress(product).signedUp();
        victim.logOut();
        IntStream.range(0, 60)
                .forEach(number -> Visitor.with(product, victim.email).logIn("wrong password " + number));

        assertThat(Visitor.with(product, victim.email).logIn(Visitor.PASSWORD).code())
                .as("elsewhere")
                .isEqualTo("too_many_requests");
        assertThat(victim.logIn(Visitor.PASSWORD).status()).as("here").isEqualTo(200);
    }

    @Test
    void wrongPasswordsFromOneNetworkDoNotLockOutAnother() {
        var victim = Visitor.withNewAddress(product).signedUp();
        var stranger = Visitor.with(product, victim.email);
        IntStream.range(0, 10).forEach(number -> stranger.logIn("wrong password " + number));

        assertThat(stranger.logIn("wrong again").code()).isEqualTo("too_many_requests");
        assertThat(Visitor.with(product, victim.email).logIn(Visitor.PASSWORD).status())
                .isEqualTo(200);
    }

    @Test
    void aStolenDeviceCookieHasATightLimitOfItsOwn() {
        var victim = Visitor.withNewAddress(product).signedUp();

        var answers = IntStream.range(0, 21)
                .mapToObj(number -> victim.logIn("wrong password " + number))
                .toList();

        assertThat(answers.getLast().code()).isEqualTo("too_many_requests");
        assertThat(answers.getFirst().code()).isEqualTo("email_or_password_wrong");
    }

    @Test
    void aMarkOfAnotherUserOrMadeUpOpensNoFurtherTries() {
        var victim = Visitor.withNewAddress(product).signedUp();
        var stranger = Visitor.with(product, victim.email);
        stranger.signUp("another otter makes tea");
        IntStream.range(0, 10).forEach(number -> stranger.logIn("wrong password " + number));

        assertThat(stranger.logIn(Visitor.PASSWORD).code())
                .as("the right password of another user of the address")
                .isEqualTo("email_or_password_wrong");
        var nobody = Visitor.with(product, victim.email);
        IntStream.range(0, 10).forEach(number -> nobody.logIn("wrong password " + number));
        assertThat(nobody.browser()
                        .with("Cookie", "sota_device=usr_00000000000000000000000000.x.y")
                        .post("/v1/auth/login", nobody.credentials(Visitor.PASSWORD))
                        .code())
                .isEqualTo("too_many_requests");
    }
}
