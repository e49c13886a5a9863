package tools.sota.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Properties;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What arrives, parsed from the bytes that crossed the wire.
class MailTest {
    private static final String URL = "https://tools.example/app/verify?token=a_b-c&next=1";
    private static final UUID ID = UUID.fromString("01936f2e-0000-7000-8000-000000000001");
    private static final Instant WRITTEN = Instant.parse("2026-11-22T12:00:00Z");

    @Test
    void textComesFirstAndHtmlBesideIt() throws Exception {
        var mail = sent(letter());

        var parts = (MimeMultipart) mail.getContent();

        assertThat(mail.getContentType()).startsWith("multipart/alternative");
        assertThat(parts.getCount()).isEqualTo(2);
        assertThat(parts.getBodyPart(0).getContentType()).isEqualToIgnoringCase("text/plain; charset=UTF-8");
        assertThat(parts.getBodyPart(1).getContentType()).isEqualToIgnoringCase("text/html; charset=UTF-8");
    }

    @Test
    void theHeadersSayWhoSentItAndThatItIsNoPerson() throws Exception {
        var mail = sent(letter());

        assertThat(mail.getMessageID()).isEqualTo("<" + ID + "@tools.example>");
        assertThat(mail.getHeader("From", ",")).isEqualTo("SOTA Tools <hello@tools.example>");
        assertThat(mail.getHeader("Reply-To", ",")).isEqualTo("SOTA Tools <hello@tools.example>");
        assertThat(mail.getHeader("Auto-Submitted", ",")).isEqualTo("auto-generated");
        assertThat(mail.getHeader("X-Entity-Ref-ID", ",")).isEqualTo(ID.toString());
        assertThat(mail.getSentDate()).isEqualTo(Date.from(WRITTEN));
        assertThat(mail.getSubject()).isEqualTo("Häufig: größer als 5 €?");
    }

    @Test
    void theTextSaysEverythingByItself() throws Exception {
        var text = text(sent(letter()), 0);

        assertThat(text)
                .containsSubsequence(
                        "One sentence.",
                        "Grüße & <b>Küsse</b>",
                        "Plan: Pro",
                        "Amount: $99.00",
                        "Prove this address:\n" + URL,
                        "-- \nWhy.");
    }

    @Test
    void theHtmlHasOneButtonTheBareAddressAndNoMarkupOfOthers() throws Exception {
        var html = text(sent(letter()), 1);

        assertThat(html).contains("Grüße &amp; &lt;b&gt;Küsse&lt;/b&gt;").doesNotContain("<b>");
        assertThat(html.split("<a ", -1)).as("a button and the bare address").hasSize(3);
        assertThat(html).contains(">" + URL.replace("&", "&amp;") + "</a>");
        assertThat(html).contains("color-scheme", "prefers-color-scheme: dark", "<th scope=\"row\"");
        assertThat(html).doesNotContain("<img", "<script", "{{", "http://");
        assertThat(html.getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(30_000);
    }

    @Test
    void whatLooksLikeAPlaceOfTheTemplateStaysText() {
        var letter = new Letter("s", "p", "{{button}} $1 \\", List.of(), List.of(), null, "why");

        assertThat(LetterHtml.of(letter, "Mark")).contains("{{button}} $1 \\");
    }

    @Test
    void linesThatCouldEndTheMailEarlyDoNot() throws Exception {
        var letter = new Letter("s", "p", "t", List.of("one\n.\nQUIT", "x".repeat(3000)), List.of(), null, "why");

        assertThat(text(sent(letter), 0)).contains("\n.\nQUIT", "x".repeat(3000));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "two\nlines", "x\r\nBcc: eve@example.com"})
    void aSubjectIsOneLine(String subject) {
        assertThatThrownBy(() -> new Letter(subject, "p", "t", List.of(), List.of(), null, "why"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"javascript:alert(1)", "/app", "https://x/ y", "https://x/\"onclick"})
    void aButtonLeadsToAnAddress(String url) {
        assertThatThrownBy(() -> new Letter.Button("Go", url)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anAddressWithALineBreakIsRefused() {
        assertThatThrownBy(() -> new Mail("fact", "test", "ada@example.com\r\nBcc: eve@example.com", letter()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void nothingPrintsATokenOrAnAddress() {
        var mail = new Mail("fact", "test", "ada@example.com", letter());
        var payload = new Outbox.Seal.Payload("ada@example.com", letter());

        assertThat(mail + " " + payload + " " + letter() + " " + letter().button())
                .doesNotContain("token")
                .doesNotContain("ada@");
    }

    private static Letter letter() {
        return new Letter(
                "Häufig: größer als 5 €?",
                "Preview",
                "One sentence.",
                List.of("Grüße & <b>Küsse</b>"),
                List.of(new Letter.Fact("Plan", "Pro"), new Letter.Fact("Amount", "$99.00")),
                new Letter.Button("Prove this address", URL),
                "Why.");
    }

    private static MimeMessage sent(Letter letter) throws MessagingException {
        try (var smtp = ScriptedSmtp.start(PostOffice.always(""))) {
            var mailer = new Mailer(SmtpServer.of(smtp.uri()), "SOTA Tools <hello@tools.example>");
            try (var line = mailer.line()) {
                var delivery = line.deliver(new Mailer.Envelope(ID, "test", WRITTEN, "ada@example.com", letter));
                assertThat(delivery).isEqualTo(new Delivery.Sent());
            }
            var bytes =
                    smtp.accepted().getFirst().replaceAll("(?m)^\\.\\.", ".").getBytes(StandardCharsets.ISO_8859_1);
            return new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(bytes));
        }
    }

    private static String text(MimeMessage mail, int part) throws MessagingException, IOException {
        var content = ((MimeMultipart) mail.getContent()).getBodyPart(part).getContent();
        return ((String) content).replace("\r\n", "\n");
    }
}
