package tools.sota.bench;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Remembers what was promised: the id of each accepted call.
final class Witness implements AutoCloseable {
    private final @Nullable OutputStream ids;

    private Witness(@Nullable OutputStream ids) {
        this.ids = ids;
    }

    /// Remembers nothing and costs nothing.
    static Witness none() {
        return new Witness(null);
    }

    /// @param file gets a line for each accepted call: the number of its key, a space, the id of the request
    static Witness writing(Path file) {
        try {
            return new Witness(new BufferedOutputStream(Files.newOutputStream(file)));
        } catch (IOException e) {
            throw new Options.Wrong("Cannot write " + file + ": " + e.getMessage());
        }
    }

    void saw(Connection connection, Answer answer) {
        if (ids == null || !answer.isSuccess()) {
            return;
        }
        int key = connection.current().key();
        var line = key + " " + answer.requestId(connection.bytes()) + '\n';
        try {
            synchronized (ids) {
                ids.write(line.getBytes(StandardCharsets.ISO_8859_1));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            if (ids != null) {
                ids.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
