package tools.sota.notify;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a mail says, before it is text or HTML.
///
/// @param preview what a mailbox shows beside the subject
/// @param title the one sentence
/// @param button the one action; null when there is nothing to do
/// @param why why the reader gets this
public record Letter(
        String subject,
        String preview,
        String title,
        List<String> paragraphs,
        List<Fact> facts,
        @Nullable Button button,
        String why) {
    private static final int LONGEST_SUBJECT = 100;

    public Letter {
        if (subject.isBlank()
                || subject.length() > LONGEST_SUBJECT
                || subject.chars().anyMatch(c -> c < ' ')) {
            throw new IllegalArgumentException("A subject is one line of 1 to " + LONGEST_SUBJECT + " characters");
        }
        paragraphs = List.copyOf(paragraphs);
        facts = List.copyOf(facts);
    }

    /// One row of the table of facts.
    public record Fact(String name, String value) {}

    /// A link with a verb.
    public record Button(String label, String url) {
        public Button {
            if (!url.matches("https?://[^\\s\"<>]+")) {
                throw new IllegalArgumentException("A button leads to an http address");
            }
        }

        /// Not the address: it may carry a token.
        @Override
        public String toString() {
            return "Button[" + label + ']';
        }
    }

    /// Nothing of what it says: letters carry names and tokens.
    @Override
    public String toString() {
        return "Letter[…]";
    }
}
