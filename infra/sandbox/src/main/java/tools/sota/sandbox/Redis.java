package tools.sota.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A real Redis on loopback. A durable one writes every change to a log in its folder and reads it back; the other
/// kind starts empty. One that a killed JVM left behind in the folder is stopped first.
public final class Redis implements AutoCloseable {
    private static final String STOP = "TERM";
    private static final int ANSWER_MILLIS = 2_000;

    private final Path folder;
    private final int port;
    private final Durability durability;
    private final List<String> settings;
    private volatile ServerProcess server;

    private Redis(Path folder, int port, Durability durability, List<String> settings) {
        this.settings = settings;
        this.folder = folder;
        this.port = port;
        this.durability = durability;
        this.server = launch();
    }

    /// Starts on the port, or on a free one when it is 0.
    ///
    /// @param settings further ones, as on the command line
    public static Redis start(Path folder, int port, Durability durability, String... settings) {
        var real = Folders.create(folder);
        reclaim(real);
        return new Redis(real, Ports.freeOrAny(port, Port.REDIS), durability, List.of(settings));
    }

    /// Stops the server that an earlier JVM left behind in this folder, if there is one.
    static void reclaim(Path folder) {
        new LeftBehind(folder.resolve("redis.pid"), "redis-server").stop(STOP);
    }

    public int port() {
        return port;
    }

    public String uri() {
        return "redis://127.0.0.1:" + port;
    }

    public long pid() {
        return server.pid();
    }

    /// As a power cut does.
    public void kill() {
        server.kill();
    }

    /// Stops it if it runs, and starts it again on the same port.
    public void restart() {
        close();
        server = launch();
    }

    /// Forgets everything.
    public void flush() {
        ask("FLUSHALL");
    }

    @Override
    public void close() {
        server.stop(STOP);
    }

    private ServerProcess launch() {
        var started = ServerProcess.start("Redis", command(), folder.resolve("redis.log"));
        started.awaitReady(() -> answers(started.pid()));
        return started;
    }

    private List<String> command() {
        var command = new ArrayList<>(List.of(
                Programs.redisServer().toString(),
                "--bind",
                "127.0.0.1",
                "--port",
                Integer.toString(port),
                "--dir",
                folder.toString(),
                "--pidfile",
                folder.resolve("redis.pid").toString(),
                "--save",
                "",
                "--appendonly",
                durability == Durability.DURABLE ? "yes" : "no"));
        command.addAll(settings);
        return command;
    }

    /// Some other Redis may sit on the port, hence the look at its process id; one that still reads its log back
    /// answers INFO but no other command.
    private boolean answers(long pid) {
        try {
            return ask("INFO").contains("process_id:" + pid + "\r\n")
                    && ask("PING").startsWith("+PONG");
        } catch (UncheckedIOException notYet) {
            return false;
        }
    }

    /// Speaks Redis's inline protocol, so that the sandbox needs no client library.
    String ask(String... words) {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(ANSWER_MILLIS);
            var line = String.join(" ", words) + "\r\nQUIT\r\n";
            socket.getOutputStream().write(line.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("Redis does not answer on port " + port, e);
        }
    }
}
