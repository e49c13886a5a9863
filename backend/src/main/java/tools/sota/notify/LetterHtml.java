package tools.sota.notify;

import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.sota.platform.Resources;

/// A letter as HTML that old mail programs can show: one column of tables, inline styles, no image, no web font; dark
/// where
/// the reader's program is. The frame is `mail/letter.html`.
final class LetterHtml {
    private static final String FRAME = Resources.text("/mail/letter.html");
    private static final Pattern PLACE = Pattern.compile("\\{\\{(\\w+)}}");

    private LetterHtml() {}

    /// @param mark whose letter it is
    static String of(Letter letter, String mark) {
        return fill(Map.of(
                "subject", escaped(letter.subject()),
                "preview", escaped(letter.preview()),
                "mark", escaped(mark),
                "title", escaped(letter.title()),
                "paragraphs", paragraphs(letter),
                "facts", facts(letter),
                "button", button(letter),
                "why", escaped(letter.why())));
    }

    /// In one pass, so that a text which looks like a place stays a text.
    private static String fill(Map<String, String> parts) {
        return PLACE.matcher(FRAME)
                .replaceAll(place -> Matcher.quoteReplacement(Objects.requireNonNull(parts.get(place.group(1)))));
    }

    private static String paragraphs(Letter letter) {
        return letter.paragraphs().stream()
                .map(paragraph -> """
                        <p class="ink" style="margin:0 0 16px;color:#14181a;">%s</p>
                        """.formatted(escaped(paragraph)))
                .collect(Collectors.joining());
    }

    private static String facts(Letter letter) {
        if (letter.facts().isEmpty()) {
            return "";
        }
        var rows = letter.facts().stream().map(LetterHtml::row).collect(Collectors.joining());
        return """
                <table width="100%%" cellpadding="0" cellspacing="0" style="margin:0 0 24px;">
                %s</table>
                """.formatted(rows);
    }

    private static String row(Letter.Fact fact) {
        return """
                <tr><th scope="row" align="left" valign="top" class="hint rule" style="padding:8px 16px 8px 0;\
                border-top:1px solid #dedbd1;color:#454d50;font-weight:normal;">%s</th>\
                <td valign="top" class="ink rule" style="padding:8px 0;border-top:1px solid #dedbd1;color:#14181a;">%s</td></tr>
                """.formatted(escaped(fact.name()), escaped(fact.value()));
    }

    private static String button(Letter letter) {
        var button = letter.button();
        if (button == null) {
            return "";
        }
        return """
                <table role="presentation" cellpadding="0" cellspacing="0" style="margin:8px 0 16px;">
                <tr><td bgcolor="#0b5a6e" style="background:#0b5a6e;border-radius:6px;">
                <a href="%1$s" style="display:inline-block;padding:12px 20px;color:#fbfaf6;font-weight:bold;\
                text-decoration:none;">%2$s</a>
                </td></tr>
                </table>
                <p class="hint" style="margin:0;color:#454d50;font-size:13px;line-height:20px;word-break:break-all;">\
                Or open this address:<br><a class="link" href="%1$s" style="color:#0b5a6e;">%1$s</a></p>
                """.formatted(escaped(button.url()), escaped(button.label()));
    }

    static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
