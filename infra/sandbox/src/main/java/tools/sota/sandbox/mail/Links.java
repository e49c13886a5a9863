package tools.sota.sandbox.mail;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.regex.Pattern;

/// The web addresses in a mail.
final class Links {
    private static final Pattern IN_HTML =
            Pattern.compile("href\\s*=\\s*[\"'](https?://[^\"']+)[\"']", Pattern.CASE_INSENSITIVE);
    /// A full stop or bracket after an address belongs to the sentence.
    static final Pattern IN_TEXT = Pattern.compile("https?://[^\\s<>\"]*[^\\s<>\".,;:!?)\\]]");

    private Links() {}

    static List<String> in(Mail mail) {
        var links = new LinkedHashSet<String>();
        IN_HTML.matcher(mail.html())
                .results()
                .forEach(found -> links.add(found.group(1).replace("&amp;", "&")));
        IN_TEXT.matcher(mail.text()).results().forEach(found -> links.add(found.group()));
        return List.copyOf(links);
    }
}
