package tools.sota.billing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Fifty mistakes that others made with Stripe; what is said above a test begins with the numbers of those it catches.
class KnownMistakesTest {
    private static final int MISTAKES = 50;
    private static final Path TESTS = Path.of("src/test/java/tools/sota/billing");
    private static final Pattern NUMBERS = Pattern.compile("^ +/// ((?:\\d+(?:, )?)+)[:,.]", Pattern.MULTILINE);

    /// Those that cannot be made here, and why.
    private static final Map<Integer, String> IMPOSSIBLE = Map.of(
            32, "no event is sent to a meter of Stripe's: calls are counted and billed by us (decision 0054)",
            34, "the same: there is no clock of Stripe's that a call could be too old for");

    @Test
    void everyMistakeHasItsTest() throws IOException {
        var tested = tested();
        var missing = IntStream.rangeClosed(1, MISTAKES)
                .filter(number -> !tested.contains(number))
                .boxed()
                .toList();

        assertThat(missing)
                .as("mistakes without a test, against those that are explained")
                .containsExactlyInAnyOrderElementsOf(IMPOSSIBLE.keySet());
    }

    private static Set<Integer> tested() throws IOException {
        var numbers = new TreeSet<Integer>();
        try (var files = Files.walk(TESTS)) {
            for (var file :
                    files.filter(path -> path.toString().endsWith("Test.java")).toList()) {
                NUMBERS.matcher(Files.readString(file))
                        .results()
                        .flatMap(found -> Arrays.stream(found.group(1).split(", ", -1)))
                        .filter(word -> !word.isEmpty())
                        .map(Integer::valueOf)
                        .forEach(numbers::add);
            }
        }
        return numbers;
    }
}
