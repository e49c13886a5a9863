package tools.sota.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.sota.sandbox.mail.MailCatcher;

class OutboxSenderTest {
    private final PostOffice office = new PostOffice();

    @AfterEach
    void close() {
        office.close();
    }

    @Test
    void anHourWithoutAServerLosesNothingAndSendsNothingTwice(@TempDir Path folder) {
        var gone = MailCatcher.start(folder.resolve("first"), 0);
        int port = gone.smtpPort();
        gone.close();
        var notify = office.quiet(URI.create("smtp://127.0.0.1:" + port));
        for (int number = 0; number < 5; number++) {
            office.add(notify.outbox(), "fact " + number, address());
        }

        for (int minute = 0; minute < 60; minute++) {
            assertThat(notify.sender().sendDue()).isZero();
            office.clock.advance(Duration.ofMinutes(1));
        }
        assertThat(notify.outbox().state().waiting()).isEqualTo(5);
        try (var back = MailCatcher.start(folder.resolve("second"), port)) {
            office.clock.advance(Duration.ofMinutes(15));
            notify.sender().sendDue();
            notify.sender().sendDue();

            assertThat(back.messages()).hasSize(5);
        }
        assertThat(notify.outbox().state()).isEqualTo(new Outbox.State(0, 0, null));
    }

    @Test
    void theTwinOfACrashHasTheSameMessageIdAndThereIsNoThird() {
        try (var smtp = ScriptedSmtp.start(PostOffice.always(""))) {
            var notify = office.quiet(smtp.uri());
            office.add(notify.outbox(), "a fact", "ada@example.com");
            failingMarks(
                    () -> assertThatThrownBy(() -> notify.sender().sendDue()).isInstanceOf(RuntimeException.class));
            assertThat(notify.sender().sendDue()).as("the claim still stands").isZero();

            office.clock.advance(OutboxSender.LEASE);
            notify.sender().sendDue();
            office.clock.advance(OutboxSender.LEASE);
            notify.sender().sendDue();

            assertThat(smtp.accepted()).hasSize(2);
            assertThat(PostOffice.messageIds(smtp)).hasSize(1);
        }
    }

    @Test
    void aMailThatCannotBeReadIsADeadLetterAndStopsNobody() {
        try (var smtp = ScriptedSmtp.start(PostOffice.always(""))) {
            var notify = office.quiet(smtp.uri());
            office.add(notify.outbox(), "poison", "ada@example.com");
            office.jdbi()
                    .useHandle(handle ->
                            handle.execute("update mail set payload = '\\x00112233445566778899aabbccddeeff'"));
            office.add(notify.outbox(), "sound", "ada@example.com");
            office.add(notify.outbox(), "another", "bob@example.com");

            assertThat(notify.sender().sendDue()).isEqualTo(2);

            assertThat(notify.outbox().deadLetters(10)).singleElement().satisfies(dead -> {
                assertThat(dead.kind()).isEqualTo("test");
                assertThat(dead.failure()).startsWith("cannot be written");
            });
            assertThat(notify.outbox().state()).isEqualTo(new Outbox.State(0, 1, null));
        }
    }

    @Test
    void aMailboxThatDoesNotExistIsADeadLetterAtOnce() {
        try (var smtp = ScriptedSmtp.start(PostOffice.refusing("GONE@", "550 no such <gone@example.com>"))) {
            var notify = office.quiet(smtp.uri());
            office.add(notify.outbox(), "one", "gone@example.com");
            office.add(notify.outbox(), "two", "ada@example.com");

            assertThat(notify.sender().sendDue()).isEqualTo(1);

            assertThat(notify.outbox().deadLetters(10))
                    .singleElement()
                    .satisfies(dead -> assertThat(dead.failure()).isEqualTo("the recipient was refused with 550"));
        }
    }

    @Test
    void aMailThatIsRefusedForNowDiesAfterManyTriesAndStopsNobodyElse() {
        try (var smtp = ScriptedSmtp.start(PostOffice.refusing("GREY@", "451 later"))) {
            var notify = office.quiet(smtp.uri());
            office.add(notify.outbox(), "one", "grey@example.com");
            for (int attempt = 1; attempt < OutboxSender.MOST_REFUSALS; attempt++) {
                office.add(notify.outbox(), "other " + attempt, "ada@example.com");
                assertThat(notify.sender().sendDue()).isEqualTo(1);
                assertThat(notify.outbox().state().dead()).isZero();
                office.clock.advance(Duration.ofMinutes(15));
            }

            notify.sender().sendDue();

            assertThat(notify.outbox().deadLetters(10))
                    .singleElement()
                    .satisfies(dead -> assertThat(dead.attempts()).isEqualTo(OutboxSender.MOST_REFUSALS));
        }
    }

    @Test
    void theDelayGrowsWithEachAttempt() {
        var notify = office.quiet(PostOffice.nowhere());
        office.add(notify.outbox(), "a fact", "ada@example.com");
        var delays = new java.util.ArrayList<Long>();
        for (int attempt = 0; attempt < 12; attempt++) {
            notify.sender().sendDue();
            var due = office.jdbi()
                    .withHandle(handle -> handle.select("select due_at from mail")
                            .mapTo(java.time.Instant.class)
                            .one());
            delays.add(Duration.between(office.clock.instant(), due).toSeconds());
            office.clock.advance(Duration.between(office.clock.instant(), due).plusMillis(1));
        }

        assertThat(delays.getFirst()).isBetween(2L, 5L);
        assertThat(delays.get(5)).isBetween(79L, 160L);
        assertThat(delays.getLast()).isBetween(449L, 900L);
    }

    private void failingMarks(Runnable work) {
        office.jdbi().useHandle(handle -> handle.execute("""
                create function crash() returns trigger language plpgsql as 'begin raise exception ''crash''; end';
                create trigger crash before update on mail for each row when (new.sent_at is not null)
                execute function crash()
                """));
        try {
            work.run();
        } finally {
            office.jdbi().useHandle(handle -> handle.execute("drop function crash() cascade"));
        }
    }

    private static String address() {
        return "ada-" + System.nanoTime() + "@example.com";
    }
}
