package tools.sota.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import tools.sota.testing.Product;
import tools.sota.testing.Store;

/// What a customer typed is in no log line, however a statement fails.
class SecretsInLogsTest {
    @Test
    void aStatementThatFailsIsLoggedWithoutWhatWasBound() {
        try (var product = Product.fresh()) {
            Store.of(product).run("alter table person add constraint planted check (name <> 'planted-name')");
            var log = new ByteArrayOutputStream();
            var out = System.out;
            System.setOut(new PrintStream(log, true, StandardCharsets.UTF_8));
            try {
                var answer = product.client()
                        .post(
                                "/v1/auth/signup",
                                "{\"email\":\"planted@example.com\",\"password\":\"correct horse battery\","
                                        + "\"name\":\"planted-name\"}");
                assertThat(answer.status()).isEqualTo(500);
            } finally {
                System.setOut(out);
            }
            var lines = log.toString(StandardCharsets.UTF_8);
            assertThat(lines).contains("failed", "planted").doesNotContain("planted@", "planted-name", "argon2id");
        }
    }
}
