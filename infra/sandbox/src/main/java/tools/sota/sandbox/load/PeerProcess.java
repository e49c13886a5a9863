package tools.sota.sandbox.load;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.sota.sandbox.CannotStart;
import tools.sota.sandbox.Ports;
import tools.sota.sandbox.Waiting;

/// Another system while its turn lasts, with the upstream that it may forward to.
///
/// @param upstreams none, or the one
record PeerProcess(Process process, int port, List<PeerProcess> upstreams) implements AutoCloseable {
    private static final Duration TO_START = Duration.ofMinutes(1);

    /// What can be started.
    ///
    /// @param name in the table
    /// @param path that it answers
    /// @param command that starts it; the last word is a file that its build made
    /// @param upstream the command of what it forwards to; empty for nothing
    record Plan(String name, String path, List<String> command, List<String> upstream) {
        boolean isBuilt() {
            return new File(command.getLast()).exists();
        }

        PeerProcess start(Map<String, String> environment, Path log) {
            if (upstream.isEmpty()) {
                return PeerProcess.start(command, environment, log, List.of());
            }
            var behind = PeerProcess.start(upstream, environment, log, List.of());
            var more = new java.util.HashMap<>(environment);
            more.put("UPSTREAM", behind.url());
            return PeerProcess.start(command, more, log, List.of(behind));
        }
    }

    private static PeerProcess start(
            List<String> command, Map<String, String> environment, Path log, List<PeerProcess> upstreams) {
        int port = Ports.oneFree();
        try {
            var builder = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
            builder.environment().putAll(environment);
            builder.environment().put("PORT", Integer.toString(port));
            var started = new PeerProcess(builder.start(), port, upstreams);
            if (!Waiting.until(TO_START, () -> started.answers() || !started.process.isAlive()) || !started.answers()) {
                started.close();
                throw new CannotStart("%s did not start; see %s.".formatted(command.getLast(), log));
            }
            return started;
        } catch (IOException e) {
            throw new CannotStart("Cannot start " + command.getFirst() + ": " + e.getMessage(), e);
        }
    }

    String url() {
        return "http://127.0.0.1:" + port;
    }

    /// Words for the load generator: what it asks, and whose CPU counts beside the server's.
    List<String> words(String path) {
        var words = new ArrayList<>(List.of("--path", path));
        upstreams.forEach(upstream -> words.addAll(List.of("--process", "upstream=" + upstream.process.pid())));
        return words;
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
        process.destroyForcibly();
        Waiting.until(TO_START, () -> !process.isAlive());
        upstreams.forEach(PeerProcess::close);
    }
}
