package tools.sota.sandbox;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Short-lived programs: run, wait, look at the exit code.
final class Command {
    private Command() {}

    static List<String> with(List<String> prefix, String... rest) {
        var command = new ArrayList<>(prefix);
        command.addAll(List.of(rest));
        return command;
    }

    static boolean succeeds(List<String> command) {
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException notInstalled) {
            return false;
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    /// Runs to the end; what the program said is in the message when it fails.
    static void run(List<String> command) {
        run(command, Map.of());
    }

    static void run(List<String> command, Map<String, String> environment) {
        try {
            var builder = new ProcessBuilder(command).redirectErrorStream(true);
            builder.environment().putAll(environment);
            var process = builder.start();
            process.getOutputStream().close();
            var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new CannotStart("\"%s\" failed:%n%s".formatted(String.join(" ", command), said.strip()));
            }
        } catch (IOException e) {
            throw new CannotStart("Cannot run %s: %s".formatted(command.getFirst(), e.getMessage()), e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    static CannotStart interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new CannotStart("Interrupted.", e);
    }
}
