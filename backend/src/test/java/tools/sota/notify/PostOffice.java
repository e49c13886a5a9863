package tools.sota.notify;

import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jdbi.v3.core.Jdbi;
import tools.sota.platform.Database;
import tools.sota.platform.Ids;
import tools.sota.platform.Secrets;
import tools.sota.testing.MovableClock;
import tools.sota.testing.Services;

/// An empty outbox, and senders for it.
final class PostOffice implements AutoCloseable {
    final MovableClock clock = new MovableClock();
    private final Database database = Database.open(Services.freshDatabase(), 10);
    private final Secrets secrets = new Secrets("0123456789abcdef0123456789abcdef");

    Jdbi jdbi() {
        return database.jdbi();
    }

    NotifyFeature feature(URI smtp) {
        return NotifyFeature.create(new NotifyFeature.Needs(
                database, secrets, new Ids(clock), clock, smtp, "SOTA Tools <hello@tools.example>"));
    }

    /// Without the thread: the test says when to send.
    NotifyFeature quiet(URI smtp) {
        var feature = feature(smtp);
        try {
            feature.thread().close();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
        return feature;
    }

    void add(Outbox outbox, String fact, String to) {
        jdbi().useTransaction(transaction -> outbox.add(transaction, mail(fact, to)));
    }

    boolean somebodyWaits() {
        return jdbi().withHandle(handle -> handle.select("select exists (select 1 from pg_locks where not granted)")
                .mapTo(boolean.class)
                .one());
    }

    static Mail mail(String fact, String to) {
        return new Mail(fact, "test", to, letter(fact));
    }

    static Letter letter(String fact) {
        return new Letter("Häufig gestellte Frage", "preview", fact, List.of(), List.of(), null, "why");
    }

    static Set<String> messageIds(ScriptedSmtp smtp) {
        var ids = new HashSet<String>();
        for (var mail : smtp.accepted()) {
            mail.lines().filter(line -> line.startsWith("Message-ID:")).forEach(ids::add);
        }
        return ids;
    }

    static UnaryOperator<String> always(String reply) {
        return command -> reply;
    }

    static UnaryOperator<String> refusing(String whom, String reply) {
        return command -> command.startsWith("RCPT") && command.contains(whom) ? reply : "";
    }

    static URI nowhere() {
        return URI.create("smtp://127.0.0.1:1");
    }

    @Override
    public void close() {
        database.close();
    }
}
