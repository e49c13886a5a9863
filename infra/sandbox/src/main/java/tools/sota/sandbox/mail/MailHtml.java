package tools.sota.sandbox.mail;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// The two pages: a list that renews itself, and one mail.
final class MailHtml {
    private static final int SHOWN = 200;

    private final DateTimeFormatter time =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);
    private final Template list = Template.read("list.html");
    private final Template row = Template.read("row.html");
    private final Template one = Template.read("mail.html");
    private final Template header = Template.read("header.html");
    private final Template htmlPart = Template.read("html-part.html");

    String list(List<Mail> mails, String to) {
        return list.with(Map.of(
                "to", escape(to),
                "newest", mails.isEmpty() ? "" : mails.getFirst().id(),
                "rows",
                        mails.stream()
                                .limit(SHOWN)
                                .map(mail -> row.with(facts(mail)))
                                .collect(Collectors.joining()),
                "note", note(mails.size())));
    }

    String one(Mail mail) {
        var values = new HashMap<>(facts(mail));
        values.put("recipient-in-url", URLEncoder.encode(mail.recipient(), StandardCharsets.UTF_8));
        values.put("html-part", mail.html().isEmpty() ? "" : htmlPart.with(facts(mail)));
        values.put("text-part", mail.text().isEmpty() ? "" : "<pre>" + linked(mail.text()) + "</pre>");
        values.put("headers", headers(mail));
        return one.with(values);
    }

    private Map<String, String> facts(Mail mail) {
        return Map.of(
                "id", mail.id(),
                "when", time.format(mail.receivedAt()),
                "from", escape(mail.from()),
                "recipient", escape(mail.recipient()),
                "subject", mail.subject().isBlank() ? "(no subject)" : escape(mail.subject()));
    }

    private String headers(Mail mail) {
        return mail.headers().stream()
                .map(each -> header.with(Map.of("name", escape(each.name()), "value", escape(each.value()))))
                .collect(Collectors.joining());
    }

    private static String note(int size) {
        return switch (size) {
            case 0 -> "No mail yet. This page shows it as soon as it comes.";
            case 1 -> "1 mail.";
            default -> size > SHOWN ? "The newest %d of %d mails.".formatted(SHOWN, size) : size + " mails.";
        };
    }

    /// The text with its web addresses made clickable; what is between them is escaped piece by piece.
    private static String linked(String text) {
        var html = new StringBuilder();
        var end = 0;
        for (var found : Links.IN_TEXT.matcher(text).results().toList()) {
            var address = escape(found.group());
            html.append(escape(text.substring(end, found.start())))
                    .append("<a target=\"_blank\" rel=\"noreferrer\" href=\"")
                    .append(address)
                    .append("\">")
                    .append(address)
                    .append("</a>");
            end = found.end();
        }
        return html.append(escape(text.substring(end))).toString();
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
