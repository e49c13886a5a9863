package tools.sota.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/// The sandbox in a JVM of its own, as `make run` starts it.
final class SandboxProcess implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(90);

    private final Process process;
    private final List<String> lines = new CopyOnWriteArrayList<>();

    private SandboxProcess(Process process) {
        this.process = process;
        Thread.ofVirtual().start(() -> process.inputReader().lines().forEach(lines::add));
    }

    static SandboxProcess start(Ports ports, Map<String, String> environment, String... words) throws IOException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var command =
                new ArrayList<>(List.of(java, "-cp", System.getProperty("java.class.path"), Sandbox.class.getName()));
        command.addAll(List.of(words));
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        ports.numbers().forEach((port, number) -> builder.environment().put(port.variable, number.toString()));
        builder.environment().putAll(environment);
        return new SandboxProcess(builder.start());
    }

    void awaitLine(String part) {
        Waiting.until(LIMIT, () -> output().contains(part) || !process.isAlive());
        assertThat(output()).contains(part);
    }

    String output() {
        return String.join("\n", lines);
    }

    /// As Ctrl-C and a service manager do. Through the handle: the process's own method closes its output too.
    void terminate() {
        process.toHandle().destroy();
    }

    void kill() {
        process.toHandle().destroyForcibly();
    }

    int exitCode() throws InterruptedException {
        assertThat(process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS))
                .as("%s", output())
                .isTrue();
        return process.exitValue();
    }

    @Override
    public void close() {
        process.toHandle().destroy();
        if (!Waiting.until(LIMIT, () -> !process.isAlive())) {
            process.toHandle().destroyForcibly();
        }
    }
}
