package tools.sota.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.sota.platform.ProblemException;

class UpstreamPathTest {
    private static final String[] PIECES = {
        "/", "/", "a", ".", "..", "%2e", "%2E%2e", "%2f", "%5c", "\\", ";", ";x=1", "%25", "%252e", "%c0%ae", "b%20c",
        "~"
    };

    @ParameterizedTest
    @CsvSource({
        "'', /base",
        "/, /base/",
        "/a/b, /base/a/b",
        "/a//b/, /base/a//b/",
        "/a/./b, /base/a/b",
        "/a/../b, /base/b",
        "/a/b/.., /base/a/",
        "/a/., /base/a/",
        "/.well-known/x, /base/.well-known/x",
        "/a%2Fb, /base/a%2Fb",
        "/100%25, /base/100%25",
        "/...;v=1/x, /base/...;v=1/x",
        "/a%20b+c, /base/a%20b+c",
    })
    void whatIsHarmlessStaysAsItWasWritten(String rest, String path) {
        assertThat(UpstreamPath.of("/base", rest)).isEqualTo(path);
    }

    @Test
    void anUpstreamWithoutAPathIsAskedForSomething() {
        assertThat(UpstreamPath.of("", "")).isEqualTo("/");
        assertThat(UpstreamPath.of("", "/x")).isEqualTo("/x");
    }

    @Test
    void noMixtureOfStepsAndEncodingsLeavesTheBase() {
        long seed = System.nanoTime();
        System.out.println("paths: seed " + seed);
        var random = new Random(seed);
        int passed = 0;
        for (int round = 0; round < 200_000; round++) {
            var rest = new StringBuilder("/");
            for (int piece = random.nextInt(8); piece > 0; piece--) {
                rest.append(PIECES[random.nextInt(PIECES.length)]);
            }
            try {
                assertStaysInside(UpstreamPath.of("/base", rest.toString()), rest.toString());
                passed++;
            } catch (ProblemException refused) {
                assertThat(refused.problem().status()).isEqualTo(400);
            }
        }
        assertThat(passed).isGreaterThan(10_000);
    }

    /// However often somebody decodes it, takes backslashes for slashes and drops parameters.
    private static void assertStaysInside(String path, String rest) {
        var seen = path;
        for (int times = 0; times < 4; times++) {
            var plain = seen.replace('\\', '/').replaceAll(";[^/]*", "").replaceAll("[^/.a-zA-Z]", "x");
            assertThat(URI.create("http://h" + plain).normalize().getPath())
                    .as("%s of %s", path, rest)
                    .startsWith("/base");
            assertThat(plain).as("%s of %s", path, rest).doesNotContain("/../").doesNotEndWith("/..");
            try {
                seen = URLDecoder.decode(seen.replace("+", "%2B"), StandardCharsets.UTF_8);
            } catch (IllegalArgumentException e) {
                return;
            }
        }
    }

    @Test
    void whatEncodesNothingIsRefused() {
        assertThatThrownBy(() -> UpstreamPath.of("/base", "/a%zz")).isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> UpstreamPath.of("/base", "/%25252525252e")).isInstanceOf(ProblemException.class);
    }
}
