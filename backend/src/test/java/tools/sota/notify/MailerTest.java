package tools.sota.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MailerTest {
    @ParameterizedTest
    @CsvSource({
        "RCPT, 550 no such user ada@example.com, Refused[reason=the recipient was refused with 550|forGood=true]",
        "RCPT, 551 not here, Refused[reason=the recipient was refused with 551|forGood=true]",
        "RCPT, 552 mailbox is full, Refused[reason=the recipient was refused with 552|forGood=false]",
        "RCPT, 554 relaying denied, Refused[reason=the recipient was refused with 554|forGood=false]",
        "RCPT, 450 greylisted, Refused[reason=the recipient was refused with 450|forGood=false]",
        "MAIL TAKEN, 554 spam, Refused[reason=the content was refused with 554|forGood=false]",
        "MAIL TAKEN, 421 closing, Unavailable[reason=the dialogue broke off: SMTPSendFailedException]",
        "MAIL FROM, 550 you may not, Unavailable[reason=the dialogue broke off: SMTPSendFailedException]",
    })
    void aRefusalOfTheMailIsToldFromAFailureOfTheServer(String command, String reply, String delivery) {
        try (var smtp = ScriptedSmtp.start(said -> said.startsWith(command) ? reply : "")) {
            assertThat(deliver(smtp.uri()).toString()).isEqualTo(delivery.replace("|", ", "));
        }
    }

    @Test
    void aServerThatIsNotThereIsUnavailable() {
        assertThat(deliver(PostOffice.nowhere())).isInstanceOf(Delivery.Unavailable.class);
    }

    @Test
    void aWrongPasswordDelaysMailsAndKillsNone() {
        try (var smtp = ScriptedSmtp.start(said ->
                said.startsWith("EHLO") ? "250-scripted\r\n250 AUTH PLAIN" : said.startsWith("AUTH") ? "535 no" : "")) {
            var uri =
                    URI.create("smtp://us%40er:p%2Bss+w@127.0.0.1:" + smtp.uri().getPort());

            assertThat(deliver(uri)).isInstanceOf(Delivery.Unavailable.class);
        }
    }

    @Test
    void userAndPasswordOfTheUrlAreUsedAsTheyAreMeant() {
        var said = new CopyOnWriteArrayList<String>();
        try (var smtp = ScriptedSmtp.start(command -> {
            said.add(command);
            return command.startsWith("EHLO")
                    ? "250-scripted\r\n250 AUTH PLAIN"
                    : command.startsWith("AUTH") ? "235 welcome" : "";
        })) {
            deliver(URI.create("smtp://user:p%40ss+w@127.0.0.1:" + smtp.uri().getPort()));
        }
        var plain = java.util.Base64.getEncoder()
                .encodeToString("user\0user\0p@ss+w".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        assertThat(said).anyMatch(line -> line.equalsIgnoreCase("AUTH PLAIN " + plain));
        assertThat(said).contains("EHLO TOOLS.EXAMPLE");
    }

    @Test
    void elsewhereAPasswordNeedsTls() {
        var open = SmtpServer.of(URI.create("smtp://mail.example:587")).session("tools.example");
        var secret =
                SmtpServer.of(URI.create("smtp://user:pass@mail.example:587")).session("tools.example");
        var local = SmtpServer.of(URI.create("smtp://user:pass@127.0.0.1:1025")).session("tools.example");

        assertThat(open.getProperty("mail.smtp.starttls.enable")).isEqualTo("true");
        assertThat(open.getProperty("mail.smtp.starttls.required")).isEqualTo("false");
        assertThat(secret.getProperty("mail.smtp.starttls.required")).isEqualTo("true");
        assertThat(local.getProperty("mail.smtp.starttls.enable")).isEqualTo("false");
    }

    @Test
    void everyWaitHasAnEnd() {
        var session = SmtpServer.of(URI.create("smtps://mail.example:465")).session("tools.example");

        for (var name : List.of("connectiontimeout", "timeout", "writetimeout")) {
            assertThat(session.getProperty("mail.smtps." + name)).containsOnlyDigits();
        }
    }

    @Test
    void aSenderThatIsNoAddressStopsTheStart() {
        assertThatThrownBy(() -> new Mailer(SmtpServer.of(PostOffice.nowhere()), "SOTA Tools"))
                .hasMessageContaining("MAIL_FROM");
    }

    private static Delivery deliver(URI smtp) {
        var mailer = new Mailer(SmtpServer.of(smtp), "SOTA Tools <hello@tools.example>");
        try (var line = mailer.line()) {
            return line.deliver(new Mailer.Envelope(
                    UUID.randomUUID(), "test", Instant.EPOCH, "ada@example.com", PostOffice.letter("a fact")));
        }
    }
}
