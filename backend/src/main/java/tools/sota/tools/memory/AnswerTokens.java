package tools.sota.tools.memory;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The words of an answer after normalisation, and how well two answers agree.
///
/// The definition is that of SQuAD: Rajpurkar, Zhang, Lopyrev and Liang, "SQuAD: 100,000+ questions for machine
/// comprehension of text", EMNLP 2016, section 6.1, as its evaluation script for version 1.1 fixes it: lower case, no
/// punctuation (nothing is put in its place), no articles `a`, `an`, `the`, words between white space. For ASCII the
/// result is that of the script. Beyond, where the script was written for English alone:
///
/// - Text is taken in Unicode's NFKC, so that composed, decomposed, full-width and ligature forms agree.
/// - Punctuation is ASCII's, as in the script, and besides every character of a category P. Symbols beyond ASCII (€, ©,
///   emoji) stay.
/// - Characters that do not show (category Cf: direction marks, joiners, soft hyphens; and U+034F) are dropped.
/// - Case is mapped one code point at a time, and a final sigma counts as a sigma, so that no letter hangs on its
///   neighbours.
/// - An article is a whole word; the script also drops the `a` of `a€`.
/// - Two answers without words agree (1, as in SQuAD 2.0; the script for 1.1 gives 0). Beware: `The` and `A` have none.
///
/// @param words in order
/// @param counts how often each occurs
record AnswerTokens(List<String> words, Map<String, Integer> counts) {
    private static final Set<String> ARTICLES = Set.of("a", "an", "the");
    private static final int PUNCTUATION = 1 << Character.CONNECTOR_PUNCTUATION
            | 1 << Character.DASH_PUNCTUATION
            | 1 << Character.START_PUNCTUATION
            | 1 << Character.END_PUNCTUATION
            | 1 << Character.INITIAL_QUOTE_PUNCTUATION
            | 1 << Character.FINAL_QUOTE_PUNCTUATION
            | 1 << Character.OTHER_PUNCTUATION;
    private static final int MARK =
            1 << Character.NON_SPACING_MARK | 1 << Character.ENCLOSING_MARK | 1 << Character.COMBINING_SPACING_MARK;
    private static final int GRAPHEME_JOINER = 0x034F;
    private static final int NEXT_LINE = 0x85;
    private static final int LONGEST_MARKS = 30;

    static AnswerTokens of(String text) {
        var composed = isAscii(text) ? text : Normalizer.normalize(streamSafe(text), Normalizer.Form.NFKC);
        var words = new ArrayList<String>();
        var word = new StringBuilder();
        for (int at = 0, point; at < composed.length(); at += Character.charCount(point)) {
            point = composed.codePointAt(at);
            if (isSpace(point)) {
                end(word, words);
            } else if (!isDropped(point)) {
                word.appendCodePoint(point == 'ς' ? 'σ' : Character.toLowerCase(point));
            }
        }
        end(word, words);
        var counts = HashMap.<String, Integer>newHashMap(words.size());
        words.forEach(each -> counts.merge(each, 1, Integer::sum));
        return new AnswerTokens(words, counts);
    }

    boolean isExactly(AnswerTokens other) {
        return words.equals(other.words);
    }

    /// The harmonic mean of precision and recall of one bag of words against the other: `2·shared / (size + size)`.
    double f1(AnswerTokens other) {
        int sizes = words.size() + other.words.size();
        return sizes == 0 ? 1 : 2.0 * shared(other) / sizes;
    }

    /// The share of our words, each as often as it occurs, that the other has too. Without words of our own: 1 when the
    /// other has none either, else 0.
    double foundIn(AnswerTokens other) {
        if (words.isEmpty()) {
            return other.words.isEmpty() ? 1 : 0;
        }
        return (double) shared(other) / words.size();
    }

    private int shared(AnswerTokens other) {
        if (other.counts.size() < counts.size()) {
            return other.shared(this);
        }
        int shared = 0;
        for (var entry : counts.entrySet()) {
            shared += Math.min(entry.getValue(), other.counts.getOrDefault(entry.getKey(), 0));
        }
        return shared;
    }

    private static void end(StringBuilder word, List<String> words) {
        var finished = word.toString();
        word.setLength(0);
        if (!finished.isEmpty() && !ARTICLES.contains(finished)) {
            words.add(finished);
        }
    }

    private static boolean isSpace(int point) {
        return Character.isWhitespace(point) || Character.isSpaceChar(point) || point == NEXT_LINE;
    }

    private static boolean isDropped(int point) {
        if (point < 0x80) {
            return point > ' ' && point < 0x7F && !Character.isLetterOrDigit(point);
        }
        return is(point, PUNCTUATION | 1 << Character.FORMAT) || point == GRAPHEME_JOINER;
    }

    private static boolean is(int point, int categories) {
        return (categories >> Character.getType(point) & 1) == 1;
    }

    private static boolean isAscii(String text) {
        return text.chars().allMatch(unit -> unit < 0x80);
    }

    /// The Stream-Safe Text Format of UAX #15, section 13: a joiner after every 30 marks in a row. Normalising sorts a
    /// run of marks in time that grows with its square, so a run without end could hold a processor for seconds.
    private static String streamSafe(String text) {
        var safe = new StringBuilder(text.length());
        int marks = 0;
        for (int at = 0, point; at < text.length(); at += Character.charCount(point)) {
            point = text.codePointAt(at);
            marks = is(point, MARK) ? marks + 1 : 0;
            if (marks > LONGEST_MARKS) {
                safe.appendCodePoint(GRAPHEME_JOINER);
                marks = 1;
            }
            safe.appendCodePoint(point);
        }
        return safe.toString();
    }
}
