package tools.sota.usage;

import java.time.Instant;
import java.util.UUID;
import org.jdbi.v3.sqlobject.statement.SqlQuery;

/// The calls of one period, and the snapshot in which they were counted.
interface PeriodCounts {
    /// @param keys `id:calls` of each key, with commas; empty where no key of the account has a cap
    record Counted(long calls, String snapshot, boolean capped, String keys) {}

    /// Per key: the sums of whole hours, and the rows of the hour in which the period starts.
    @SqlQuery("""
            with capped as (
              select exists (select 1 from api_key
                             where account_id = :accountId and monthly_cap is not null) as any_key
            ), first_hour as (
              select date_trunc('hour', cast(:periodStart as timestamptz), 'UTC') as start
            ), parts as (
              select key_id, calls from usage_hourly, first_hour
              where account_id = :accountId and environment = :environment and (select any_key from capped)
                and hour >= case when first_hour.start = :periodStart then first_hour.start
                                 else first_hour.start + interval '1 hour' end
                and hour < cast(:periodStart as timestamptz) + interval '32 days'
              union all
              select key_id, calls from usage_event, first_hour
              where account_id = :accountId and environment = :environment and (select any_key from capped)
                and first_hour.start <> :periodStart and period_start = :periodStart
                and id >= uuid_at(first_hour.start) and id < uuid_at(first_hour.start + interval '1 hour')
            ), keys as (
              select key_id, sum(calls) as calls from parts group by key_id
            )
            select coalesce((select calls from usage_period
                             where account_id = :accountId and environment = :environment
                               and period_start = :periodStart), 0) as calls,
                   pg_current_snapshot()::text as snapshot,
                   (select any_key from capped) as capped,
                   coalesce((select string_agg(key_id || ':' || calls, ',') from keys), '') as keys
            """)
    Counted counted(UUID accountId, String environment, Instant periodStart);
}
