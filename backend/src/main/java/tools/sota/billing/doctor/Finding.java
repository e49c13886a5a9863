package tools.sota.billing.doctor;

/// What one check found.
///
/// @param sentence how it is and, when it is wrong, what to do
public record Finding(Mark mark, String name, String sentence) {
    /// How bad it is.
    public enum Mark {
        GOOD("ok"),
        /// It cannot be told from here, or does not matter yet.
        UNKNOWN("?"),
        WRONG("FIX");

        private final String word;

        Mark(String word) {
            this.word = word;
        }
    }

    static Finding good(String name, String sentence) {
        return new Finding(Mark.GOOD, name, sentence);
    }

    static Finding unknown(String name, String sentence) {
        return new Finding(Mark.UNKNOWN, name, sentence);
    }

    static Finding wrong(String name, String sentence) {
        return new Finding(Mark.WRONG, name, sentence);
    }

    public boolean isWrong() {
        return mark == Mark.WRONG;
    }

    @Override
    public String toString() {
        return "%-3s  %-9s  %s".formatted(mark.word, name, sentence);
    }
}
