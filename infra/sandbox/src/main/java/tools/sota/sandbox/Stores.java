package tools.sota.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.sota.sandbox.mail.MailCatcher;

/// The three things an application of ours keeps its data in or sends its mail to.
public record Stores(Postgres postgres, Redis redis, MailCatcher mail) {
    /// Empty and fast ones on free ports, for the tests of one JVM; they go when it ends.
    public static Stores forTests() {
        try {
            var folder = Files.createTempDirectory("sota-stores-");
            var closing = Closing.atExit();
            closing.add(() -> Folders.delete(folder));
            return start(folder, Ports.free(), Durability.FAST, closing);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Stores start(Path folder, Ports ports, Durability durability, Closing closing) {
        return new Stores(
                closing.add(Postgres.start(folder.resolve("postgres"), ports.of(Port.POSTGRES), durability)),
                closing.add(Redis.start(folder.resolve("redis"), ports.of(Port.REDIS), durability)),
                closing.add(MailCatcher.start(folder.resolve("mail"), ports.of(Port.SMTP))));
    }
}
