package tools.sota.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/// The programs of a PostgreSQL, and the folder with its rows.
record Cluster(Path programs, Path data, RunAs runAs) {
    List<String> command(String program, List<String> arguments) {
        var command = Command.with(
                runAs.prefix(), programs.resolve("bin").resolve(program).toString());
        command.addAll(arguments);
        return command;
    }

    boolean hasLibrary(String name) {
        return Files.exists(programs.resolve("lib/postgresql").resolve(name + ".so"));
    }

    /// Makes the folder if there is none yet, and sees to it that the one PostgreSQL runs as owns it.
    void prepare() {
        if (!Files.exists(data)) {
            create();
        }
        runAs.own(data);
    }

    /// Made under another name and renamed: when we are killed half-way, the next start makes a new one.
    private void create() {
        try {
            var unfinished = data.resolveSibling("data.unfinished");
            Folders.delete(unfinished);
            Files.createDirectory(
                    unfinished, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            runAs.own(unfinished);
            Command.run(command("initdb", initialisation(unfinished)));
            Files.move(unfinished, data, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new CannotStart("Cannot create %s: %s".formatted(data, e), e);
        }
    }

    private static List<String> initialisation(Path folder) {
        return List.of(
                "--pgdata=" + folder,
                "--username=postgres",
                "--auth=trust",
                "--encoding=UTF8",
                "--locale=" + (Files.exists(Path.of("/proc")) ? "C.UTF-8" : "en_US.UTF-8"),
                // Waiting for the disk matters from the first row on, not before.
                "--no-sync");
    }
}
