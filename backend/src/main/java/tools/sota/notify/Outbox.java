package tools.sota.notify;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import tools.sota.platform.Ids;
import tools.sota.platform.Json;
import tools.sota.platform.Secrets;

/// Where a mail is put in the transaction of its cause: no commit, no mail; a commit, one mail.
public final class Outbox {
    /// A fact of a year's subscription must not be told twice.
    private static final Duration SENT_KEPT = Duration.ofDays(400);

    private static final Duration DEAD_KEPT = Duration.ofDays(30);

    private final Jdbi jdbi;
    private final Seal seal;
    private final Ids ids;
    private final Clock clock;
    private final Runnable wake;

    Outbox(Jdbi jdbi, Seal seal, Ids ids, Clock clock, Runnable wake) {
        this.jdbi = jdbi;
        this.seal = seal;
        this.ids = ids;
        this.clock = clock;
        this.wake = wake;
    }

    /// A mail that could not be delivered and is not tried again.
    public record DeadLetter(UUID id, String kind, int attempts, String failure, Instant deadAt) {}

    /// How the outbox stands, for metrics and alarms.
    public record State(long waiting, long dead, @Nullable Instant oldestWaiting) {}

    /// Sent soon after the transaction commits; unless a mail about the same fact is there already.
    public void add(Handle transaction, Mail mail) {
        if (!transaction.isInTransaction()) {
            throw new IllegalStateException("A mail is written in the transaction of its cause");
        }
        var row = new Mails.NewMail(
                ids.next(), mail.dedupe(), mail.kind(), seal.recipient(mail), seal.seal(mail), clock.instant());
        if (transaction.attach(Mails.class).insert(row) == 1) {
            transaction.afterCommit(wake);
        }
    }

    public State state() {
        return jdbi.withExtension(Mails.class, Mails::state);
    }

    /// The latest first.
    public List<DeadLetter> deadLetters(int limit) {
        return jdbi.withExtension(Mails.class, mails -> mails.dead(limit));
    }

    public int forgetOld() {
        var now = clock.instant();
        return jdbi.withExtension(Mails.class, mails -> mails.deleteOlder(now.minus(SENT_KEPT), now.minus(DEAD_KEPT)));
    }

    /// Mails hold addresses and tokens, so what is stored of them is sealed.
    static final class Seal {
        private final Secrets secrets;

        Seal(Secrets secrets) {
            this.secrets = secrets.forPurpose("mail");
        }

        record Payload(@Nullable String to, Letter letter) {
            @Override
            public String toString() {
                return "Payload[…]";
            }
        }

        byte[] recipient(Mail mail) {
            return secrets.mac(mail.to() == null ? mail.dedupe() : mail.to().toLowerCase(Locale.ROOT));
        }

        byte[] seal(Mail mail) {
            return secrets.seal(Json.bytes(new Payload(mail.to(), mail.letter())));
        }

        /// @throws RuntimeException when it was sealed under another secret, or is no mail any more
        Payload open(byte[] sealed) {
            try {
                return Json.mapper().readValue(secrets.open(sealed), Payload.class);
            } catch (java.io.IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }
    }
}
