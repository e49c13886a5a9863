package tools.sota.tools.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.sota.platform.Json;
import tools.sota.platform.Resources;

final class AnswerTokensTest {
    private static final long SEED = 20_261_122;
    private static final List<String> VOCABULARY =
            List.of("dog", "Biscuit", "the", "a", "Lisbon", "now", "7", "is", "called", "blue", "An", "—");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "The Eiffel Tower | eiffel tower",
                "an apple, a pear & the plum! | apple pear plum",
                "well-known state-of-the-art | wellknown stateoftheart",
                "don't | dont",
                "$1,000.50 | 100050",
                "U.S.A. | usa",
                "the_end | theend",
                "theory of another analysis | theory of another analysis",
            })
    void asciiIsNormalisedAsPublished(String text, String expected) {
        assertThat(String.join(" ", AnswerTokens.of(text).words())).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " \t\n", "THE An A the. 'a'", "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"})
    void nothingButArticlesAndPunctuationIsNoWords(String text) {
        assertThat(AnswerTokens.of(text).words()).isEmpty();
    }

    /// 120 pairs of ASCII answers, scored by a few lines of Python that follow SQuAD 1.1's evaluation script.
    @Test
    void asciiScoresAsSquadsScriptDoes() {
        for (var pair : Json.ours(Resources.text("/memory/squad.json")).get("cases")) {
            var expected = AnswerTokens.of(pair.get("expected").textValue());
            var answer = AnswerTokens.of(pair.get("answer").textValue());

            assertThat(answer.words())
                    .as("%s", pair)
                    .isEqualTo(pair.get("words")
                            .valueStream()
                            .map(JsonNode::textValue)
                            .toList());
            assertThat(expected.isExactly(answer))
                    .as("%s", pair)
                    .isEqualTo(pair.get("exact_match").booleanValue());
            assertThat(expected.f1(answer))
                    .as("%s", pair)
                    .isCloseTo(pair.get("token_f1").doubleValue(), within(1e-9));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "caf\u00e9, cafe\u0301",
        "\uff22\uff49\uff53\uff43\uff55\uff49\uff54\uff01, biscuit",
        "\ufb01nal, final",
        "Bis\u00adcuit\u200f\u200b\u2069, biscuit",
        "\ufeffBiscuit, biscuit",
        "«Biscuit» „now“ 7…, biscuit now 7",
        "don’t, don't",
        "one\u00a0two\u3000three\u0085four, one two three four",
        "ΟΔΟΣ, οδος",
        "ΟΔΟΣ, οδοσ",
        "İZMİR, izmir",
        "STRASSE, strasse",
        "\u212bngstr\u00f6m, \u00e5ngstro\u0308m",
    })
    void formsThatReadAlikeAreAlike(String one, String other) {
        assertThat(AnswerTokens.of(one).isExactly(AnswerTokens.of(other))).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"€5, 5", "🐶, 🐱", "cafe, café", "Lisbon, Lisbon Lisbon", "ι, ί"})
    void whatReadsDifferentlyIsDifferent(String one, String other) {
        assertThat(AnswerTokens.of(one).isExactly(AnswerTokens.of(other))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\ud800",
                "\udc00 dog \ud83d",
                "\u202e\u202d",
                "\u0301",
                "\u0301\u0301 dog",
                "\ufdfa",
                "\u1100\u1161\u11a8"
            })
    void hostileTextIsStillText(String text) {
        var tokens = AnswerTokens.of(text);

        assertThat(tokens.f1(tokens)).isEqualTo(1);
        assertThat(tokens.foundIn(tokens)).isEqualTo(1);
        assertThat(tokens.isExactly(AnswerTokens.of(text))).isTrue();
    }

    /// Runs of more than 30 marks are cut for normalising; nobody can see where.
    @Test
    void aLongRunOfMarksStaysOneWord() {
        var marks = "e" + "\u0301".repeat(5_000) + "\u0316".repeat(4_999);

        assertThat(AnswerTokens.of(marks + " dog").words()).hasSize(2).endsWith("dog");
    }

    @Test
    void f1IsTheHarmonicMeanOfPrecisionAndRecall() {
        var answer = AnswerTokens.of("Your dog is called Biscuit.");
        var expected = AnswerTokens.of("a dog, Biscuit Brown");

        // shared: dog, biscuit. precision 2/5, recall 2/3, so 2 · (2/5 · 2/3) / (2/5 + 2/3) = 1/2
        assertThat(expected.f1(answer)).isEqualTo(0.5);
        assertThat(expected.foundIn(answer)).isCloseTo(2.0 / 3, within(1e-15));
    }

    @Test
    void aWordCountsAsOftenAsBothHaveIt() {
        var answer = AnswerTokens.of("no no no yes");
        var expected = AnswerTokens.of("no no maybe");

        assertThat(expected.f1(answer)).isCloseTo(4.0 / 7, within(1e-15));
        assertThat(expected.foundIn(answer)).isCloseTo(2.0 / 3, within(1e-15));
    }

    @Test
    void twoAnswersWithoutWordsAgreeAndOneDoesNot() {
        var none = AnswerTokens.of("The …");
        var some = AnswerTokens.of("Lisbon");

        assertThat(none.f1(AnswerTokens.of(""))).isEqualTo(1);
        assertThat(none.foundIn(AnswerTokens.of(""))).isEqualTo(1);
        assertThat(none.f1(some)).isZero();
        assertThat(none.foundIn(some)).isZero();
        assertThat(some.f1(none)).isZero();
    }

    @Test
    void theLawsOfF1HoldForAnyAnswers() {
        var random = new Random(SEED);
        for (int trial = 0; trial < 3_000; trial++) {
            var words = words(random);
            var one = AnswerTokens.of(String.join(" ", words));
            var other = AnswerTokens.of(String.join(" ", words(random)));
            Collections.shuffle(words, random);
            var shuffled = AnswerTokens.of(String.join(" ", words));

            assertThat(one.f1(other)).as("seed %d, trial %d", SEED, trial).isBetween(0.0, 1.0);
            assertThat(one.f1(other)).as("seed %d, trial %d", SEED, trial).isEqualTo(other.f1(one));
            assertThat(one.f1(other)).as("seed %d, trial %d", SEED, trial).isEqualTo(shuffled.f1(other));
            assertThat(one.f1(shuffled)).as("seed %d, trial %d", SEED, trial).isEqualTo(1);
            assertThat(!one.isExactly(other) || one.f1(other) == 1)
                    .as("seed %d, trial %d", SEED, trial)
                    .isTrue();
        }
    }

    /// Written from the paper's words, apart from the code: precision and recall of a multiset intersection.
    @Test
    void f1AgreesWithTheDefinitionWordByWord() {
        var random = new Random(SEED + 1);
        for (int trial = 0; trial < 2_000; trial++) {
            var expected = AnswerTokens.of(String.join(" ", words(random)));
            var answer = AnswerTokens.of(String.join(" ", words(random)));

            assertThat(expected.f1(answer))
                    .as("seed %d, trial %d", SEED + 1, trial)
                    .isCloseTo(definition(answer.words(), expected.words()), within(1e-12));
        }
    }

    private static double definition(List<String> predicted, List<String> truth) {
        var left = new ArrayList<>(truth);
        double shared = predicted.stream().filter(left::remove).count();
        if (predicted.isEmpty() && truth.isEmpty()) {
            return 1;
        }
        if (shared == 0) {
            return 0;
        }
        double precision = shared / predicted.size();
        double recall = shared / truth.size();
        return 2 * precision * recall / (precision + recall);
    }

    private static List<String> words(Random random) {
        var words = new ArrayList<String>();
        for (int word = random.nextInt(8); word > 0; word--) {
            words.add(VOCABULARY.get(random.nextInt(VOCABULARY.size())));
        }
        return words;
    }
}
