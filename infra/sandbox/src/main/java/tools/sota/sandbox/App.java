package tools.sota.sandbox;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The real application, as a process beside us.
public final class App implements AutoCloseable {
    private final ServerProcess process;

    private App(ServerProcess process) {
        this.process = process;
    }

    /// Its output goes to the log, or is shown as ours when there is none.
    static App start(Program program, Setting setting, DataFolder folder, @Nullable Path log) {
        return start(program.command(folder), setting.environment(), folder, log);
    }

    static App start(List<String> command, Map<String, String> environment, DataFolder folder, @Nullable Path log) {
        var own = new java.util.TreeMap<>(environment);
        own.putIfAbsent("JOURNAL", folder.resolve("journal").toString());
        var app = new App(ServerProcess.start("The application", command, own, log));
        folder.remember(app.process.pid());
        return app;
    }

    void awaitReady(Setting setting) {
        var question = HttpRequest.newBuilder(URI.create(setting.url(Port.APP) + "/readyz"))
                .timeout(Duration.ofSeconds(5))
                .build();
        try (var client = HttpClient.newHttpClient()) {
            process.awaitReady(() -> answersOk(client, question));
        }
    }

    public long pid() {
        return process.pid();
    }

    /// SIGKILL: no goodbye, nothing is written any more.
    public void kill() {
        process.kill();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /// Its exit code, once it has ended.
    int awaitEnd() {
        return process.awaitEnd();
    }

    @Override
    public void close() {
        process.stop("TERM");
    }

    private static boolean answersOk(HttpClient client, HttpRequest question) {
        try {
            return client.send(question, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException e) {
            throw Command.interrupted(e);
        }
    }
}
