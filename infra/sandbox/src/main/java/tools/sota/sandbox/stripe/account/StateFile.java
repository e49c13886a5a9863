package tools.sota.sandbox.stripe.account;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import tools.sota.sandbox.stripe.json.Json;

/// Keeps the store in a file between runs. The file is replaced in one step, so it is always whole.
public final class StateFile {
    private final Path path;
    private final Store store;
    private final Turns turns;
    private long written;

    public StateFile(Path path, Store store, Turns turns) {
        this.path = path;
        this.store = store;
        this.turns = turns;
    }

    public static void load(Path path, Store store) {
        if (!Files.exists(path)) {
            return;
        }
        try {
            store.load((ObjectNode) Json.parse(Files.readString(path)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Writes the file if it is behind.
    public synchronized void save() {
        if (turns.take(store::revision) == written) {
            return;
        }
        var snapshot =
                turns.take(() -> new Snapshot(store.revision(), store.dump().toString()));
        try {
            var next = path.resolveSibling(path.getFileName() + ".next");
            Files.writeString(next, snapshot.text());
            Files.move(next, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            written = snapshot.revision();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private record Snapshot(long revision, String text) {}
}
