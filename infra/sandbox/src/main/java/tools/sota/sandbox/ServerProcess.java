package tools.sota.sandbox;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;

/// A server that runs beside us, with its output in a log file.
final class ServerProcess {
    private static final Duration TO_START = Duration.ofSeconds(60);
    private static final Duration TO_STOP = Duration.ofSeconds(20);
    private static final int LOG_LINES_SHOWN = 15;

    private final String name;
    private final Process process;
    private final Path log;

    private ServerProcess(String name, Process process, Path log) {
        this.name = name;
        this.process = process;
        this.log = log;
    }

    static ServerProcess start(String name, List<String> command, Path log) {
        try {
            var process = new ProcessBuilder(detached(command))
                    .redirectErrorStream(true)
                    .redirectOutput(Redirect.appendTo(log.toFile()))
                    .start();
            return new ServerProcess(name, process, log);
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
        if (!settled || !process.isAlive()) {
            kill();
            throw new CannotStart("%s did not start; the end of %s says:%n%s".formatted(name, log, endOfLog()));
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
        try {
            var lines = Files.readAllLines(log, StandardCharsets.UTF_8);
            return String.join("\n", lines.subList(Math.max(0, lines.size() - LOG_LINES_SHOWN), lines.size()));
        } catch (IOException e) {
            return "(the log cannot be read: " + e.getMessage() + ")";
        }
    }
}
