package tools.sota.sandbox;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/// What Java's own process handle cannot do: other signals than TERM and KILL, and a process with all its children.
final class Signals {
    private static final Duration TO_DIE = Duration.ofSeconds(10);

    private Signals() {}

    static void send(long pid, String signal) {
        // The shell's own "kill": the program of that name is missing from small images.
        Command.succeeds(List.of("sh", "-c", "kill -" + signal + " " + pid));
    }

    /// Returns when all of them are gone, as after a power cut.
    static void killTree(ProcessHandle process) {
        var family = Stream.concat(Stream.of(process), process.descendants()).toList();
        family.forEach(ProcessHandle::destroyForcibly);
        Waiting.until(
                TO_DIE,
                () -> family.stream().allMatch(member -> commandLine(member).isEmpty()));
    }

    /// Empty for a process that has ended, even while nobody has asked for its exit code.
    static String commandLine(ProcessHandle process) {
        return process.info().commandLine().or(() -> process.info().command()).orElse("");
    }
}
