package tools.sota.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;

/// Tells whether a file below a folder came, went or changed since the last look. It looks instead of being told,
/// because that works on every file system.
final class SourceWatch {
    private final Path folder;
    private Map<Path, String> seen = Map.of();

    SourceWatch(Path folder) {
        this.folder = folder;
        this.seen = look();
    }

    boolean hasChanged() {
        var now = look();
        var changed = !now.equals(seen);
        seen = now;
        return changed;
    }

    private Map<Path, String> look() {
        try (var files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).collect(Collectors.toMap(file -> file, SourceWatch::state));
        } catch (IOException e) {
            return seen;
        }
    }

    private static String state(Path file) {
        try {
            return Files.getLastModifiedTime(file) + " " + Files.size(file);
        } catch (IOException gone) {
            return "gone";
        }
    }
}
