package tools.sota.usage.queries;

import io.javalin.http.Context;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import tools.sota.limits.Entitlements;
import tools.sota.platform.Credential;
import tools.sota.platform.Environment;
import tools.sota.platform.Query;

/// `GET /v1/usage`: calls over time.
public final class UsageApi {
    private final UsageSeries series;
    private final Entitlements entitlements;
    private final Clock clock;

    UsageApi(UsageSeries series, Entitlements entitlements, Clock clock) {
        this.series = series;
        this.entitlements = entitlements;
        this.clock = clock;
    }

    private record Total(long calls) {}

    private record Usage(
            Instant from,
            Instant to,
            Interval interval,
            Environment environment,
            Total total,
            List<UsageSeries.Bar> series) {}

    public void usage(Context ctx) {
        var account = Credential.of(ctx).accountId();
        var query = Query.of(ctx, "from", "to", "interval", "group_by", "environment");
        var interval = query.choice("interval", Interval.class).orElse(Interval.DAY);
        var environment = RecordsApi.environment(ctx, query).orElse(Environment.LIVE);
        var grouping = query.choice("group_by", UsageSeries.Grouping.class).orElse(null);
        var current = entitlements.allowance(account, Environment.LIVE).period();
        var range = interval.asked(query, current, clock.instant());
        var bars = series.read(account, environment.code(), range, interval, grouping);
        long total = bars.stream().mapToLong(UsageSeries.Bar::calls).sum();
        ctx.json(new Usage(range.start(), range.end(), interval, environment, new Total(total), bars));
    }
}
