package tools.sota.tools.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.sota.tools.WilsonInterval;
import tools.sota.tools.memory.MemoryScore.Verdict;

final class MemoryScorerTest {
    private static final int LARGEST_BODY = 4_000_000;

    @Test
    void theFirstOfTheBestExpectedAnswersIsTheMatch() {
        var score = score(null, answered("new york", 1, "Porto", "York New", "New York"));

        assertThat(score.cases().getFirst().matched()).isEqualTo("York New");
        assertThat(score.cases().getFirst().tokenF1()).isEqualTo(1);
        assertThat(score.cases().getFirst().exactMatch()).isTrue();
    }

    @Test
    void anAnswerThatMatchesNothingStillNamesOne() {
        var score = score(null, answered("Madrid", 1, "Porto", "Lisbon"));

        assertThat(score.cases().getFirst().matched()).isEqualTo("Porto");
        assertThat(score.cases().getFirst().recall()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"0.8, PASSED", "0.800001, FAILED", "0, PASSED", "1, FAILED", ", NOT_ASKED"})
    void theVerdictComparesTheTokenF1ThatIsShown(@Nullable Double minScore, Verdict verdict) {
        var cases = IntStream.range(0, 10)
                .mapToObj(at -> answered("with oat milk", 3, "oat milk"))
                .toArray(MemoryCase[]::new);

        var score = score(minScore, cases);

        assertThat(score.tokenF1().score()).isEqualTo(0.8);
        assertThat(score.verdict()).isEqualTo(verdict);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0, 2",
        "1, 0, 2",
        "2, 2, 5",
        "99, 50, 100",
        "100, 100, 200",
        "999, 500, 1000",
        "1000, 1000,",
        "1000000, 1000,"
    })
    void aDistanceFallsInOneBand(int distance, int from, @Nullable Integer to) {
        var score = score(null, answered("Lisbon", distance, "Lisbon"));

        assertThat(score.recallByDistance()).singleElement().satisfies(band -> {
            assertThat(band.from()).isEqualTo(from);
            assertThat(band.to()).isEqualTo(to);
            assertThat(band.n()).isEqualTo(1);
            assertThat(band.recall()).isEqualTo(WilsonInterval.of(1, 1));
        });
    }

    @Test
    void theBandsHoldEveryCaseOnce() {
        long seed = 31;
        var random = new Random(seed);
        var cases = IntStream.range(0, 300)
                .mapToObj(at -> answered(at % 3 == 0 ? "Lisbon" : "", random.nextInt(3_000), "Lisbon"))
                .toArray(MemoryCase[]::new);

        var score = score(null, cases);

        assertThat(score.recallByDistance().stream()
                        .mapToInt(MemoryScore.BandScore::n)
                        .sum())
                .as("seed %d", seed)
                .isEqualTo(300);
        assertThat(score.exactMatch()).isEqualTo(WilsonInterval.of(100, 300));
        assertThat(score.recall().score()).isEqualTo(score.exactMatch().score());
    }

    /// The largest body the server takes, filled with what is dearest to normalise: words without end, text that NFKC
    /// makes eighteen times longer, marks out of order, Greek capitals, one letter after another.
    @ParameterizedTest
    @ValueSource(strings = {"remember ", "\ufdfa", "\u0301\u0316", "\u03a3", "x ", "\u1e9b\u0323"})
    void theLargestBodyTakesLessThanASecondOfOneCore(String unit) {
        var request = largest(unit);

        var millis = LongStream.generate(() -> cpuMillis(() -> MemoryScorer.score(request)));

        assertThat(millis.limit(4).anyMatch(once -> once < 1_000)).as(unit).isTrue();
    }

    private static long cpuMillis(Runnable work) {
        var threads = ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadCpuTime();
        work.run();
        return (threads.getCurrentThreadCpuTime() - before) / 1_000_000;
    }

    private static MemoryScoreRequest largest(String unit) {
        int bytes = unit.getBytes(StandardCharsets.UTF_8).length;
        var text = unit.repeat(10_000 / unit.length());
        int cases = Math.min(1_000, LARGEST_BODY / (text.length() / unit.length() * bytes) / 2);
        return new MemoryScoreRequest(
                IntStream.range(0, cases)
                        .mapToObj(at -> answered(text, at, text))
                        .toList(),
                null);
    }

    private static MemoryScore score(@Nullable Double minScore, MemoryCase... cases) {
        return MemoryScorer.score(new MemoryScoreRequest(List.of(cases), minScore));
    }

    private static MemoryCase answered(String answer, int distance, String... expected) {
        return new MemoryCase(null, List.of(expected), answer, distance);
    }
}
