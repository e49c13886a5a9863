package tools.sota.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;

/// The server as a process of its own, so that it can be killed. It runs the classes that the fat jar is made of.
public final class JarProcess implements AutoCloseable {
    private final Process process;
    private final String address;

    private JarProcess(Process process, String address) {
        this.process = process;
        this.address = address;
    }

    /// Starts it and waits until its stores are ready.
    public static JarProcess start(Map<String, String> environment) {
        var builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-cp",
                System.getProperty("java.class.path"),
                "tools.sota.Main");
        builder.environment().putAll(environment);
        builder.redirectErrorStream(true)
                .redirectOutput(Path.of("target", "crash.log").toFile());
        try {
            var started = new JarProcess(builder.start(), "http://127.0.0.1:" + environment.get("PORT"));
            started.awaitReady();
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// How a command ended.
    ///
    /// @param said what it printed
    public record Ran(int status, String said) {}

    /// Runs a command to its end.
    ///
    /// @return what it printed
    public static String run(Map<String, String> environment, String... command) {
        return command(environment, command).said();
    }

    /// Runs a command to its end, as the shell does.
    public static Ran command(Map<String, String> environment, String... command) {
        var words = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "tools.sota.Main"));
        words.addAll(List.of(command));
        var builder = new ProcessBuilder(words).redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().putAll(environment);
        try {
            var process = builder.start();
            var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Ran(process.waitFor(), said);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public Client client() {
        return Client.of(address);
    }

    /// SIGKILL: no goodbye, nothing is written any more.
    public void kill() {
        process.destroyForcibly();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        kill();
    }

    private void awaitReady() {
        Awaitility.await("the server of target/crash.log")
                .atMost(Duration.ofSeconds(60))
                .ignoreExceptions()
                .until(() -> client().get("/readyz").status() == 200);
    }
}
