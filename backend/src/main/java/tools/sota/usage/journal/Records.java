package tools.sota.usage.journal;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32C;

/// How records lie in a segment: length, CRC-32C over length and bytes, bytes; both numbers are big-endian 32 bits.
final class Records {
    static final int HEADER = 8;
    static final int LARGEST = 2_000_000;

    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

    private Records() {}

    /// @param end position after the record
    record Whole(long end, byte[] bytes) {}

    /// @param next position of what was not looked at, or could not be read
    /// @param sound false when there is something at `next` that is no whole record
    record Read(List<Whole> records, long next, boolean sound) {}

    static int size(byte[] bytes) {
        return HEADER + bytes.length;
    }

    static void write(ByteBuffer out, byte[] bytes) {
        out.putInt(bytes.length).putInt(checksum(bytes, 0, bytes.length)).put(bytes);
    }

    /// Reads whole records from the start of a chunk.
    ///
    /// @param position of the chunk's first byte
    /// @param most records to read
    static Read read(byte[] chunk, long position, int most) {
        var records = new ArrayList<Whole>();
        int at = 0;
        while (at < chunk.length && records.size() < most) {
            int length = lengthAt(chunk, at);
            if (length < 0) {
                return new Read(records, position + at, false);
            }
            int end = at + HEADER + length;
            records.add(new Whole(position + end, Arrays.copyOfRange(chunk, at + HEADER, end)));
            at = end;
        }
        return new Read(records, position + at, true);
    }

    /// Where the next whole record starts; -1 when there is none. A checksum of 32 bits and a plausible length decide.
    static int findNext(byte[] chunk, int from) {
        for (int at = from; at + HEADER < chunk.length; at++) {
            if (lengthAt(chunk, at) > 0) {
                return at;
            }
        }
        return -1;
    }

    /// How many bytes there are before the zeros at the end.
    static int withoutZeros(byte[] chunk) {
        int end = chunk.length;
        while (end > 0 && chunk[end - 1] == 0) {
            end--;
        }
        return end;
    }

    /// The length of a whole and undamaged record at the place; -1 when there is none.
    private static int lengthAt(byte[] chunk, int at) {
        if (at + HEADER > chunk.length) {
            return -1;
        }
        int length = (int) INT.get(chunk, at);
        int checksum = (int) INT.get(chunk, at + Integer.BYTES);
        boolean fits = length > 0 && length <= LARGEST && length <= chunk.length - at - HEADER;
        return fits && checksum(chunk, at + HEADER, length) == checksum ? length : -1;
    }

    private static int checksum(byte[] bytes, int from, int length) {
        var crc = new CRC32C();
        crc.update(length >>> 24);
        crc.update(length >>> 16);
        crc.update(length >>> 8);
        crc.update(length);
        crc.update(bytes, from, length);
        return (int) crc.getValue();
    }
}
