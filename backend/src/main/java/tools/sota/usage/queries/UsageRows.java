package tools.sota.usage.queries;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.customizer.Define;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jspecify.annotations.Nullable;

/// Sums over time. They are summed per hour or day first and only then cut to months: the cut is the dear part.
interface UsageRows {
    record Bucket(Instant start, @Nullable String grouping, long calls) {}

    /// @param width `hour`, `day` or `month`
    record Span(UUID accountId, String environment, Instant from, Instant to, String width) {}

    /// @param table `usage_hourly` or `usage_daily`
    /// @param time its column of time
    /// @param part the column to group by, or a constant
    @SqlQuery("""
            select date_trunc(:width, at, 'UTC') as start, part::text as grouping, sum(calls)::bigint as calls
            from (select <time> as at, <part> as part, sum(calls) as calls
                  from <table>
                  where account_id = :accountId and environment = :environment and <time> >= :from and <time> < :to
                  group by 1, 2) sums
            group by 1, 2 order by 1, 2
            """)
    List<Bucket> series(
            @BindMethods Span span,
            @Define("table") String table,
            @Define("time") String time,
            @Define("part") String part);

    /// By the user who made the key.
    @SqlQuery("""
            select date_trunc(:width, at, 'UTC') as start, k.created_by::text as grouping, sum(calls)::bigint as calls
            from (select <time> as at, key_id, sum(calls) as calls
                  from <table>
                  where account_id = :accountId and environment = :environment and <time> >= :from and <time> < :to
                  group by 1, 2) sums
            left join api_key k on k.id = sums.key_id and k.account_id = :accountId
            group by 1, 2 order by 1, 2
            """)
    List<Bucket> seriesByMember(@BindMethods Span span, @Define("table") String table, @Define("time") String time);

    /// Requests that were not charged, by status.
    @SqlQuery("""
            select date_trunc(:width, at, 'UTC') as start, status::text as grouping, sum(requests)::bigint as calls
            from (select <time> as at, status, sum(requests) as requests
                  from <table>
                  where account_id = :accountId and environment = :environment and <time> >= :from and <time> < :to
                  group by 1, 2) sums
            group by 1, 2 order by 1, 2
            """)
    List<Bucket> uncharged(@BindMethods Span span, @Define("table") String table, @Define("time") String time);
}
