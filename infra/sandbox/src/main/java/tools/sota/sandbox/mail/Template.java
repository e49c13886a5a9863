package tools.sota.sandbox.mail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A file of the jar in which `{{name}}` stands for a value. Values are put in as they are: escape them first.
record Template(String text) {
    private static final Pattern PLACE = Pattern.compile("\\{\\{([a-z-]+)}}");

    static Template read(String name) {
        try (var content = Template.class.getResourceAsStream("/mail/" + name)) {
            return new Template(
                    new String(Objects.requireNonNull(content, name).readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// In one pass, so that a mail which contains `{{name}}` shows just that.
    String with(Map<String, String> values) {
        return PLACE.matcher(text)
                .replaceAll(place ->
                        Matcher.quoteReplacement(Objects.requireNonNull(values.get(place.group(1)), place.group())));
    }
}
