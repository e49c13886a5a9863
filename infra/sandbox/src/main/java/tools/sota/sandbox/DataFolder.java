package tools.sota.sandbox;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/// The folder of one sandbox, held by one process at a time. Whatever an earlier one that was killed left running on it
/// is stopped when it is opened.
public record DataFolder(Path path, FileChannel lock) implements AutoCloseable {
    private static final String LOCK = "sandbox.lock";
    private static final String APP_PID = "app.pid";

    static DataFolder open(Path wanted, boolean fresh) {
        var path = Folders.create(wanted);
        var folder = new DataFolder(path, lock(path));
        folder.reclaim();
        if (fresh) {
            folder.empty();
        }
        return folder;
    }

    Path resolve(String name) {
        return path.resolve(name);
    }

    /// A word on the command line of the application by which a later sandbox knows it again.
    String mark() {
        return "-Dsota.sandbox=" + path;
    }

    void remember(long appPid) {
        try {
            Files.writeString(resolve(APP_PID), Long.toString(appPid));
        } catch (IOException e) {
            throw new CannotStart("Cannot write to %s: %s".formatted(path, e), e);
        }
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }

    private void reclaim() {
        new LeftBehind(resolve(APP_PID), mark()).stop("TERM");
        Postgres.reclaim(resolve("postgres"));
        Redis.reclaim(resolve("redis"));
    }

    private void empty() {
        try (var entries = Files.list(path)) {
            entries.filter(entry -> !entry.endsWith(LOCK)).toList().forEach(Folders::delete);
        } catch (IOException e) {
            throw new CannotStart("Cannot empty %s: %s".formatted(path, e), e);
        }
    }

    private static FileChannel lock(Path path) {
        try {
            var channel = FileChannel.open(path.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (tryLock(channel) == null) {
                channel.close();
                throw new CannotStart(
                        "A sandbox is running on %s already: stop it first, or name another folder.".formatted(path));
            }
            return channel;
        } catch (IOException e) {
            throw new CannotStart("Cannot lock %s: %s".formatted(path, e), e);
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException sameProcess) {
            return null;
        }
    }
}
