package tools.sota.sandbox;

/// One sentence for the person at the terminal: what is wrong and what to do about it.
public final class CannotStart extends RuntimeException {
    public CannotStart(String sentence) {
        super(sentence);
    }

    public CannotStart(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
