package tools.sota.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.sota.platform.Ids;
import tools.sota.sandbox.mail.Mail;
import tools.sota.testing.Product;

/// Several users claim one address: none of them keeps another out, and the mailbox leads to what was paid for.
class SharedAddressTest {
    private static final String NEW = "seven quiet lamps over Delft";
    private static final String THEIRS = "another otter makes tea";
    private final Product product = Visitor.product();

    @Test
    void strangersWhoSignUpLaterDoNotKeepAPayingUserOut() {
        var victim = Visitor.withNewAddress(product);
        var id = paying(victim);
        strangers(victim, 4);

        var answer = victim.logIn(Visitor.PASSWORD);

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.text("user.id")).isEqualTo(id);
    }

    @Test
    void strangersWhoSignUpLaterDoNotKeepAnOlderPendingUserOut() {
        var victim = Visitor.withNewAddress(product);
        var id = victim.signUp().text("user.id");
        strangers(victim, 4);

        var answer = victim.logIn(Visitor.PASSWORD);

        assertThat(answer.text("user.id")).as(answer.body()).isEqualTo(id);
    }

    @Test
    void theResetMailLeadsToThePayingUserFirstAndProvesIt() {
        var victim = Visitor.withNewAddress(product);
        var id = paying(victim);
        strangers(victim, 1);
        victim.forgot();

        assertThat(victim.reset(victim.resetToken(), NEW).status()).isEqualTo(204);

        var answer = victim.logIn(NEW);
        assertThat(answer.text("user.id")).isEqualTo(id);
        assertThat(answer.json().at("/user/email_proven_at").isNull()).isFalse();
    }

    @Test
    void aResetOfAStrangersUserLeavesTheAddressToThePayingOne() {
        var victim = Visitor.withNewAddress(product);
        var id = paying(victim);
        var proof = victim.proofToken();
        strangers(victim, 1);
        victim.forgot();
        var links = resetTokens(victim);
        assertThat(links).as("one for each log-in").hasSize(2);

        assertThat(victim.reset(links.getLast(), NEW).status()).isEqualTo(204);

        var theirs = victim.logIn(NEW);
        assertThat(theirs.text("user.id")).isNotEqualTo(id);
        assertThat(theirs.json().at("/user/email_proven_at").isNull()).isTrue();
        assertThat(victim.verify(proof).status()).isEqualTo(200);
        assertThat(victim.logIn(Visitor.PASSWORD).text("user.id")).isEqualTo(id);
    }

    @Test
    void aStrangersProofLinkDoesNotTakeTheAddressOfAPayingUser() {
        var victim = Visitor.withNewAddress(product);
        var id = victim.signUp().text("user.id");
        var proof = victim.proofToken();
        strangers(victim, 1);
        Visitor.mailTo(victim.email, mail -> isProof(mail) && !mail.text().contains(proof));
        pay(Ids.parse("usr", id).orElseThrow());

        var theirs = victim.verify(victim.proofToken());

        assertThat(theirs.code()).as(theirs.body()).isEqualTo("state_conflict");
        assertThat(theirs.text("detail")).contains("paid").contains("reset");
        assertThat(victim.verify(proof).status()).isEqualTo(200);
    }

    @Test
    void whoReadsTheMailboxGetsToThePaidAccountEvenWhenAnotherUserProvedTheAddress() {
        var first = Visitor.withNewAddress(product).proven();
        var second = Visitor.with(product, first.email);
        var id = Ids.parse("usr", second.signUp(THEIRS).text("user.id")).orElseThrow();
        pay(id);
        first.forgot();
        var links = resetTokens(first);

        assertThat(links).hasSize(2);
        assertThat(first.reset(links.getLast(), NEW).status()).isEqualTo(204);

        assertThat(second.logIn(NEW).text("user.id")).isEqualTo(Ids.show("usr", id));
        assertThat(first.logIn(Visitor.PASSWORD).status())
                .as("the other log-in is as it was")
                .isEqualTo(200);
    }

    /// Whoever signed up with a foreign address and paid may have made live keys.
    @Test
    void aTakeoverByResetEndsEveryKeyAndNamesThemInTheMail() {
        var somebody = Visitor.withNewAddress(product);
        paying(somebody);
        var live = somebody.browser().post("/v1/keys", "{\"name\":\"their server\",\"environment\":\"live\"}");
        assertThat(live.status()).as(live.body()).isEqualTo(201);
        var owner = Visitor.with(product, somebody.email);
        owner.forgot();

        owner.reset(owner.resetToken(), NEW);

        assertThat(product.client().withKey(live.text("secret")).get("/v1/me").code())
                .isEqualTo("revoked_key");
        var mail = Visitor.mailTo(somebody.email, any -> any.subject().equals("Your password was changed"));
        assertThat(mail.text()).contains("their server").contains(live.text("key.hint"));
    }

    private void strangers(Visitor victim, int count) {
        IntStream.range(0, count)
                .forEach(number -> Visitor.with(product, victim.email.toUpperCase(java.util.Locale.ROOT))
                        .signUp(THEIRS + ' ' + number));
    }

    private static String paying(Visitor visitor) {
        var shown = visitor.signUp().text("user.id");
        pay(Ids.parse("usr", shown).orElseThrow());
        return shown;
    }

    private static void pay(UUID userId) {
        Visitor.jdbi().useHandle(handle -> handle.execute("""
                update account set paid_at = now()
                where id in (select account_id from membership where user_id = ?)
                """, userId));
    }

    private static boolean isProof(Mail mail) {
        return mail.subject().equals("Your test key is ready");
    }

    private static List<String> resetTokens(Visitor visitor) {
        visitor.resetToken();
        return Visitor.mailTo(visitor.email, mail -> mail.subject().equals("Set a new password")).links().stream()
                .filter(link -> link.contains("/app/reset?token="))
                .map(link -> link.split("token=", 2)[1])
                .toList();
    }
}
