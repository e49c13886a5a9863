package tools.sota.sandbox;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// How the application is started: the same Java that runs the sandbox, and a small heap as on a small server.
record Program(List<String> options) {
    static Program jar(Path jar) {
        return new Program(List.of("-jar", existing(jar)));
    }

    /// Freshly compiled classes in front of those in the jar, which has the libraries.
    static Program classes(Path classes, Path jar) {
        return new Program(List.of("-cp", existing(classes) + File.pathSeparator + existing(jar), "tools.sota.Main"));
    }

    List<String> command(DataFolder folder, String... arguments) {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var command = Command.with(List.of(java, "-Xmx512m", folder.mark()), options.toArray(String[]::new));
        command.addAll(List.of(arguments));
        return command;
    }

    /// Creates the products and prices in Stripe's stand-in; a repeat changes nothing.
    void pushCatalog(Setting setting, DataFolder folder) {
        Command.run(command(folder, "catalog", "push"), setting.environment());
    }

    private static String existing(Path path) {
        if (!Files.exists(path)) {
            throw new CannotStart("There is no %s: build it first with \"make run\".".formatted(path));
        }
        return path.toString();
    }
}
