package tools.sota.sandbox.load;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import tools.sota.sandbox.Stage;

/// The commands of the sandbox that put load on the product. Each returns an exit code.
public final class LoadCommand {
    private LoadCommand() {}

    /// @param words `NAME=value`
    public static int run(String command, Stage stage, List<String> words, PrintStream out) {
        var settings = Words.parse(words);
        return switch (command) {
            case "bench" -> new Bench(stage, settings, out).run();
            case "soak" -> new Soak(stage, settings, out).run();
            case "crash" -> new Crash(stage, settings, out).run();
            case "bench-peers" -> new Peers(stage, settings, out).run();
            default -> throw new IllegalArgumentException(command);
        };
    }

    /// Writes new keys whose limits nothing reaches, one a line.
    ///
    /// @param jdbcUrl of the running product's database
    public static int keys(String jdbcUrl, String pepper, List<String> words, PrintStream out) {
        int number = Words.parse(words).number("N", 1_000);
        try (var lines = new PrintWriter(new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.US_ASCII)))) {
            LoadKeys.make(jdbcUrl, pepper, LoadCatalog.PLAN, number, made -> lines.println(made.secret()));
        }
        return 0;
    }

    /// What is being measured, when this is a work tree.
    static String commit() {
        try {
            var process = new ProcessBuilder("git", "describe", "--always", "--dirty")
                    .redirectErrorStream(true)
                    .start();
            var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            return process.waitFor() == 0 ? said : "unknown";
        } catch (IOException noGit) {
            return "unknown";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "unknown";
        }
    }
}
