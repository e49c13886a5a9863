package tools.sota.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.function.UnaryOperator;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.sota.testing.InParallel;
import tools.sota.testing.Services;

class OutboxTest {
    private final PostOffice office = new PostOffice();

    @AfterEach
    void close() {
        office.close();
    }

    @Test
    void aCommitSendsTheMailByItself() throws Exception {
        var notify = office.feature(URI.create(Services.mail().smtpUri()));
        var to = address();
        try (var thread = notify.thread()) {
            office.add(notify.outbox(), "a fact", to);

            var mail = Services.mail().awaitMessageTo(to, Duration.ofSeconds(5));

            assertThat(mail.subject()).isEqualTo("Häufig gestellte Frage");
            assertThat(thread).isNotNull();
        }
        assertThat(notify.outbox().state().waiting()).isZero();
    }

    @Test
    void aRollbackSendsNothing() {
        try (var smtp = ScriptedSmtp.start(PostOffice.always(""))) {
            var notify = office.quiet(smtp.uri());

            assertThatThrownBy(() -> office.jdbi().useTransaction(transaction -> {
                        notify.outbox().add(transaction, PostOffice.mail("a fact", "ada@example.com"));
                        throw new IllegalStateException("the cause failed");
                    }))
                    .hasMessage("the cause failed");

            assertThat(notify.sender().sendDue()).isZero();
            assertThat(smtp.accepted()).isEmpty();
        }
    }

    @Test
    void aFactIsToldOnce() {
        try (var smtp = ScriptedSmtp.start(PostOffice.always(""))) {
            var notify = office.quiet(smtp.uri());
            office.add(notify.outbox(), "a fact", "ada@example.com");
            office.add(notify.outbox(), "a fact", "ada@example.com");
            notify.sender().sendDue();
            office.add(notify.outbox(), "a fact", "ada@example.com");

            assertThat(notify.sender().sendDue()).isZero();
            assertThat(smtp.accepted()).hasSize(1);
        }
    }

    @Test
    void outsideATransactionAMailIsRefused() {
        var notify = office.quiet(PostOffice.nowhere());

        assertThatThrownBy(() -> office.jdbi()
                        .useHandle(handle -> notify.outbox().add(handle, PostOffice.mail("a fact", "ada@example.com"))))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void mailsToOneAddressKeepTheirOrder() {
        var greylisted = ConcurrentHashMap.<String>newKeySet();
        UnaryOperator<String> onceLater =
                command -> command.startsWith("RCPT") && greylisted.add(command) ? "451 later" : "";
        try (var smtp = ScriptedSmtp.start(onceLater)) {
            var notify = office.quiet(smtp.uri());
            office.add(notify.outbox(), "first", "ada@example.com");
            office.add(notify.outbox(), "second", "Ada@example.com");

            assertThat(notify.sender().sendDue())
                    .as("the second waits for the first")
                    .isZero();
            office.clock.advance(Duration.ofSeconds(10));
            notify.sender().sendDue();
            office.clock.advance(Duration.ofSeconds(10));
            notify.sender().sendDue();

            assertThat(smtp.accepted()).hasSize(2);
            assertThat(smtp.accepted().getFirst()).contains("first");
        }
    }

    @Test
    void fourSendersAtOnceSendEachMailOnce() {
        try (var smtp = ScriptedSmtp.start(PostOffice.always(""))) {
            var outbox = office.quiet(smtp.uri()).outbox();
            for (int number = 0; number < 40; number++) {
                office.add(outbox, "fact " + number, "user" + number % 7 + "@example.com");
            }

            var sent = InParallel.times(
                    4, node -> office.quiet(smtp.uri()).sender().sendDue());

            while (office.quiet(smtp.uri()).sender().sendDue() > 0) {
                assertThat(smtp.accepted()).hasSizeLessThanOrEqualTo(40);
            }
            assertThat(sent).isNotEmpty();
            assertThat(smtp.accepted()).hasSize(40);
            assertThat(PostOffice.messageIds(smtp)).hasSize(40);
        }
    }

    @Test
    void aMailToNobodyIsDoneWithoutAServer() {
        var notify = office.quiet(PostOffice.nowhere());
        office.jdbi()
                .useTransaction(transaction ->
                        notify.outbox().add(transaction, new Mail("decoy", "test", null, PostOffice.letter("decoy"))));

        assertThat(notify.sender().sendDue()).isEqualTo(1);
        assertThat(notify.outbox().state().waiting()).isZero();
    }

    @Test
    void aClaimOfAnotherNodeIsNeitherWaitedForNorTakenTwice() {
        try (var smtp = ScriptedSmtp.start(PostOffice.always(""))) {
            var notify = office.quiet(smtp.uri());
            office.add(notify.outbox(), "claimed", "ada@example.com");
            office.add(notify.outbox(), "free", "bob@example.com");
            var now = office.clock.instant();

            var sending = office.jdbi().inTransaction(transaction -> {
                transaction.attach(Mails.class).claim(now, now.plus(OutboxSender.LEASE));
                var other = Thread.ofVirtual().start(notify.sender()::sendDue);
                Awaitility.await().until(() -> !other.isAlive() || office.somebodyWaits());
                return other;
            });
            Awaitility.await().until(() -> !sending.isAlive());

            assertThat(smtp.accepted()).singleElement().asString().contains("free");
        }
    }

    @Test
    void closingFinishesTheDialogueUnderWay() throws Exception {
        var underWay = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        UnaryOperator<String> slow = command -> {
            if (command.startsWith("DATA")) {
                underWay.countDown();
                awaitQuietly(goOn);
            }
            return "";
        };
        try (var smtp = ScriptedSmtp.start(slow)) {
            var notify = office.feature(smtp.uri());
            office.add(notify.outbox(), "a fact", "ada@example.com");
            underWay.await();
            var closing = Thread.ofVirtual().start(() -> close(notify.thread()));
            goOn.countDown();
            closing.join();

            assertThat(smtp.accepted()).hasSize(1);
            assertThat(notify.outbox().state().waiting()).isZero();
        }
    }

    @Test
    void whatIsStoredOfAMailIsSealedAndGoesWithTheSending() {
        try (var smtp = ScriptedSmtp.start(PostOffice.always(""))) {
            var notify = office.quiet(smtp.uri());
            office.add(notify.outbox(), "a fact", "ada@example.com");
            assertThat(stored()).isNotEmpty().doesNotContain(hex("ada@example.com"), hex("a fact"), "ada@");

            notify.sender().sendDue();

            assertThat(stored()).contains("\"payload\":null").doesNotContain(hex("ada@example.com"));
        }
    }

    private String stored() {
        return office.jdbi()
                .withHandle(handle -> handle.select("select row_to_json(mail)::text from mail")
                        .mapTo(String.class)
                        .one());
    }

    private static String hex(String text) {
        return HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static void close(AutoCloseable part) {
        try {
            part.close();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static String address() {
        return "ada-" + System.nanoTime() + "@example.com";
    }
}
