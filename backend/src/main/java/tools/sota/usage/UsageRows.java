package tools.sota.usage;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jspecify.annotations.Nullable;

/// Questions to the ledger and its sums.
interface UsageRows {
    record Bucket(Instant start, @Nullable String grouping, long calls) {}

    record Row(UUID id, Instant at, UUID keyId, String environment, String product, int calls, int status) {}

    @SqlQuery("""
            select date_trunc(:interval, hour, 'UTC') as start, null as grouping, sum(calls) as calls
            from usage_hourly
            where account_id = :accountId and environment = :environment and hour >= :from and hour < :to
            group by 1 order by 1
            """)
    List<Bucket> series(UUID accountId, String environment, Instant from, Instant to, String interval);

    @SqlQuery("""
            select date_trunc(:interval, hour, 'UTC') as start, key_id::text as grouping, sum(calls) as calls
            from usage_hourly
            where account_id = :accountId and environment = :environment and hour >= :from and hour < :to
            group by 1, 2 order by 1, 2
            """)
    List<Bucket> seriesByKey(UUID accountId, String environment, Instant from, Instant to, String interval);

    @SqlQuery("""
            select date_trunc(:interval, hour, 'UTC') as start, product as grouping, sum(calls) as calls
            from usage_hourly
            where account_id = :accountId and environment = :environment and hour >= :from and hour < :to
            group by 1, 2 order by 1, 2
            """)
    List<Bucket> seriesByProduct(UUID accountId, String environment, Instant from, Instant to, String interval);

    @SqlQuery("""
            select id, at, key_id, environment, product, calls, status from usage_event
            where account_id = :accountId and environment = any (:environments) and at >= :from and at < :to
              and id < :before
            order by id desc limit :rows
            """)
    List<Row> page(UUID accountId, List<String> environments, Instant from, Instant to, UUID before, int rows);
}
