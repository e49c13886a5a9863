package tools.sota.platform;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import org.jspecify.annotations.Nullable;

/// Token buckets of this process alone, for when Redis does not answer. The arithmetic is that of `token_bucket.lua`.
public final class LocalBuckets {
    /// Callers beyond it push out the least used: in an emergency memory matters more than the last attacker.
    private static final int MOST = 100_000;

    private final Cache<String, Bucket> buckets =
            Caffeine.newBuilder().maximumSize(MOST).build();

    /// @param level parts of 1/per token
    private record Bucket(long level, long at) {}

    /// @param key names the bucket
    /// @param tokens to take, all or none
    /// @param now in milliseconds
    public Throttle.Taken take(String key, Throttle.Limit limit, int tokens, long now) {
        long per = limit.per().toMillis();
        var answer = new Throttle.Taken[1];
        buckets.asMap().compute(key, (name, before) -> {
            var bucket = refilled(before, limit, now);
            boolean taken = bucket.level() >= tokens * per;
            var after = taken ? new Bucket(bucket.level() - tokens * per, bucket.at()) : bucket;
            answer[0] = new Throttle.Taken(taken, after.level() / per, wait(after, limit, now));
            return after;
        });
        return answer[0];
    }

    /// Forgets all buckets: each is full when it is next asked for.
    public void clear() {
        buckets.invalidateAll();
    }

    private static Bucket refilled(@Nullable Bucket before, Throttle.Limit limit, long now) {
        long full = limit.capacity() * limit.per().toMillis();
        if (before == null) {
            return new Bucket(full, now);
        }
        long at = Math.max(before.at(), now);
        return new Bucket(Math.min(full, before.level() + (at - before.at()) * limit.refill()), at);
    }

    private static long wait(Bucket bucket, Throttle.Limit limit, long now) {
        long missing = limit.per().toMillis() - bucket.level();
        return missing <= 0 ? 0 : Math.ceilDiv(missing, (long) limit.refill()) + bucket.at() - now;
    }
}
