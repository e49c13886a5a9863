package tools.sota.sandbox.mail;

import java.time.Instant;
import java.util.List;

/// One mail as one recipient got it. Text and html are empty when the mail has no such part.
public record Mail(
        String id,
        Instant receivedAt,
        String recipient,
        String from,
        String subject,
        String text,
        String html,
        List<Header> headers) {
    public Mail {
        headers = List.copyOf(headers);
    }

    public record Header(String name, String value) {}

    /// Every web address in it, in order and each once: those of the HTML part first.
    public List<String> links() {
        return Links.in(this);
    }
}
