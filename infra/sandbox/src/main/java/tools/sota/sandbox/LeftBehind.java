package tools.sota.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// A server that outlived the JVM that started it, found by the process id in its file. Its number may belong to some
/// other program by now, so the command line must name the server too; that of a dead process is empty.
record LeftBehind(Path pidFile, String mark) {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /// Ends it if it still runs: first with the signal, then by force.
    void stop(String signal) {
        process().ifPresent(process -> {
            Signals.send(process.pid(), signal);
            if (!Waiting.until(PATIENCE, () -> process().isEmpty())) {
                Signals.killTree(process);
            }
        });
    }

    Optional<ProcessHandle> process() {
        return pid().flatMap(ProcessHandle::of).filter(this::isOurs);
    }

    private boolean isOurs(ProcessHandle process) {
        return Signals.commandLine(process).contains(mark);
    }

    private Optional<Long> pid() {
        try (var lines = Files.lines(pidFile)) {
            return lines.findFirst()
                    .map(String::strip)
                    .filter(line -> line.matches("\\d+"))
                    .map(Long::valueOf);
        } catch (IOException none) {
            return Optional.empty();
        }
    }
}
