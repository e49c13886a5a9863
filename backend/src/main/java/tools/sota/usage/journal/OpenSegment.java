package tools.sota.usage.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.concurrent.atomic.AtomicLong;

/// The file that is written now. It grows by zeros, in steps much larger than a record: else each sync would write down
/// a
/// new size as well, which costs the file system as much as the records do. Zeros are no record, and are cut off at the
/// end.
///
/// @param base position of the file's first byte
/// @param sized bytes of the file, zeros included
record OpenSegment(long base, FileChannel channel, AtomicLong sized) implements AutoCloseable {
    private static final int STEP = 1_000_000;
    private static final ByteBuffer ZEROS = ByteBuffer.allocateDirect(STEP).asReadOnlyBuffer();

    OpenSegment(long base, FileChannel channel) {
        this(base, channel, new AtomicLong());
    }

    /// Returns when the bytes are durable at the position.
    void write(long position, ByteBuffer bytes) throws IOException {
        long at = position - base;
        long end = at + bytes.remaining();
        if (end > sized.get()) {
            grow(end);
        }
        put(at, bytes);
        channel.force(false);
    }

    /// Takes away, durably, whatever is beyond the position.
    void cut(long position) throws IOException {
        channel.truncate(position - base).force(true);
        sized.set(position - base);
    }

    /// Ends the file at the position.
    void end(long position) throws IOException {
        channel.truncate(position - base);
        channel.close();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    /// Where the disk has no room for a step, the record alone may still fit.
    private void grow(long end) throws IOException {
        long from = Math.max(end, sized.get());
        try {
            put(from, ZEROS.duplicate());
            sized.set(from + STEP);
        } catch (IOException e) {
            channel.truncate(sized.get());
            sized.set(end);
        }
    }

    private void put(long at, ByteBuffer bytes) throws IOException {
        for (long next = at; bytes.hasRemaining(); ) {
            next += channel.write(bytes, next);
        }
    }
}
