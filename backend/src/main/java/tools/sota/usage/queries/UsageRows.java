package tools.sota.usage.queries;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.customizer.Define;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jspecify.annotations.Nullable;

/// Sums per hour or day, in order of time and group. Nothing is cut to months here: that is dearer than the sum.
interface UsageRows {
    record Bucket(Instant start, @Nullable String grouping, long calls) {}

    record Span(UUID accountId, String environment, Instant from, Instant to) {}

    /// @param table `usage_hourly` or `usage_daily`
    /// @param time its column of time
    /// @param part the column to group by, or a constant
    @SqlQuery("""
            select at as start, part::text as grouping, calls
            from (select <time> as at, <part> as part, sum(calls)::bigint as calls
                  from <table>
                  where account_id = :accountId and environment = :environment and <time> >= :from and <time> < :to
                  group by 1, 2 order by 1, 2) sums
            """)
    List<Bucket> series(
            @BindMethods Span span,
            @Define("table") String table,
            @Define("time") String time,
            @Define("part") String part);

    /// By the user who made the key.
    @SqlQuery("""
            select at as start, k.created_by::text as grouping, sum(calls)::bigint as calls
            from (select <time> as at, key_id, sum(calls)::bigint as calls
                  from <table>
                  where account_id = :accountId and environment = :environment and <time> >= :from and <time> < :to
                  group by 1, 2) sums
            left join api_key k on k.id = sums.key_id and k.account_id = :accountId
            group by at, k.created_by order by at, k.created_by
            """)
    List<Bucket> seriesByMember(@BindMethods Span span, @Define("table") String table, @Define("time") String time);

    /// Requests that were not charged, by status.
    @SqlQuery("""
            select <time> as start, status::text as grouping, sum(requests)::bigint as calls
            from <table>
            where account_id = :accountId and environment = :environment and <time> >= :from and <time> < :to
            group by <time>, status order by <time>, status
            """)
    List<Bucket> uncharged(@BindMethods Span span, @Define("table") String table, @Define("time") String time);
}
