package tools.sota.catalog;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A service behind us that a product's requests are forwarded to, and what they cost.
///
/// @param url http or https, with no more than host, port and a path that does not end in a slash
/// @param answerWithin until its answer begins, counted from when it is asked
/// @param idle without a byte in either direction
/// @param connections at most, at once
/// @param costHeader of its answer, which says what a request cost in calls; null where all cost `calls`
/// @param mostCalls held while a request runs
/// @param forwardKey whether it sees the caller's key and cookies
/// @param addHeaders that every forwarded request has; secrets between the two of us may be among them
/// @param limits beside those of the plan
public record Upstream(
        URI url,
        Duration connectWithin,
        Duration answerWithin,
        Duration idle,
        long maxRequestBytes,
        int connections,
        int calls,
        @Nullable String costHeader,
        int mostCalls,
        boolean forwardKey,
        Map<String, String> addHeaders,
        List<Limit> limits) {

    /// Headers may be secret.
    @Override
    public String toString() {
        return "Upstream[" + url + ']';
    }
}
