package tools.sota.notify;

import java.util.ArrayList;
import java.util.stream.Collectors;

/// A letter as plain text, for those who read mail that way; nothing of it needs the HTML.
final class LetterText {
    private LetterText() {}

    static String of(Letter letter) {
        var blocks = new ArrayList<String>();
        blocks.add(letter.title());
        blocks.addAll(letter.paragraphs());
        if (!letter.facts().isEmpty()) {
            blocks.add(letter.facts().stream()
                    .map(fact -> fact.name() + ": " + fact.value())
                    .collect(Collectors.joining("\n")));
        }
        if (letter.button() != null) {
            blocks.add(letter.button().label() + ":\n" + letter.button().url());
        }
        blocks.add("-- \n" + letter.why());
        return String.join("\n\n", blocks) + '\n';
    }
}
