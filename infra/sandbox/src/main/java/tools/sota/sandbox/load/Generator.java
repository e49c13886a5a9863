package tools.sota.sandbox.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import tools.sota.sandbox.CannotStart;
import tools.sota.sandbox.Stage;

/// The load generator that is in the jar, as a process of its own.
///
/// @param jar the product's
/// @param stores words that name the processes of the stores
/// @param out gets its table
record Generator(Path jar, List<String> stores, PrintStream out) {
    private static final ObjectMapper JSON = new ObjectMapper();

    static Generator of(Stage stage, PrintStream out) {
        return new Generator(
                stage.jar(),
                List.of(
                        "--process",
                        "redis=" + stage.redis().pid(),
                        "--process",
                        "postgresql=" + stage.postgres().pid()),
                out);
    }

    /// The figures of one run.
    JsonNode run(String url, Path keys, String... words) {
        return report(url, keys, words).path("figures");
    }

    CompletableFuture<JsonNode> runAside(String url, Path keys, String... words) {
        return CompletableFuture.supplyAsync(
                () -> run(url, keys, words), task -> Thread.ofPlatform().start(task));
    }

    /// The whole report: machine and figures.
    JsonNode report(String url, Path keys, String... words) {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var command = new ArrayList<>(List.of(
                java,
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-jar",
                jar.toString(),
                "bench",
                "--url",
                url,
                "--keys",
                keys.toString()));
        command.addAll(stores);
        command.addAll(List.of(words));
        try {
            var process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            var last = "";
            try (var lines =
                    new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
                for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                    if (!line.startsWith("{")) {
                        out.println(line);
                    }
                    last = line;
                }
            }
            if (process.waitFor() > 1) {
                throw new CannotStart("The load generator ended with exit code " + process.exitValue() + '.');
            }
            return JSON.readTree(last);
        } catch (IOException e) {
            throw new CannotStart("The load generator did not run: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CannotStart("Interrupted.", e);
        }
    }
}
