package tools.sota.keys;

import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.LongStream;

/// A small set of numbers other than 0 that many threads add to without a lock and, while it does not grow, without
/// allocating. It holds at most {@link #MOST}; what is added while it grows may be lost, and is added by the next
/// request.
final class RangeSet {
    static final int MOST = 256;
    private static final int LEAST = 8;

    private final AtomicReference<AtomicLongArray> slots = new AtomicReference<>(new AtomicLongArray(LEAST));

    void add(long range) {
        var table = slots.get();
        while (!add(table, range) && table.length() < MOST) {
            slots.compareAndSet(table, grown(table));
            table = slots.get();
        }
    }

    LongStream stream() {
        var table = slots.get();
        return LongStream.range(0, table.length())
                .map(at -> table.get((int) at))
                .filter(range -> range != 0);
    }

    /// @return false when the table is full of others
    private static boolean add(AtomicLongArray table, long range) {
        int mask = table.length() - 1;
        int start = Long.hashCode(range * 0x9e3779b97f4a7c15L) & mask;
        for (int probe = 0; probe <= mask; probe++) {
            int at = (start + probe) & mask;
            long there = table.get(at) == range ? range : table.compareAndExchange(at, 0, range);
            if (there == 0 || there == range) {
                return true;
            }
        }
        return false;
    }

    private static AtomicLongArray grown(AtomicLongArray table) {
        var larger = new AtomicLongArray(2 * table.length());
        for (int at = 0; at < table.length(); at++) {
            add(larger, table.get(at));
        }
        return larger;
    }
}
