package tools.sota.usage.ingest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.javalin.http.Context;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import tools.sota.catalog.Meter;
import tools.sota.limits.Entitlements;
import tools.sota.platform.Credential;
import tools.sota.platform.Environment;
import tools.sota.platform.Ids;
import tools.sota.platform.Pages;
import tools.sota.platform.Problem;
import tools.sota.platform.Query;
import tools.sota.usage.queries.Interval;
import tools.sota.usage.queries.RecordsApi;

/// `/v1/meters`: what customers counted themselves, over time, and the events behind it.
public final class MetersApi {
    private final Jdbi jdbi;
    private final List<Meter> meters;
    private final Entitlements entitlements;
    private final Pages pages;
    private final Clock clock;

    MetersApi(Jdbi jdbi, List<Meter> meters, Entitlements entitlements, Pages pages, Clock clock) {
        this.jdbi = jdbi;
        this.meters = meters;
        this.entitlements = entitlements;
        this.pages = pages;
        this.clock = clock;
    }

    private enum Grouping {
        KEY
    }

    private record Bar(
            Instant start,
            BigDecimal value,
            long events,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String group) {}

    private record MeterView(
            String id,
            String name,
            String unit,
            Meter.Aggregation aggregation,
            BigDecimal total,
            long events,
            List<Bar> series) {}

    private record Usage(
            Instant from, Instant to, Interval interval, Environment environment, List<MeterView> meters) {}

    private record Row(
            String id,
            String eventId,
            String source,
            Instant at,
            String environment,
            String keyId,
            BigDecimal value,
            Instant receivedAt) {}

    public void usage(Context ctx) {
        var account = Credential.of(ctx).accountId();
        var query = Query.of(ctx, "from", "to", "interval", "group_by", "environment", "meter");
        var interval = query.choice("interval", Interval.class).orElse(Interval.DAY);
        var environment = RecordsApi.environment(ctx, query).orElse(Environment.LIVE);
        var current = entitlements.allowance(account, Environment.LIVE).period();
        var range = interval.asked(query, current, clock.instant());
        var shown = query.text("meter").map(this::named).map(List::of).orElse(meters);
        boolean byKey = query.choice("group_by", Grouping.class).isPresent();
        var ids = shown.stream().map(Meter::id).toList();
        var span = new MeterRows.Span(account, environment.code(), ids, range.start(), range.end(), interval.code());
        var rows = read(span, interval == Interval.HOUR, byKey);
        ctx.json(new Usage(
                range.start(),
                range.end(),
                interval,
                environment,
                shown.stream().map(meter -> view(meter, rows)).toList()));
    }

    public void records(Context ctx) {
        var account = Credential.of(ctx).accountId();
        var meter = find(ctx.pathParam("id"));
        var query = Query.of(ctx, "from", "to", "environment", "limit", "cursor");
        var range = RecordsApi.range(query, clock.instant());
        var environments = RecordsApi.environments(ctx, query);
        var list = "meter " + account + ' ' + meter.id() + ' ' + environments + ' ' + range.start();
        var slice = pages.slice(query, list);
        var wanted = new MeterRows.Wanted(account, environments, meter.id(), range.start(), range.end());
        var rows = jdbi.withExtension(MeterRows.class, records -> records.page(wanted, slice.before(), slice.rows()));
        ctx.json(pages.page(ctx, slice, rows, MeterRows.Row::id, MetersApi::row));
    }

    private List<MeterRows.Bucket> read(MeterRows.Span span, boolean hourly, boolean byKey) {
        return jdbi.withExtension(
                MeterRows.class,
                rows -> rows.series(
                        span,
                        hourly ? "meter_hourly" : "meter_daily",
                        hourly ? "hour" : "day",
                        byKey ? "key_id" : "null::uuid"));
    }

    private static MeterView view(Meter meter, List<MeterRows.Bucket> rows) {
        var bars = rows.stream()
                .filter(row -> row.meter().equals(meter.id()))
                .map(row -> new Bar(row.start(), value(meter, row), row.events(), group(row.keyId())))
                .toList();
        var total = bars.stream()
                .map(Bar::value)
                .reduce(
                        BigDecimal.ZERO,
                        meter.aggregation() == Meter.Aggregation.MAX ? BigDecimal::max : BigDecimal::add);
        long events = bars.stream().mapToLong(Bar::events).sum();
        return new MeterView(meter.id(), meter.name(), meter.unit(), meter.aggregation(), plain(total), events, bars);
    }

    private static BigDecimal value(Meter meter, MeterRows.Bucket row) {
        return switch (meter.aggregation()) {
            case COUNT -> BigDecimal.valueOf(row.events());
            case SUM -> plain(row.total());
            case MAX -> plain(row.largest());
        };
    }

    private static @Nullable String group(@Nullable UUID keyId) {
        return keyId == null ? null : Ids.show("key", keyId);
    }

    /// As a person writes it: 1000, not 1E+3 or 1000.000.
    private static BigDecimal plain(BigDecimal value) {
        var stripped = value.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }

    private Meter named(String id) {
        return meters.stream()
                .filter(meter -> meter.id().equals(id))
                .findFirst()
                .orElseThrow(() -> Query.bad("meter", "must be the id of a meter; GET /v1/meters lists them"));
    }

    private Meter find(String id) {
        return meters.stream()
                .filter(meter -> meter.id().equals(id))
                .findFirst()
                .orElseThrow(() -> Problem.NOT_FOUND.because("There is no such meter. GET /v1/meters lists them."));
    }

    private static Row row(MeterRows.Row row) {
        return new Row(
                Ids.show("evt", row.id()),
                row.eventId(),
                row.source(),
                row.at(),
                row.environment(),
                Ids.show("key", row.keyId()),
                plain(row.value()),
                row.receivedAt());
    }
}
