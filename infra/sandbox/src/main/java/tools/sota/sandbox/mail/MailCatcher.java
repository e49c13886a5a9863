package tools.sota.sandbox.mail;

import com.icegreen.greenmail.configuration.GreenMailConfiguration;
import com.icegreen.greenmail.mail.MailAddress;
import com.icegreen.greenmail.mail.MovingMessage;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.user.UserImpl;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import tools.sota.sandbox.Waiting;

/// A real SMTP server on loopback that takes mail for any address, with or without a password, and delivers it
/// nowhere: it stays in the folder.
public final class MailCatcher implements AutoCloseable {
    private final GreenMail server;
    private final MailFolder folder;

    private MailCatcher(GreenMail server, MailFolder folder) {
        this.server = server;
        this.folder = folder;
    }

    /// Starts on the port, or on a free one when it is 0.
    public static MailCatcher start(Path folder, int smtpPort) {
        var mails = new MailFolder(folder, Clock.systemUTC());
        var server = new GreenMail(new ServerSetup(smtpPort, "127.0.0.1", ServerSetup.PROTOCOL_SMTP))
                .withConfiguration(new GreenMailConfiguration().withDisabledAuthentication());
        server.start();
        server.getUserManager().setMessageDeliveryHandler((message, address) -> {
            mails.add(address.getEmail(), message.getMessage());
            return delivered(server, address);
        });
        return new MailCatcher(server, mails);
    }

    public int smtpPort() {
        return server.getSmtp().getPort();
    }

    public String smtpUri() {
        return "smtp://127.0.0.1:" + smtpPort();
    }

    /// Newest first.
    public List<Mail> messages() {
        return folder.newestFirst();
    }

    /// Newest first.
    public List<Mail> messagesTo(String address) {
        return messages().stream()
                .filter(mail -> mail.recipient().equalsIgnoreCase(address))
                .toList();
    }

    /// The newest mail to the address, as soon as there is one.
    public Mail awaitMessageTo(String address, Duration limit) {
        return awaitMessageTo(address, limit, any -> true);
    }

    /// The newest such mail to the address, as soon as there is one.
    public Mail awaitMessageTo(String address, Duration limit, Predicate<Mail> wanted) {
        Waiting.until(limit, () -> newest(address, wanted).isPresent());
        return newest(address, wanted)
                .orElseThrow(() -> new AssertionError("No such mail to %s within %s; these came: %s"
                        .formatted(
                                address,
                                limit,
                                messages().stream()
                                        .map(mail -> mail.recipient() + " \"" + mail.subject() + "\"")
                                        .toList())));
    }

    public void clear() {
        folder.clear();
    }

    Optional<Mail> find(String id) {
        return folder.find(id);
    }

    byte[] source(Mail mail) {
        return folder.source(mail);
    }

    @Override
    public void close() {
        server.stop();
    }

    private Optional<Mail> newest(String address, Predicate<Mail> wanted) {
        return messagesTo(address).stream().filter(wanted).findFirst();
    }

    /// GreenMail wants a user whose mailbox takes the message; ours lies in the folder already.
    private static GreenMailUser delivered(GreenMail server, MailAddress address) throws MessagingException {
        return new UserImpl(
                address.getEmail(), address.getEmail(), "", server.getManagers().getImapHostManager()) {
            @Override
            public void deliver(MovingMessage message) {}
        };
    }
}
