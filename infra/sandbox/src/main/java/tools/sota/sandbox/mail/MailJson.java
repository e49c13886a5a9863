package tools.sota.sandbox.mail;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/// A mail as the JSON twin of the page shows it.
record MailJson(
        String id,
        @JsonProperty("received_at") String receivedAt,
        String to,
        String from,
        String subject,
        String text,
        String html,
        List<String> links,
        List<Mail.Header> headers) {
    static MailJson of(Mail mail) {
        return new MailJson(
                mail.id(),
                mail.receivedAt().toString(),
                mail.recipient(),
                mail.from(),
                mail.subject(),
                mail.text(),
                mail.html(),
                mail.links(),
                mail.headers());
    }
}
