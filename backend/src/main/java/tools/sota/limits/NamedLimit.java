package tools.sota.limits;

import java.time.Duration;
import tools.sota.platform.Throttle;

/// A token bucket by its name: up to `capacity` requests at once, then `perMinute` a minute, evenly.
public record NamedLimit(String name, int capacity, int perMinute) implements Throttle.Limit {
    @Override
    public int refill() {
        return perMinute;
    }

    @Override
    public Duration per() {
        return Duration.ofMinutes(1);
    }

    /// Whole seconds from an empty bucket to a full one.
    long secondsToFull() {
        return Math.ceilDiv(capacity * 60L, perMinute);
    }
}
