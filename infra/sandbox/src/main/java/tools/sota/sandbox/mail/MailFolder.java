package tools.sota.sandbox.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/// Every mail caught so far, numbered as they came and kept as `.eml` files.
final class MailFolder {
    private final Path folder;
    private final Clock clock;
    private final ConcurrentSkipListMap<String, Mail> mails = new ConcurrentSkipListMap<>();

    MailFolder(Path folder, Clock clock) {
        this.folder = folder;
        this.clock = clock;
        try (var files = Files.list(Files.createDirectories(folder))) {
            for (var file : (Iterable<Path>) files::iterator) {
                load(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the mails in " + folder, e);
        }
    }

    synchronized void add(String recipient, MimeMessage message) throws MessagingException {
        var last = mails.isEmpty() ? 0 : Long.parseLong(mails.lastKey());
        var id = "%08d".formatted(last + 1);
        try {
            var content = MailFile.write(recipient, clock.instant(), message);
            Files.write(file(id), content);
            mails.put(id, MailFile.read(id, content));
        } catch (IOException e) {
            throw new MessagingException("Cannot keep the mail in " + folder, e);
        }
    }

    List<Mail> newestFirst() {
        return List.copyOf(mails.descendingMap().values());
    }

    Optional<Mail> find(String id) {
        return Optional.ofNullable(mails.get(id));
    }

    byte[] source(Mail mail) {
        try {
            return Files.readAllBytes(file(mail.id()));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read mail " + mail.id(), e);
        }
    }

    synchronized void clear() {
        try {
            for (var id : mails.keySet()) {
                Files.deleteIfExists(file(id));
                mails.remove(id);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot clear " + folder, e);
        }
    }

    private void load(Path file) throws IOException {
        var name = file.getFileName().toString();
        if (!name.matches("\\d{8}\\.eml")) {
            return;
        }
        var id = name.substring(0, 8);
        try {
            mails.put(id, MailFile.read(id, Files.readAllBytes(file)));
        } catch (MessagingException | RuntimeException unreadable) {
            throw new IOException(file + " is not a mail of ours: delete it", unreadable);
        }
    }

    private Path file(String id) {
        return folder.resolve(id + ".eml");
    }
}
