package tools.sota.usage.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.sota.platform.Batches;

/// Records that are on disk before their writer goes on, by group commit: what waits is written and synced together.
/// Bounded: when too much waits, or was not forgotten yet, further records are refused. A record that could not be
/// written is cut off again, so what was refused is not there after a crash.
public final class Journal implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Journal.class);
    private static final int WAITING = 20_000;
    private static final int BATCH = 1_000;
    private static final long SEGMENT = 16_000_000;
    private static final int BUFFER = 256_000;

    private final UUID id;
    private final FileLock lock;
    private final Segments segments;
    private final long capacity;
    private final AtomicReference<@Nullable OpenSegment> current = new AtomicReference<>();
    private final AtomicReference<ByteBuffer> buffer = new AtomicReference<>(ByteBuffer.allocateDirect(BUFFER));
    private final AtomicLong end;
    private final AtomicLong forgotten = new AtomicLong();
    private final Batches<Append> appends;

    private record Append(byte[] bytes, Written written) {}

    /// Hears whether a record is durable; must not wait.
    public interface Written {
        /// @param end position after the record
        void written(long end);

        void refused(String reason);
    }

    /// @param end position after the record
    public record Kept(long end, byte[] bytes) {}

    /// @param next where to go on reading
    public record Slice(List<Kept> records, long next) {}

    private Journal(UUID id, FileLock lock, Segments segments, long end, long capacity) {
        this.id = id;
        this.lock = lock;
        this.segments = segments;
        this.end = new AtomicLong(end);
        this.capacity = capacity;
        this.appends = Batches.start("journal", WAITING, BATCH, this::write);
    }

    /// @param folder of this node alone
    /// @param capacity bytes that may wait to be forgotten
    /// @throws IllegalStateException when another process has it open
    public static Journal open(Path folder, long capacity) {
        try {
            Files.createDirectories(folder);
            var lock = FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)
                    .tryLock();
            if (lock == null) {
                throw new IllegalStateException("Another process writes the journal in " + folder
                        + ": give each node a folder of its own with JOURNAL");
            }
            var segments = Segments.of(folder);
            return new Journal(identity(folder), lock, segments, segments.recover(), capacity);
        } catch (IOException e) {
            throw new UncheckedIOException("The journal in " + folder + " cannot be opened", e);
        }
    }

    /// Positions mean something for this journal only, so that a new disk is not taken for the old one.
    private static UUID identity(Path folder) throws IOException {
        var file = folder.resolve("id");
        if (!Files.exists(file)) {
            Files.writeString(file, UUID.randomUUID().toString(), StandardOpenOption.CREATE, StandardOpenOption.SYNC);
        }
        return UUID.fromString(Files.readString(file).strip());
    }

    public UUID id() {
        return id;
    }

    /// Writes a record; its fate is heard later, from the journal's own thread.
    public void append(byte[] bytes, Written written) {
        if (!appends.offer(new Append(bytes, written))) {
            written.refused("Too many records wait to be written");
        }
    }

    /// The position after the last durable record.
    public long end() {
        return end.get();
    }

    /// Durable records from a position on, at most so many.
    public Slice read(long from, int most) {
        try {
            var read = segments.read(from, end.get(), most);
            var records = read.records().stream()
                    .map(one -> new Kept(one.end(), one.bytes()))
                    .toList();
            return new Slice(records, read.next());
        } catch (IOException e) {
            throw new UncheckedIOException("The journal cannot be read at " + from, e);
        }
    }

    /// Everything before the position is kept elsewhere now.
    public void forget(long before) {
        try {
            forgotten.set(before);
            segments.forget(before);
        } catch (IOException e) {
            LOG.warn("A part of the journal that is not needed any more could not be deleted: {}", e.getMessage());
        }
    }

    /// Bytes that are durable here and not forgotten.
    public long kept() {
        return end.get() - forgotten.get();
    }

    /// Bytes that were to be records and could not be read back.
    public long damaged() {
        return segments.damaged();
    }

    @Override
    public void close() {
        appends.close();
        try {
            var open = current.get();
            if (open != null) {
                open.end(end.get());
            }
            lock.channel().close();
        } catch (IOException e) {
            LOG.warn("The journal did not close cleanly: {}", e.getMessage());
        }
    }

    private void write(List<Append> batch) {
        if (kept() > capacity) {
            batch.forEach(one -> one.written().refused("The journal is full: its records cannot be moved on"));
            return;
        }
        try {
            sync(batch);
        } catch (IOException e) {
            LOG.error("The journal cannot be written, {} records are refused: {}", batch.size(), e.getMessage());
            cut();
            batch.forEach(one -> one.written().refused("The journal cannot be written"));
            return;
        }
        long position = end.get();
        for (var one : batch) {
            position += Records.size(one.bytes());
        }
        long before = end.getAndSet(position);
        for (var one : batch) {
            before += Records.size(one.bytes());
            one.written().written(before);
        }
    }

    private void sync(List<Append> batch) throws IOException {
        var out =
                buffer(batch.stream().mapToInt(one -> Records.size(one.bytes())).sum());
        batch.forEach(one -> Records.write(out, one.bytes()));
        out.flip();
        segment().write(end.get(), out);
    }

    private ByteBuffer buffer(int size) {
        if (buffer.get().capacity() < size) {
            buffer.set(ByteBuffer.allocateDirect(size));
        }
        return buffer.get().clear();
    }

    private OpenSegment segment() throws IOException {
        var open = current.get();
        if (open == null || end.get() - open.base() >= SEGMENT) {
            if (open != null) {
                open.end(end.get());
            }
            open = new OpenSegment(end.get(), segments.create(end.get()));
            current.set(open);
        }
        return open;
    }

    /// Takes away what a failed write may have left; the next write starts a new file.
    private void cut() {
        var failed = current.getAndSet(null);
        if (failed != null) {
            try (var open = failed) {
                open.cut(end.get());
            } catch (IOException e) {
                LOG.error("What was refused could not be cut off the journal: {}", e.getMessage());
            }
        }
    }
}
