package tools.sota;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import tools.sota.testing.Product;
import tools.sota.testing.Store;

class ReconcileCommandTest {
    @Test
    void itPrintsWhatHadDriftedAndExitsWithOneUntilNothingHas() {
        try (var own = Product.fresh()) {
            var stranger = own.signUp();
            var key = own.client().withKey(stranger.testKey());
            key.get("/v1/echo");
            key.get("/v1/usage");
            Awaitility.await("the nightly comparison, which a fresh database gets at once")
                    .until(() ->
                            Store.of(own).number("select count(*) from reconciliation_run where ended_at is not null")
                                    == 1);
            Store.of(own).run("update usage_daily set calls = 41");
            var out = new ByteArrayOutputStream();

            assertThat(reconcile(own, out)).isEqualTo(1);
            assertThat(reconcile(own, out)).isZero();

            assertThat(out.toString(StandardCharsets.UTF_8))
                    .contains("1 counts had drifted and are healed.")
                    .containsPattern("daily +" + stranger.accountId() + " +test .* echo +1 +41\n")
                    .endsWith(": 0 counts had drifted." + System.lineSeparator());
        }
    }

    private static int reconcile(Product own, ByteArrayOutputStream out) {
        var printer = new PrintStream(out, true, StandardCharsets.UTF_8);
        return ReconcileCommand.usage(Config.read(own.environment()), own.clock(), printer);
    }
}
