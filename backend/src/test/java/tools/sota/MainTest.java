package tools.sota;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class MainTest {
    @Test
    void anUnknownCommandIsOneSentenceAndExitStatusTwo() throws IOException, InterruptedException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var process = new ProcessBuilder(
                        java, "-cp", System.getProperty("java.class.path"), "tools.sota.Main", "catalog", "pull")
                .redirectErrorStream(true)
                .start();

        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).isEqualTo(2);
        assertThat(said.strip())
                .isEqualTo("There is no command 'catalog pull': give none to serve, 'catalog push', 'reconcile usage',"
                        + " 'reconcile billing', 'doctor', 'golive', 'golive webhook', 'service-key' and a name, 'limits',"
                        + " 'contract', 'staff' or 'refund' and what to do, or 'bench'.");
    }
}
