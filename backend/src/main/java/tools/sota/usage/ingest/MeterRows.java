package tools.sota.usage.ingest;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.customizer.Define;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jspecify.annotations.Nullable;

/// Questions to the events and their sums.
interface MeterRows {
    record Bucket(
            String meter, Instant start, @Nullable UUID keyId, long events, BigDecimal total, BigDecimal largest) {}

    record Row(
            UUID id,
            String eventId,
            String source,
            Instant at,
            String environment,
            UUID keyId,
            BigDecimal value,
            Instant receivedAt) {}

    /// @param meters none for all
    record Span(UUID accountId, String environment, List<String> meters, Instant from, Instant to, String width) {}

    record Wanted(UUID accountId, List<String> environments, String meter, Instant from, Instant to) {}

    /// @param table `meter_hourly` or `meter_daily`
    /// @param time its column of time
    /// @param part `key_id`, or a null for no grouping
    @SqlQuery("""
            select meter, date_trunc(:width, <time>, 'UTC') as start, <part> as key_id, sum(events)::bigint as events,
                   sum(total) as total, max(largest) as largest
            from <table>
            where account_id = :accountId and environment = :environment and meter = any (:meters)
              and <time> >= :from and <time> < :to
            group by 1, 2, 3 order by 1, 2, 3
            """)
    List<Bucket> series(
            @BindMethods Span span,
            @Define("table") String table,
            @Define("time") String time,
            @Define("part") String part);

    @SqlQuery("""
            select e.id, e.event_id, e.source, e.at, e.environment, e.key_id, e.value, e.received_at
            from unnest(cast(:environments as text[])) wanted (environment) cross join lateral (
              select * from meter_event
              where account_id = :accountId and environment = wanted.environment and meter = :meter
                and id >= uuid_at(:from) and id < least(:before, uuid_at(:to))
              order by id desc limit :rows) e
            order by e.id desc limit :rows
            """)
    List<Row> page(@BindMethods Wanted wanted, UUID before, int rows);
}
