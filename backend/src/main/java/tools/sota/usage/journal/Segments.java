package tools.sota.usage.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The files of a journal, named by the position of their first byte.
final class Segments {
    private static final Logger LOG = LoggerFactory.getLogger(Segments.class);
    private static final String SUFFIX = ".journal";
    /// Holds the largest record whole.
    private static final int CHUNK = 8_000_000;

    private final Path folder;
    private final ConcurrentSkipListMap<Long, Path> files = new ConcurrentSkipListMap<>();
    private final AtomicLong damaged = new AtomicLong();

    private Segments(Path folder) {
        this.folder = folder;
    }

    static Segments of(Path folder) throws IOException {
        var segments = new Segments(folder);
        try (var names = Files.list(folder)) {
            names.filter(file -> file.toString().endsWith(SUFFIX))
                    .forEach(file -> segments.files.put(base(file), file));
        }
        return segments;
    }

    private static long base(Path file) {
        return Long.parseUnsignedLong(file.getFileName().toString().replace(SUFFIX, ""), 16);
    }

    /// Cuts what a crash left unfinished at the end of the last file.
    ///
    /// @return the position after the last whole record
    long recover() throws IOException {
        if (files.isEmpty()) {
            return 0;
        }
        var last = files.lastEntry();
        var bytes = Files.readAllBytes(last.getValue());
        int end = 0;
        for (int at = 0; at >= 0; at = Records.findNext(bytes, end)) {
            var rest = java.util.Arrays.copyOfRange(bytes, at, bytes.length);
            end = at + (int) Records.read(rest, 0, Integer.MAX_VALUE).next();
        }
        if (end < bytes.length) {
            int unfinished = Records.withoutZeros(bytes) - end;
            if (unfinished > 0) {
                LOG.warn("The journal ends in {} bytes that a crash left unfinished; they are cut", unfinished);
            }
            try (var channel = FileChannel.open(last.getValue(), StandardOpenOption.WRITE)) {
                channel.truncate(end).force(true);
            }
        }
        return last.getKey() + end;
    }

    /// Opens a new file that starts at the position.
    FileChannel create(long position) throws IOException {
        var file = folder.resolve("%016x%s".formatted(position, SUFFIX));
        var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try (var directory = FileChannel.open(folder, StandardOpenOption.READ)) {
            directory.force(true);
        }
        files.put(position, file);
        return channel;
    }

    /// Records from a position on, of one file; nothing beyond `end` is looked at.
    Records.Read read(long from, long end, int most) throws IOException {
        var segment = files.floorEntry(from);
        var following = files.higherKey(from);
        long stop = Math.min(end, following == null ? end : following);
        if (segment == null || from - segment.getKey() >= Files.size(segment.getValue())) {
            return skipTo(from, stop);
        }
        var chunk = chunk(segment.getValue(), from - segment.getKey(), (int) Math.min(CHUNK, stop - from));
        var read = Records.read(chunk, from, most);
        boolean cutByChunk =
                !read.sound() && from + chunk.length < stop && !read.records().isEmpty();
        return read.sound() || cutByChunk || !read.records().isEmpty() ? read : skipDamage(segment, from, stop);
    }

    /// Bytes that were to be records and are none.
    long damaged() {
        return damaged.get();
    }

    /// Deletes files that end before the position, but never the last.
    void forget(long before) throws IOException {
        while (files.size() > 1 && files.higherKey(files.firstKey()) <= before) {
            Files.deleteIfExists(files.pollFirstEntry().getValue());
        }
    }

    private Records.Read skipDamage(java.util.Map.Entry<Long, Path> segment, long from, long stop) throws IOException {
        var rest = chunk(segment.getValue(), from - segment.getKey(), (int) (stop - from));
        int next = Records.findNext(rest, 1);
        var aside = folder.resolve(segment.getValue().getFileName() + ".damaged");
        Files.copy(segment.getValue(), aside, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        LOG.error("The journal is damaged at position {}; the file is kept as {}", from, aside.getFileName());
        return skipTo(from, next < 0 ? stop : from + next);
    }

    private Records.Read skipTo(long from, long to) {
        damaged.addAndGet(to - from);
        LOG.error("The journal has no records from position {} to {}", from, to);
        return new Records.Read(List.of(), to, true);
    }

    private static byte[] chunk(Path file, long offset, int most) throws IOException {
        try (var channel = FileChannel.open(file, StandardOpenOption.READ)) {
            var buffer = ByteBuffer.allocate((int) Math.min(most, channel.size() - offset));
            while (buffer.hasRemaining() && channel.read(buffer, offset + buffer.position()) >= 0) {
                // Each read goes on until the chunk is full.
            }
            return buffer.hasRemaining() ? java.util.Arrays.copyOf(buffer.array(), buffer.position()) : buffer.array();
        }
    }
}
