package tools.sota.sandbox;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// One sandbox as programs see it that measure the product or break it: its stores run, the application does not yet.
public record Stage(Path jar, DataFolder folder, Setting setting, Postgres postgres, Redis redis, Closing closing) {
    /// Another port and another name for each further node.
    public App start(List<String> javaOptions) {
        return start(javaOptions, setting, Map.of());
    }

    /// One more node over the same stores.
    ///
    /// @param more of its environment: its NODE at least
    public App startNode(List<String> javaOptions, int port, Map<String, String> more) {
        return start(javaOptions, setting.at(port), more);
    }

    /// Where the application answers that {@link #start(List)} started.
    public String url() {
        return setting.publicUrl();
    }

    public String pepper() {
        return setting.secrets().get("KEY_PEPPER");
    }

    /// A file of the sandbox's folder.
    public Path file(String name) {
        return folder.resolve(name);
    }

    private App start(List<String> javaOptions, Setting place, Map<String, String> more) {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var command = Command.with(List.of(java), javaOptions.toArray(String[]::new));
        command.addAll(List.of(folder.mark(), "-jar", jar.toString()));
        var environment = new java.util.TreeMap<>(place.environment());
        environment.putAll(more);
        var app = closing.add(App.start(command, environment, folder, folder.resolve("app.log")));
        app.awaitReady(place);
        return app;
    }
}
