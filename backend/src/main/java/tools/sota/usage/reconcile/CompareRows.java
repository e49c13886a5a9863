package tools.sota.usage.reconcile;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jspecify.annotations.Nullable;

/// Compares rows with sums. Every question is asked inside one snapshot per account: rows and sums are written by the
/// same
/// transactions, so in any snapshot they agree, whatever is in flight.
interface CompareRows {
    /// @param kind `hourly` or `daily`, which is a drift; or `period`, which is what the rows of these days add to one
    record Compared(
            String kind,
            String environment,
            Instant at,
            @Nullable UUID keyId,
            @Nullable String product,
            long expected,
            long found) {}

    record Day(Instant day, long calls) {}

    record Period(UUID accountId, String environment, Instant periodStart, long calls) {}

    /// The next accounts that have rows or sums, in the order of their ids.
    @SqlQuery("""
            with recursive account as (
              select cast(:after as uuid) as id, 0 as number
              union all
              select least(
                (select e.account_id from usage_event e where e.account_id > account.id order by e.account_id limit 1),
                (select h.account_id from usage_hourly h where h.account_id > account.id order by h.account_id limit 1),
                (select d.account_id from usage_daily d where d.account_id > account.id order by d.account_id limit 1),
                (select p.account_id from usage_period p where p.account_id > account.id order by p.account_id limit 1)
              ), number + 1
              from account where account.id is not null and number < :rows
            )
            select id from account where number > 0 and id is not null order by id
            """)
    List<UUID> accounts(UUID after, int rows);

    @SqlQuery("""
            select day, sum(calls)::bigint as calls from usage_daily
            where account_id = :accountId and day >= :from and day < :to
            group by day order by day
            """)
    List<Day> days(UUID accountId, Instant from, Instant to);

    /// @param from start of a day
    /// @param to start of a day
    @SqlQuery("""
            with event as materialized (
              select environment, date_trunc('hour', at, 'UTC') as hour, key_id, product, period_start,
                     sum(calls) as calls
              from usage_event
              where account_id = :accountId and environment in ('live', 'test')
                and id >= uuid_at(:from) and id < uuid_at(:to)
              group by 1, 2, 3, 4, 5
            )
            select 'hourly' as kind, environment, hour as at, key_id, product,
                   coalesce(e.calls, 0)::bigint as expected, coalesce(s.calls, 0)::bigint as found
            from (select environment, hour, key_id, product, sum(calls) as calls from event group by 1, 2, 3, 4) e
            full join (select environment, hour, key_id, product, calls from usage_hourly
                       where account_id = :accountId and hour >= :from and hour < :to) s
              using (environment, hour, key_id, product)
            where coalesce(e.calls, 0) <> coalesce(s.calls, 0)
            union all
            select 'daily', environment, day, key_id, product,
                   coalesce(e.calls, 0)::bigint, coalesce(s.calls, 0)::bigint
            from (select environment, date_trunc('day', hour, 'UTC') as day, key_id, product, sum(calls) as calls
                  from event group by 1, 2, 3, 4) e
            full join (select environment, day, key_id, product, calls from usage_daily
                       where account_id = :accountId and day >= :from and day < :to) s
              using (environment, day, key_id, product)
            where coalesce(e.calls, 0) <> coalesce(s.calls, 0)
            union all
            select 'period', environment, period_start, null, null, sum(calls)::bigint, 0
            from event group by environment, period_start
            """)
    List<Compared> compare(UUID accountId, Instant from, Instant to);

    @SqlQuery("""
            select account_id, environment, period_start, calls from usage_period
            where account_id = :accountId and period_start >= :from
            """)
    List<Period> periods(UUID accountId, Instant from);

    @SqlQuery("""
            select coalesce((select calls from usage_period
                             where account_id = :accountId and environment = :environment
                               and period_start = :periodStart), 0)
            """)
    long period(UUID accountId, String environment, Instant periodStart);
}
