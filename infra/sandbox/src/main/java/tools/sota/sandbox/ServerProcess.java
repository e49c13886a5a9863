package tools.sota.sandbox;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// A server that runs beside us.
final class ServerProcess {
    private static final Duration TO_START = Duration.ofMinutes(2);
    private static final Duration TO_STOP = Duration.ofSeconds(20);
    private static final int LOG_LINES_SHOWN = 15;

    private final String name;
    private final Process process;
    private final @Nullable Path log;

    private ServerProcess(String name, Process process, @Nullable Path log) {
        this.name = name;
        this.process = process;
        this.log = log;
    }

    static ServerProcess start(String name, List<String> command, Path log) {
        return start(name, command, Map.of(), log);
    }

    /// Without a log its output is shown as ours.
    static ServerProcess start(String name, List<String> command, Map<String, String> environment, @Nullable Path log) {
        try {
            var builder = new ProcessBuilder(detached(command))
                    .redirectErrorStream(true)
                    .redirectOutput(log == null ? Redirect.INHERIT : Redirect.appendTo(log.toFile()));
            builder.environment().putAll(environment);
            return new ServerProcess(name, builder.start(), log);
        } catch (IOException e) {
            throw new CannotStart("Cannot start %s: %s".formatted(name, e.getMessage()), e);
        }
    }

    /// Ctrl-C goes to every process of the terminal's group. A server in a session of its own does not hear it, so that
    /// we can stop the application first and its stores after it.
    static List<String> detached(List<String> command) {
        return Command.succeeds(List.of("setsid", "true"))
                ? Command.with(List.of("setsid"), command.toArray(String[]::new))
                : command;
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    void awaitReady(BooleanSupplier ready) {
        var settled = Waiting.until(TO_START, () -> ready.getAsBoolean() || !process.isAlive());
        if (!process.isAlive()) {
            throw new CannotStart(
                    "%s did not start, its exit code is %d%s".formatted(name, process.exitValue(), endOfLog()));
        }
        if (!settled) {
            kill();
            throw new CannotStart("%s was not ready within %d s%s".formatted(name, TO_START.toSeconds(), endOfLog()));
        }
    }

    int awaitEnd() {
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            throw Command.interrupted(e);
        }
    }

    void stop(String signal) {
        if (!process.isAlive()) {
            return;
        }
        Signals.send(process.pid(), signal);
        if (!Waiting.until(TO_STOP, () -> !process.isAlive())) {
            kill();
        }
    }

    void kill() {
        Signals.killTree(process.toHandle());
    }

    private String endOfLog() {
        if (log == null) {
            return ": see its output above.";
        }
        try {
            var lines = Files.readAllLines(log, StandardCharsets.UTF_8);
            var end = lines.subList(Math.max(0, lines.size() - LOG_LINES_SHOWN), lines.size());
            return "; the end of %s says:%n%s".formatted(log, String.join("\n", end));
        } catch (IOException e) {
            return "; its log %s cannot be read: %s".formatted(log, e.getMessage());
        }
    }
}
