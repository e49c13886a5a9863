package tools.sota.notify;

import java.net.URI;
import java.time.Clock;
import tools.sota.platform.Database;
import tools.sota.platform.Ids;
import tools.sota.platform.Secrets;

/// The parts of the feature that others use.
///
/// @param sender for the scheduled job that sends what no commit woke
/// @param thread sends right after commits; to be closed before the database
public record NotifyFeature(Outbox outbox, OutboxSender sender, AutoCloseable thread) {
    /// Everything notices stand on.
    ///
    /// @param smtp `smtp://user:password@host:port` or `smtps://…`
    /// @param from sender of every mail, with a name
    public record Needs(Database database, Secrets secrets, Ids ids, Clock clock, URI smtp, String from) {}

    /// For a command, which puts mails in the outbox and leaves sending them to the server.
    public static Outbox outbox(Database database, Secrets secrets, Ids ids, Clock clock) {
        return new Outbox(database.jdbi(), new Outbox.Seal(secrets), ids, clock, () -> {});
    }

    public static NotifyFeature create(Needs needs) {
        var jdbi = needs.database()
                .rows(Mails.Claimed.class, Outbox.DeadLetter.class, Outbox.State.class)
                .jdbi();
        var seal = new Outbox.Seal(needs.secrets());
        var mailer = new Mailer(SmtpServer.of(needs.smtp()), needs.from());
        var sender = new OutboxSender(jdbi, seal, mailer, needs.clock());
        var thread = new SenderThread(sender::sendDue);
        var outbox = new Outbox(jdbi, seal, needs.ids(), needs.clock(), thread::wake);
        return new NotifyFeature(outbox, sender, thread);
    }
}
