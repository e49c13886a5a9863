package tools.sota.usage.decisions;

import io.javalin.http.Context;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import tools.sota.platform.Credential;
import tools.sota.platform.Ids;
import tools.sota.platform.Query;

/// `GET /v1/requests/counters`: how many requests each rule refused, by key and minute, also beyond those that are kept
/// one by one.
public final class CountersApi {
    private static final int MOST = 10_000;
    private static final Duration USUAL = Duration.ofHours(1);

    private final Jdbi jdbi;
    private final Decisions decisions;
    private final Clock clock;

    CountersApi(Jdbi jdbi, Decisions decisions, Clock clock) {
        this.jdbi = jdbi;
        this.decisions = decisions;
        this.clock = clock;
    }

    private record Total(long requests) {}

    private record Counter(
            Instant minute, String rule, @Nullable String keyId, long requests) {
        static Counter of(CounterRows.Counter row) {
            var key = row.keyId() == null ? null : Ids.show("key", row.keyId());
            return new Counter(row.minute(), row.rule(), key, row.requests());
        }
    }

    private record Counters(Instant from, Instant to, Total total, List<Counter> series) {}

    public void list(Context ctx) {
        var wanted = wanted(ctx, Query.of(ctx, "from", "to", "environment", "key", "rule"));
        decisions.flush();
        var rows = jdbi.withExtension(CounterRows.class, counters -> counters.newest(wanted, MOST + 1));
        if (rows.size() > MOST) {
            throw Query.bad(
                    "from",
                    "is too far from to: one answer holds at most " + MOST
                            + " counters. Ask for less time, one key or one rule");
        }
        long total = rows.stream().mapToLong(CounterRows.Counter::requests).sum();
        ctx.json(new Counters(
                wanted.start(),
                wanted.end(),
                new Total(total),
                rows.stream().map(Counter::of).toList()));
    }

    /// In whole minutes, the last hour when nothing is said.
    private CounterRows.Wanted wanted(Context ctx, Query query) {
        var end = minute(query.time("to").orElse(clock.instant()));
        var start = query.time("from").orElse(end.minus(USUAL)).truncatedTo(ChronoUnit.MINUTES);
        if (!start.isBefore(end)) {
            throw Query.bad("to", "must be after from");
        }
        return new CounterRows.Wanted(
                Credential.of(ctx).accountId(),
                DecisionsApi.environment(ctx, query),
                query.text("key").map(DecisionsApi::key).orElse(null),
                query.text("rule").orElse(null),
                start,
                end);
    }

    /// The end of the minute that it is in.
    private static Instant minute(Instant at) {
        var floor = at.truncatedTo(ChronoUnit.MINUTES);
        return floor.equals(at) ? at : floor.plus(1, ChronoUnit.MINUTES);
    }
}
