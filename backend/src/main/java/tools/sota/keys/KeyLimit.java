package tools.sota.keys;

import java.time.Duration;
import tools.sota.platform.Throttle;

/// How often anyone may do something to a key without a credential, counted by network prefix.
enum KeyLimit implements Throttle.Limit {
    REPORT_BY_ADDRESS(10, 10, Duration.ofHours(1)),
    UNDO_BY_ADDRESS(20, 20, Duration.ofMinutes(10));

    private final int capacity;
    private final int refill;
    private final Duration per;

    KeyLimit(int capacity, int refill, Duration per) {
        this.capacity = capacity;
        this.refill = refill;
        this.per = per;
    }

    @Override
    public int capacity() {
        return capacity;
    }

    @Override
    public int refill() {
        return refill;
    }

    @Override
    public Duration per() {
        return per;
    }
}
