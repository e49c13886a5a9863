package tools.sota.limits;

import java.time.Duration;
import java.time.Instant;
import java.util.function.BiConsumer;

/// The state of a caller's limits as headers: `RateLimit-Policy` and `RateLimit` of
/// draft-ietf-httpapi-ratelimit-headers-11, and the three `X-RateLimit-*` that most clients still read
/// (`-Reset` in epoch seconds).
public final class LimitHeaders {
    private LimitHeaders() {}

    /// @param header takes name and value of each
    public static void write(Decision decision, Instant now, BiConsumer<String, String> header) {
        var allowance = decision.allowance();
        var period = allowance.period();
        var policy = new StringBuilder(64);
        var state = new StringBuilder(64);
        for (var bucket : decision.buckets()) {
            var limit = bucket.limit();
            add(policy, limit.name(), 'q', limit.capacity(), 'w', limit.secondsToFull());
            add(state, limit.name(), 'r', bucket.left(), 't', seconds(bucket.next()));
        }
        add(policy, "period", 'q', allowance.calls(), 'w', period.length().toSeconds());
        add(state, "period", 'r', decision.remaining(), 't', seconds(Duration.between(now, period.end())));
        var rate = decision.rate();
        header.accept("RateLimit-Policy", policy.toString());
        header.accept("RateLimit", state.toString());
        header.accept("X-RateLimit-Limit", Integer.toString(rate.limit().capacity()));
        header.accept("X-RateLimit-Remaining", Long.toString(rate.left()));
        header.accept("X-RateLimit-Reset", Long.toString(now.getEpochSecond() + Math.max(1, seconds(rate.next()))));
        if (decision.warning() > 0) {
            header.accept("Sota-Quota-Warning", decision.warning() + "% used; resets=" + period.end());
        }
        if (decision.local()) {
            header.accept("Sota-Degraded", "limits-per-node");
        }
    }

    /// Whole seconds, rounded up: waiting that long is enough.
    static long seconds(Duration duration) {
        return Math.max(0, Math.ceilDiv(duration.toMillis(), 1000));
    }

    private static void add(StringBuilder list, String name, char first, long one, char second, long two) {
        if (!list.isEmpty()) {
            list.append(", ");
        }
        list.append('"').append(name).append("\";");
        list.append(first).append('=').append(one).append(';');
        list.append(second).append('=').append(two);
    }
}
