package tools.sota.keys;

import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;

/// How one key was used in one hour, on this node. Many threads write at once; sums are read while they do.
final class KeyUse {
    private static final int BAD_REQUEST = 400;

    private final LongAdder passed = new LongAdder();
    private final LongAdder wrong = new LongAdder();
    private final LongAdder other = new LongAdder();
    private final RangeSet ranges = new RangeSet();
    /// Most callers come from one address for a while, which then is not parsed again.
    private final AtomicReference<String> lastAddress = new AtomicReference<>("");

    void note(String address, int status) {
        if (status < BAD_REQUEST) {
            passed.increment();
            noteRange(address);
        } else if (status == 401 || status == 403 || status == 422) {
            wrong.increment();
        } else {
            other.increment();
        }
    }

    /// Requests that were answered. What was refused for its pace or failed on our side is no sign of anything.
    long passed() {
        return passed.sum();
    }

    /// Requests that were refused for who sent them or what they said: 401, 403 or 422.
    long wrong() {
        return wrong.sum();
    }

    long requests() {
        return passed.sum() + wrong.sum() + other.sum();
    }

    /// From where answered requests came, at most {@link RangeSet#MOST}.
    long[] ranges() {
        return ranges.stream().toArray();
    }

    private void noteRange(String address) {
        if (address.equals(lastAddress.getOpaque())) {
            return;
        }
        lastAddress.setOpaque(address);
        long range = AddressRange.of(address);
        if (range != AddressRange.NONE) {
            ranges.add(range);
        }
    }
}
