package tools.sota.sandbox;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;
import org.jspecify.annotations.Nullable;
import redis.embedded.core.ExecutableProvider;
import redis.embedded.model.OsArchitecture;

/// The PostgreSQL and Redis programs that came in jars, unpacked once per user into a cache folder. A
/// folder is named by what is in it and appears whole or not at all, so any number of JVMs may ask at once.
final class Programs {
    private Programs() {}

    /// The folder with `bin/postgres` and `bin/initdb`.
    static Path postgres() {
        return unpacked("postgres", "/postgres-%s-%s.txz".formatted(system(), architecture()), Programs::extract);
    }

    static Path redisServer() {
        var resource = ExecutableProvider.newProvidedVersionsMap()
                .getOrDefault(OsArchitecture.detectOSandArchitecture(), "/redis-server");
        return unpacked("redis", resource, (content, folder) -> {
                    var program = folder.resolve("redis-server");
                    Files.copy(content, program);
                    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
                })
                .resolve("redis-server");
    }

    private static String system() {
        return System.getProperty("os.name").startsWith("Mac") ? "darwin" : "linux";
    }

    private static String architecture() {
        return System.getProperty("os.arch").equals("aarch64") ? "arm_64" : "x86_64";
    }

    private static Path unpacked(String name, String resource, Unpacker unpacker) {
        try {
            var folder = cache().resolve(name + "-" + digest(resource));
            if (!Files.isDirectory(folder)) {
                unpack(resource, unpacker, folder);
            }
            return folder;
        } catch (IOException e) {
            throw new CannotStart("Cannot unpack %s: %s".formatted(name, e), e);
        }
    }

    private static void unpack(String resource, Unpacker unpacker, Path folder) throws IOException {
        var unfinished = Files.createTempDirectory(folder.getParent(), "unpacking-");
        Files.setPosixFilePermissions(unfinished, PosixFilePermissions.fromString("rwxr-xr-x"));
        try (var content = open(resource)) {
            unpacker.unpack(content, unfinished);
        }
        try {
            Files.move(unfinished, folder, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            Folders.delete(unfinished);
            if (!Files.isDirectory(folder)) {
                throw e;
            }
        }
    }

    /// Root's programs are run by nobody too (see RunAs), who cannot look into root's home.
    private static Path cache() throws IOException {
        var caches = RunAs.isRoot() ? Path.of("/var/cache") : Path.of(System.getProperty("user.home"), ".cache");
        return Files.createDirectories(caches.resolve("sota-sandbox"));
    }

    private static void extract(InputStream archive, Path folder) throws IOException {
        try (var entries = new TarArchiveInputStream(new XZCompressorInputStream(archive))) {
            for (var entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
                extract(entries, entry, folder.resolve(entry.getName()));
            }
        }
    }

    private static void extract(InputStream content, TarArchiveEntry entry, Path file) throws IOException {
        if (entry.isDirectory()) {
            Files.createDirectories(file);
            return;
        }
        Files.createDirectories(file.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
            return;
        }
        Files.copy(content, file);
        var executable = (entry.getMode() & 0100) != 0;
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
    }

    private static String digest(String resource) throws IOException {
        try (var content = open(resource)) {
            var sha = MessageDigest.getInstance("SHA-256");
            sha.update(content.readAllBytes());
            return HexFormat.of().formatHex(sha.digest(), 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static InputStream open(String resource) throws IOException {
        @Nullable InputStream content = Programs.class.getResourceAsStream(resource);
        if (content == null) {
            throw new IOException(
                    "no program for this kind of machine (%s is on no jar of the class path)".formatted(resource));
        }
        return content;
    }

    @FunctionalInterface
    private interface Unpacker {
        void unpack(InputStream content, Path folder) throws IOException;
    }
}
