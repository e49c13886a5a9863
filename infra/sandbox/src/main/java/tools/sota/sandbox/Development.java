package tools.sota.sandbox;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// Starts the application anew whenever its sources change, once they compile; the front end's own server reloads by
/// itself.
record Development(Program program, Setting setting, DataFolder folder, Closing closing) {
    static final Path CLASSES = Path.of("backend/target/dev-classes");
    private static final Path SOURCES = Path.of("backend/src/main");
    private static final List<String> COMPILE = List.of("sh", "infra/build/compile.sh");
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(400);
    private static final Duration LONG = Duration.ofDays(365);

    static AutoCloseable startFrontEnd(Setting setting) {
        var npm = List.of("sh", "infra/build/node.sh", "npm", "--prefix", "frontend", "run", "dev", "--");
        var port = Integer.toString(setting.ports().of(Port.SITE));
        var command = Command.with(npm, "--host", "127.0.0.1", "--port", port, "--strictPort");
        var server = ServerProcess.start(
                "The front end's dev server", command, Map.of("API_URL", setting.url(Port.APP)), null);
        // npm does not pass a signal on to what it started.
        return server::kill;
    }

    static void compileFirst() {
        if (!compiles()) {
            throw new CannotStart("The server does not compile: see above.");
        }
    }

    void loop() {
        var watch = new SourceWatch(SOURCES);
        while (!closing.isClosed()) {
            runUntilChanged(watch);
        }
    }

    private void runUntilChanged(SourceWatch watch) {
        var app = closing.add(App.start(program, setting, folder, null));
        tellWhenReady(app);
        do {
            Waiting.until(LONG, BETWEEN_LOOKS, () -> watch.hasChanged() || closing.isClosed());
        } while (!closing.isClosed() && !compiles());
        app.close();
    }

    private void tellWhenReady(App app) {
        try {
            app.awaitReady(setting);
            System.out.println("Ready. A change below " + SOURCES + " starts the application anew.");
        } catch (CannotStart e) {
            System.err.println(e.getMessage() + " Waiting for a change below " + SOURCES + ".");
        }
    }

    private static boolean compiles() {
        System.out.println("Compiling …");
        try {
            return new ProcessBuilder(COMPILE).inheritIO().start().waitFor() == 0;
        } catch (IOException e) {
            throw new CannotStart("Cannot run " + COMPILE + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            throw Command.interrupted(e);
        }
    }
}
