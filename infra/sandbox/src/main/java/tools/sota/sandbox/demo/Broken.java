package tools.sota.sandbox.demo;

/// Something was not as promised; the sentence says what.
final class Broken extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Broken(String sentence) {
        super(sentence, null, false, false);
    }
}
