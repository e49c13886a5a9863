package tools.sota.limits;

import java.time.Duration;
import java.util.List;
import tools.sota.catalog.Limit;
import tools.sota.platform.Throttle;

/// A token bucket by its name: up to `capacity` requests at once, then `perMinute` a minute, evenly.
public record NamedLimit(String name, int capacity, int perMinute) implements Throttle.Limit {
    /// The limit of one key, which its account sets.
    public static final String OF_KEY = "key_rate";

    public static List<NamedLimit> of(List<Limit> limits) {
        return limits.stream()
                .map(limit -> new NamedLimit(
                        limit.name(), limit.rate().capacity(), limit.rate().perMinute()))
                .toList();
    }

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
