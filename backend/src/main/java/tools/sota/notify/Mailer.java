package tools.sota.notify;

import jakarta.mail.Address;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;

/// Hands mails to the SMTP server: written text first, HTML beside it, and a Message-ID that does not change.
final class Mailer {
    private static final int CLOSING = 421;

    private final SmtpServer server;
    private final InternetAddress from;
    private final Session session;

    Mailer(SmtpServer server, String from) {
        this.server = server;
        this.from = parsed(from);
        this.session = server.session(domain());
    }

    /// A mail with everything that makes it this one.
    record Envelope(UUID id, String kind, Instant createdAt, String to, Letter letter) {
        @Override
        public String toString() {
            return "Envelope[" + id + ' ' + kind + ']';
        }
    }

    /// A connection that opens with the first mail and serves those after it.
    Line line() {
        return new Line();
    }

    /// Confined to one thread.
    final class Line implements AutoCloseable {
        private final Transport transport;

        Line() {
            try {
                transport = session.getTransport(server.scheme());
            } catch (MessagingException e) {
                throw new IllegalStateException("Angus Mail lacks the protocol " + server.scheme(), e);
            }
        }

        Delivery deliver(Envelope envelope) {
            var unreachable = connect();
            if (unreachable.isPresent()) {
                return unreachable.get();
            }
            try {
                var message = message(envelope);
                transport.sendMessage(message, new Address[] {new InternetAddress(envelope.to(), true)});
                return new Delivery.Sent();
            } catch (AddressException e) {
                return new Delivery.Refused("the address is not one", true);
            } catch (MessagingException e) {
                return judge(e);
            }
        }

        private Optional<Delivery> connect() {
            try {
                if (!transport.isConnected()) {
                    server.connect(transport);
                }
                return Optional.empty();
            } catch (MessagingException e) {
                return Optional.of(new Delivery.Unavailable(
                        server + " cannot be used: " + e.getClass().getSimpleName()));
            }
        }

        @Override
        public void close() {
            try {
                transport.close();
            } catch (MessagingException expected) {
                // What was sent was acknowledged; how the server takes our leave changes nothing.
            }
        }
    }

    /// A code that speaks of this mail, or of the server. The server's own words may quote the address: they stay out.
    static Delivery judge(MessagingException failure) {
        for (Throwable cause = failure; cause instanceof MessagingException next; cause = next.getNextException()) {
            if (next instanceof SMTPAddressFailedException address && address.getReturnCode() != CLOSING) {
                int code = address.getReturnCode();
                return new Delivery.Refused("the recipient was refused with " + code, isForGood(code));
            }
            if (next instanceof SMTPSendFailedException send && speaksOfContent(send)) {
                return new Delivery.Refused("the content was refused with " + send.getReturnCode(), false);
            }
        }
        return new Delivery.Unavailable(
                "the dialogue broke off: " + failure.getClass().getSimpleName());
    }

    /// And not of us: a server that refuses our sender refuses every mail.
    private static boolean speaksOfContent(SMTPSendFailedException failure) {
        int code = failure.getReturnCode();
        return code > 0
                && code != CLOSING
                && !String.valueOf(failure.getCommand()).startsWith("MAIL");
    }

    /// No such mailbox, or not here (RFC 5321 section 4.2.2). Other 5xx speak of policies that can be put right.
    private static boolean isForGood(int code) {
        return code == 550 || code == 551 || code == 553;
    }

    private MimeMessage message(Envelope envelope) throws MessagingException {
        var message = new Numbered(session, "<" + envelope.id() + '@' + domain() + '>');
        message.setFrom(from);
        message.setReplyTo(new Address[] {from});
        message.setRecipient(Message.RecipientType.TO, new InternetAddress(envelope.to(), true));
        message.setSubject(envelope.letter().subject(), "UTF-8");
        message.setSentDate(Date.from(envelope.createdAt()));
        message.setHeader("Auto-Submitted", "auto-generated");
        message.setHeader("X-Entity-Ref-ID", envelope.id().toString());
        message.setHeader("Feedback-ID", envelope.kind() + ':' + domain());
        var parts = new MimeMultipart("alternative");
        parts.addBodyPart(part(LetterText.of(envelope.letter()), "plain"));
        parts.addBodyPart(part(LetterHtml.of(envelope.letter(), mark()), "html"));
        message.setContent(parts);
        message.saveChanges();
        return message;
    }

    private static MimeBodyPart part(String text, String subtype) throws MessagingException {
        var part = new MimeBodyPart();
        part.setText(text, "UTF-8", subtype);
        part.setHeader("Content-Transfer-Encoding", "quoted-printable");
        return part;
    }

    private String mark() {
        return Optional.ofNullable(from.getPersonal()).orElse(domain());
    }

    private String domain() {
        var address = from.getAddress();
        return address.substring(address.indexOf('@') + 1);
    }

    private static InternetAddress parsed(String from) {
        try {
            return new InternetAddress(from, true);
        } catch (AddressException e) {
            throw new IllegalArgumentException(
                    "MAIL_FROM must be an address, such as: SOTA Tools <hello@tools.example>", e);
        }
    }

    /// Keeps the Message-ID it was given, where the library would make a new one per attempt.
    private static final class Numbered extends MimeMessage {
        private final String messageId;

        Numbered(Session session, String messageId) {
            super(session);
            this.messageId = messageId;
        }

        @Override
        protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", messageId);
        }
    }
}
