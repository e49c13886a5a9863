package tools.sota.sandbox.mail;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.util.List;
import java.util.Properties;

/// Sends mail over real SMTP, as the application does.
record Sender(int port, List<String> recipients) {
    Sender(int port) {
        this(port, List.of());
    }

    Sender to(String... addresses) {
        return new Sender(port, List.of(addresses));
    }

    void send(String subject, String text, String html) {
        try {
            var message = new MimeMessage(Session.getInstance(properties()));
            message.setFrom("SOTA Tools <hello@sota.test>");
            message.setRecipients(Message.RecipientType.TO, InternetAddress.parse(String.join(",", recipients)));
            message.setSubject(subject, "utf-8");
            message.setContent(body(text, html));
            Transport.send(message);
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    private Properties properties() {
        var properties = new Properties();
        properties.setProperty("mail.smtp.host", "127.0.0.1");
        properties.setProperty("mail.smtp.port", Integer.toString(port));
        return properties;
    }

    private static MimeMultipart body(String text, String html) throws MessagingException {
        var parts = new MimeMultipart("alternative");
        var plain = new MimeBodyPart();
        plain.setText(text, "utf-8");
        parts.addBodyPart(plain);
        if (!html.isEmpty()) {
            var rich = new MimeBodyPart();
            rich.setContent(html, "text/html; charset=utf-8");
            parts.addBodyPart(rich);
        }
        return parts;
    }
}
