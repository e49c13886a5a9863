package tools.sota.usage;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.javalin.http.Context;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import tools.sota.keys.KeyCredential;
import tools.sota.limits.Entitlements;
import tools.sota.limits.Period;
import tools.sota.platform.Credential;
import tools.sota.platform.Environment;
import tools.sota.platform.Ids;
import tools.sota.platform.Pages;
import tools.sota.platform.Query;

/// `/v1/usage`: sums over time, and the rows that add up to them.
public final class UsageApi {
    private final Jdbi jdbi;
    private final Entitlements entitlements;
    private final Pages pages;
    private final Clock clock;

    UsageApi(Jdbi jdbi, Entitlements entitlements, Pages pages, Clock clock) {
        this.jdbi = jdbi;
        this.entitlements = entitlements;
        this.pages = pages;
        this.clock = clock;
    }

    private enum Grouping {
        KEY,
        PRODUCT
    }

    private record Total(long calls) {}

    private record Bar(
            Instant start,
            long calls,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String group) {}

    private record Usage(
            Instant from, Instant to, Interval interval, Environment environment, Total total, List<Bar> series) {}

    private record Row(
            String requestId, Instant at, String environment, String keyId, String product, int calls, int status) {}

    public void usage(Context ctx) {
        var account = Credential.of(ctx).accountId();
        var query = Query.of(ctx, "from", "to", "interval", "group_by", "environment");
        var interval = query.choice("interval", Interval.class).orElse(Interval.DAY);
        var environment = environment(ctx, query).orElse(Environment.LIVE);
        var range = range(query, account);
        var cut = new Period(interval.floor(range.start()), interval.ceiling(range.end()));
        refuseTooMany(interval, cut);
        var grouping = query.choice("group_by", Grouping.class);
        var rows = read(account, environment, cut, interval, grouping);
        long total = rows.stream().mapToLong(UsageRows.Bucket::calls).sum();
        var series = grouping.isPresent() ? grouped(rows) : filled(rows, cut, interval);
        ctx.json(new Usage(cut.start(), cut.end(), interval, environment, new Total(total), series));
    }

    public void records(Context ctx) {
        var account = Credential.of(ctx).accountId();
        var query = Query.of(ctx, "from", "to", "environment", "limit", "cursor");
        var slice = pages.slice(query, "usage " + account);
        var environments = environment(ctx, query)
                .map(environment -> List.of(environment.code()))
                .orElse(List.of("live", "test"));
        var from = query.time("from").orElse(Instant.EPOCH);
        var to = query.time("to").orElse(clock.instant().plusSeconds(1));
        var rows = jdbi.withExtension(
                UsageRows.class, usage -> usage.page(account, environments, from, to, slice.before(), slice.rows()));
        ctx.json(pages.page(ctx, slice, rows, UsageRows.Row::id, UsageApi::row));
    }

    private static Row row(UsageRows.Row row) {
        return new Row(
                Ids.show("req", row.id()),
                row.at(),
                row.environment(),
                Ids.show("key", row.keyId()),
                row.product(),
                row.calls(),
                row.status());
    }

    /// What is asked for; a key that does not say sees its own environment.
    private static Optional<Environment> environment(Context ctx, Query query) {
        var own = Credential.of(ctx) instanceof KeyCredential caller
                ? Optional.of(caller.key().environment())
                : Optional.<Environment>empty();
        return query.choice("environment", Environment.class).or(() -> own);
    }

    private Period range(Query query, UUID account) {
        var current = entitlements.allowance(account, Environment.LIVE).period();
        var from = query.time("from").orElse(current.start());
        var to = query.time("to").orElse(query.time("from").isPresent() ? clock.instant() : current.end());
        if (!from.isBefore(to)) {
            throw Query.bad("to", "must be after from");
        }
        return new Period(from, to);
    }

    private static void refuseTooMany(Interval interval, Period range) {
        if (interval.count(range.start(), range.end()) > interval.most()) {
            throw Query.bad(
                    "from",
                    "is too far from to: one answer holds at most " + interval.most() + ' '
                            + interval.name().toLowerCase(Locale.ROOT) + 's');
        }
    }

    private List<UsageRows.Bucket> read(
            UUID account, Environment environment, Period range, Interval interval, Optional<Grouping> grouping) {
        var from = range.start();
        var to = range.end();
        var width = interval.code();
        return jdbi.withExtension(
                UsageRows.class,
                rows -> grouping.map(by -> switch (by) {
                            case KEY -> rows.seriesByKey(account, environment.code(), from, to, width);
                            case PRODUCT -> rows.seriesByProduct(account, environment.code(), from, to, width);
                        })
                        .orElseGet(() -> rows.series(account, environment.code(), from, to, width)));
    }

    private static List<Bar> grouped(List<UsageRows.Bucket> rows) {
        return rows.stream()
                .map(row -> new Bar(row.start(), row.calls(), shownGroup(row)))
                .toList();
    }

    private static @Nullable String shownGroup(UsageRows.Bucket row) {
        var group = row.grouping();
        return group != null && group.length() == 36 ? Ids.show("key", UUID.fromString(group)) : group;
    }

    /// One bar per interval, empty ones too, so that a chart needs no arithmetic of its own.
    private static List<Bar> filled(List<UsageRows.Bucket> rows, Period range, Interval interval) {
        Map<Instant, Long> calls = new HashMap<>();
        rows.forEach(row -> calls.put(row.start(), row.calls()));
        var bars = new ArrayList<Bar>();
        for (var start = range.start(); start.isBefore(range.end()); start = interval.next(start)) {
            bars.add(new Bar(start, calls.getOrDefault(start, 0L), null));
        }
        return bars;
    }
}
