package tools.sota.sandbox.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MailCatcherTest {
    private static final Duration SOON = Duration.ofSeconds(5);

    @TempDir
    private Path folder;

    @Test
    void catchesTextHtmlSenderAndLinks() {
        try (var mails = MailCatcher.start(folder, 0)) {
            new Sender(mails.smtpPort())
                    .to("ada@example.com")
                    .send(
                            "Bestätige deine Adresse ✓",
                            "Open http://127.0.0.1:8080/verify?token=abc.",
                            "<p>Grüße! <a href=\"http://127.0.0.1:8080/verify?token=abc&amp;x=1\">Confirm</a>");

            var mail = mails.awaitMessageTo("Ada@Example.com", SOON);

            assertThat(mail.from()).isEqualTo("SOTA Tools <hello@sota.test>");
            assertThat(mail.subject()).isEqualTo("Bestätige deine Adresse ✓");
            assertThat(mail.text()).isEqualToIgnoringNewLines("Open http://127.0.0.1:8080/verify?token=abc.");
            assertThat(mail.html()).contains("Grüße!");
            assertThat(mail.links())
                    .containsExactly(
                            "http://127.0.0.1:8080/verify?token=abc&x=1", "http://127.0.0.1:8080/verify?token=abc");
            assertThat(mail.headers()).contains(new Mail.Header("Subject", "Bestätige deine Adresse ✓"));
        }
    }

    @Test
    void givesEachRecipientAMailOfTheirOwn() {
        try (var mails = MailCatcher.start(folder, 0)) {
            new Sender(mails.smtpPort())
                    .to("ada@example.com", "bob@example.com")
                    .send("Hello", "Both of you", "");

            assertThat(mails.awaitMessageTo("ada@example.com", SOON).subject()).isEqualTo("Hello");
            assertThat(mails.awaitMessageTo("bob@example.com", SOON).subject()).isEqualTo("Hello");
            assertThat(mails.messages()).hasSize(2);
        }
    }

    @Test
    void listsTheNewestFirstAndFindsTheOneThatIsMeant() {
        try (var mails = MailCatcher.start(folder, 0)) {
            var sender = new Sender(mails.smtpPort()).to("ada@example.com");
            sender.send("First", "1", "");
            sender.send("Second", "2", "");

            assertThat(mails.awaitMessageTo(
                                    "ada@example.com",
                                    SOON,
                                    mail -> mail.subject().equals("First"))
                            .text())
                    .startsWith("1");
            assertThat(mails.messagesTo("ada@example.com"))
                    .extracting(Mail::subject)
                    .containsExactly("Second", "First");
        }
    }

    @Test
    void keepsMailsBetweenRunsUntilTheyAreCleared() throws Exception {
        try (var mails = MailCatcher.start(folder, 0)) {
            new Sender(mails.smtpPort()).to("ada@example.com").send("First", "1", "");
        }

        try (var mails = MailCatcher.start(folder, 0)) {
            new Sender(mails.smtpPort()).to("ada@example.com").send("Second", "2", "");
            assertThat(mails.messages()).extracting(Mail::subject).containsExactly("Second", "First");

            mails.clear();

            assertThat(mails.messages()).isEmpty();
            try (var files = Files.list(folder)) {
                assertThat(files).isEmpty();
            }
        }
    }

    @Test
    void saysWhatCameInsteadOfTheAwaitedMail() {
        try (var mails = MailCatcher.start(folder, 0)) {
            new Sender(mails.smtpPort()).to("bob@example.com").send("Hello", "Bob", "");

            assertThatThrownBy(() -> mails.awaitMessageTo("ada@example.com", Duration.ofMillis(1)))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("ada@example.com")
                    .hasMessageContaining("bob@example.com \"Hello\"");
        }
    }
}
