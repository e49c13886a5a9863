package tools.sota.sandbox.mail;

import jakarta.mail.BodyPart;
import jakarta.mail.Header;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeUtility;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/// The form in which a mail lies on disk: the message as it came, below two lines of our own that say for whom and
/// when.
final class MailFile {
    private static final String RECIPIENT = "Delivered-To";
    private static final String RECEIVED = "X-Sandbox-Received-At";

    private MailFile() {}

    static byte[] write(String recipient, Instant receivedAt, MimeMessage message)
            throws IOException, MessagingException {
        var bytes = new ByteArrayOutputStream();
        var ours = "%s: %s\r\n%s: %s\r\n".formatted(RECIPIENT, recipient, RECEIVED, receivedAt);
        bytes.writeBytes(ours.getBytes(StandardCharsets.UTF_8));
        message.writeTo(bytes);
        return bytes.toByteArray();
    }

    static Mail read(String id, byte[] content) throws IOException, MessagingException {
        var message = new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(content));
        return new Mail(
                id,
                Instant.parse(message.getHeader(RECEIVED, null)),
                message.getHeader(RECIPIENT, null),
                sender(message),
                Optional.ofNullable(message.getSubject()).orElse(""),
                part(message, "text/plain").orElse(""),
                part(message, "text/html").orElse(""),
                headers(message));
    }

    private static String sender(MimeMessage message) throws MessagingException {
        @Nullable String from = message.getHeader("From", null);
        if (from == null) {
            return "";
        }
        var address = new InternetAddress(from, false);
        return address.toUnicodeString();
    }

    private static Optional<String> part(Part part, String type) throws IOException, MessagingException {
        if (Part.ATTACHMENT.equalsIgnoreCase(part.getDisposition())) {
            return Optional.empty();
        }
        if (part.getContent() instanceof Multipart parts) {
            return firstOf(parts, type);
        }
        return part.isMimeType(type) && part.getContent() instanceof String text ? Optional.of(text) : Optional.empty();
    }

    private static Optional<String> firstOf(Multipart parts, String type) throws IOException, MessagingException {
        for (var i = 0; i < parts.getCount(); i++) {
            BodyPart child = parts.getBodyPart(i);
            var found = part(child, type);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private static List<Mail.Header> headers(MimeMessage message) throws IOException, MessagingException {
        var headers = new ArrayList<Mail.Header>();
        for (Header header : Collections.list(message.getAllHeaders())) {
            headers.add(
                    new Mail.Header(header.getName(), MimeUtility.decodeText(MimeUtility.unfold(header.getValue()))));
        }
        return headers;
    }
}
