package tools.sota.site;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What the front end's build left under `public/`, read once from the jar or a folder of classes.
final class PublicFiles {
    private PublicFiles() {}

    /// The bytes by name, such as `pricing/index.html`.
    ///
    /// @param home where `public/index.html` is; null when the jar has no front end, which is no files
    static Map<String, byte[]> beside(@Nullable URL home) {
        if (home == null) {
            return Map.of();
        }
        try {
            return "jar".equals(home.getProtocol()) ? inJar(home) : inFolder(folderOf(Path.of(home.toURI())));
        } catch (IOException e) {
            throw new UncheckedIOException("The pages beside " + home + " cannot be read", e);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(home + " names no file", e);
        }
    }

    private static Map<String, byte[]> inJar(URL home) throws IOException {
        var address = home.toString();
        int inside = address.lastIndexOf("!/");
        var file = Path.of(URI.create(address.substring("jar:".length(), inside)));
        try (var jar = FileSystems.newFileSystem(file)) {
            return inFolder(folderOf(jar.getPath(address.substring(inside + 1))));
        }
    }

    private static Path folderOf(Path file) throws IOException {
        var folder = file.getParent();
        if (folder == null) {
            throw new IOException(file + " is in no folder");
        }
        return folder;
    }

    private static Map<String, byte[]> inFolder(Path folder) throws IOException {
        var files = new TreeMap<String, byte[]>();
        try (var paths = Files.walk(folder)) {
            for (var path : (Iterable<Path>) paths.filter(Files::isRegularFile)::iterator) {
                files.put(folder.relativize(path).toString().replace('\\', '/'), Files.readAllBytes(path));
            }
        }
        return files;
    }
}
