package tools.sota.sandbox.load;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import tools.sota.sandbox.CannotStart;
import tools.sota.sandbox.Waiting;

/// Another system, started when its address is asked for and stopped when its turn is over.
///
/// @param command that starts it; the last word is a file that its build made
/// @param path that it answers
/// @param running its process, once it runs, behind those it needs
record PeerProcess(
        List<String> command,
        Map<String, String> environment,
        int port,
        String path,
        Path log,
        List<AutoCloseable> running)
        implements AutoCloseable {
    private static final Duration TO_START = Duration.ofMinutes(1);

    /// Starts the other one first and names it as `UPSTREAM`.
    PeerProcess before(PeerProcess upstream) {
        var more = new java.util.HashMap<>(environment);
        more.put("UPSTREAM", "http://127.0.0.1:" + upstream.port());
        running.add(upstream);
        return new PeerProcess(command, Map.copyOf(more), port, path, log, running);
    }

    boolean isBuilt() {
        return new File(command.getLast()).exists();
    }

    String url() {
        running.stream()
                .filter(PeerProcess.class::isInstance)
                .map(PeerProcess.class::cast)
                .toList()
                .forEach(PeerProcess::url);
        try {
            var builder = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
            builder.environment().putAll(environment);
            builder.environment().put("PORT", Integer.toString(port));
            var process = builder.start();
            running.add(() -> process.destroyForcibly().waitFor());
            if (!Waiting.until(TO_START, () -> answers() || !process.isAlive()) || !process.isAlive()) {
                throw new CannotStart("%s did not start; see %s.".formatted(command.getLast(), log));
            }
            return "http://127.0.0.1:" + port;
        } catch (IOException e) {
            throw new CannotStart("Cannot start " + command.getFirst() + ": " + e.getMessage(), e);
        }
    }

    private boolean answers() {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }

    @Override
    public void close() {
        running.reversed().forEach(part -> {
            try {
                part.close();
            } catch (Exception e) {
                throw new CannotStart("Cannot stop " + command.getLast(), e);
            }
        });
    }
}
