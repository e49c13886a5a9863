package tools.sota.limits;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/// The state of a caller's limits as headers: `RateLimit-Policy` and `RateLimit` of
/// draft-ietf-httpapi-ratelimit-headers-11, and the three `X-RateLimit-*` that most clients still read
/// (`-Reset` in epoch seconds).
public final class LimitHeaders {
    private LimitHeaders() {}

    public static Map<String, String> of(Decision decision, Instant now) {
        var allowance = decision.allowance();
        var period = allowance.period();
        long untilToken = seconds(decision.nextToken());
        long untilEnd = seconds(Duration.between(now, period.end()));
        var headers = new LinkedHashMap<String, String>();
        headers.put(
                "RateLimit-Policy",
                "\"minute\";q=" + allowance.capacity() + ";w=" + allowance.secondsToFull() + ", \"period\";q="
                        + allowance.calls() + ";w=" + period.length().toSeconds());
        headers.put(
                "RateLimit",
                "\"minute\";r=" + decision.tokensLeft() + ";t=" + untilToken + ", \"period\";r=" + decision.remaining()
                        + ";t=" + untilEnd);
        headers.put("X-RateLimit-Limit", Integer.toString(allowance.capacity()));
        headers.put("X-RateLimit-Remaining", Long.toString(decision.tokensLeft()));
        headers.put("X-RateLimit-Reset", Long.toString(now.getEpochSecond() + Math.max(1, untilToken)));
        return headers;
    }

    /// Whole seconds, rounded up: waiting that long is enough.
    static long seconds(Duration duration) {
        return Math.max(0, Math.ceilDiv(duration.toMillis(), 1000));
    }
}
