package tools.sota;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import tools.sota.testing.Product;

/// The operator changes what one account may do while the server runs.
class LimitsCommandTest {
    private final Product product = Product.shared();

    private record Said(int exit, String text) {}

    @Test
    void aRunningServerHearsOfWhatIsSetAndRemoved() {
        var stranger = product.signUp().proveEmail();
        var key = product.client().withKey(stranger.liveKey());
        var account = stranger.accountId();
        assertThat(key.get("/v1/me").header("X-RateLimit-Limit")).isEqualTo("10");

        var rate = run("set", account, "live", "minute", "25", "600", "a fair");
        var quota = run("set", account, "live", "period", "5000", "a fair");

        assertThat(rate.exit()).isZero();
        assertThat(quota.text())
                .containsPattern("live +minute +25 requests, then 600 a minute .*Z +a fair")
                .containsPattern("live +period +5000 calls a period .*Z +a fair");
        Awaitility.await()
                .atMost(Duration.ofSeconds(2))
                .untilAsserted(() -> assertThat(key.get("/v1/me").header("RateLimit-Policy"))
                        .contains("\"minute\";q=25", "\"period\";q=5000"));
        assertThat(run("remove", account, "live", "period").text())
                .contains("minute")
                .doesNotContain("period");
        assertThat(run("remove", account, "live", "minute").text())
                .startsWith("The account has the limits of its plan.");
        Awaitility.await()
                .atMost(Duration.ofSeconds(2))
                .untilAsserted(() -> assertThat(key.get("/v1/me").header("RateLimit-Policy"))
                        .contains("\"minute\";q=10", "\"period\";q=100"));
    }

    @Test
    void wordsThatAreWrongChangeNothingAndSayWhy() {
        var account = product.signUp().accountId();

        assertThat(run("set", account, "live", "minutes", "25", "600", "why").text())
                .startsWith("There is no limit 'minutes'. Known: minute.");
        assertThat(run("set", account, "live", "minute", "0", "600", "why").text())
                .startsWith("'0' must be a whole number");
        assertThat(run("set", account, "prod", "minute", "1", "600", "why").text())
                .startsWith("limits list ACCOUNT");
        assertThat(run("set", "acc_01", "live", "period", "1", "why").text()).startsWith("'acc_01' is no account.");
        assertThat(run("set", "acc_0000000000000000000000000a", "live", "period", "1", "why")
                        .text())
                .startsWith("There is no such account.");
        assertThat(run("remove", account, "live", "minute").exit()).isEqualTo(2);
        assertThat(run().text()).startsWith("limits list ACCOUNT");
        assertThat(run("list", account)).isEqualTo(new Said(0, "The account has the limits of its plan.\n"));
    }

    private Said run(String... words) {
        var out = new ByteArrayOutputStream();
        int exit = LimitsCommand.run(
                Config.read(product.environment()), List.of(words), new PrintStream(out, true, StandardCharsets.UTF_8));
        return new Said(exit, out.toString(StandardCharsets.UTF_8));
    }
}
