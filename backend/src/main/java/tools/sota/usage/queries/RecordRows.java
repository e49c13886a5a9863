package tools.sota.usage.queries;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.customizer.QueryTimeOut;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jspecify.annotations.Nullable;
import tools.sota.limits.Period;

/// Rows of the ledger, newest first. Ids hold the time of their rows, so a span of time is a span of the index.
interface RecordRows {
    record Row(
            UUID id,
            Instant at,
            UUID keyId,
            @Nullable String keyName,
            String environment,
            String product,
            int calls,
            int status,
            @Nullable UUID lookAlike) {}

    /// What is asked for in one environment; times are whole milliseconds, as ids have them.
    record Wanted(
            UUID accountId,
            String environment,
            @Nullable UUID keyId,
            @Nullable String product,
            Instant from,
            Instant to) {}

    @QueryTimeOut(20)
    @SqlQuery("""
            select e.id, e.at, e.key_id, k.name as key_name, e.environment, e.product, e.calls, e.status, e.look_alike
            from (select * from usage_event
                  where account_id = :accountId and environment = :environment
                    and id >= uuid_at(:from) and id < least(:before, uuid_at(:to))
                  order by id desc limit :rows) e
            left join api_key k on k.id = e.key_id and k.account_id = e.account_id
            order by e.id desc
            """)
    List<Row> page(@BindMethods Wanted wanted, UUID before, int rows);

    /// Live calls by the period that they were admitted in. One that was under way when its period ended, or was
    /// admitted
    /// by a node that had not yet heard of a change, has an id of up to some minutes beyond it.
    @QueryTimeOut(20)
    @SqlQuery("""
            select e.id, e.at, e.key_id, k.name as key_name, e.environment, e.product, e.calls, e.status, e.look_alike
            from (select * from usage_event
                  where account_id = :accountId and environment = 'live'
                    and id >= uuid_at(cast(:from as timestamptz) - interval '1 hour')
                    and id < least(:before, uuid_at(cast(:to as timestamptz) + interval '1 hour'))
                    and period_start >= :from and period_start < :to
                  order by id desc limit :rows) e
            left join api_key k on k.id = e.key_id and k.account_id = e.account_id
            order by e.id desc
            """)
    List<Row> admittedIn(UUID accountId, Instant from, Instant to, UUID before, int rows);

    /// The same, of which others paid for the first ones: a call that costs several may belong to both.
    @QueryTimeOut(20)
    @SqlQuery("""
            select e.id, e.at, e.key_id, k.name as key_name, e.environment, e.product, e.calls, e.status, e.look_alike
            from (select * from (
                    select *, sum(calls) over (order by id) as upto
                    from usage_event
                    where account_id = :accountId and environment = 'live'
                      and id >= uuid_at(cast(:start as timestamptz) - interval '1 hour')
                      and id < uuid_at(cast(:start as timestamptz) + interval '32 days')
                      and period_start >= :start and period_start < :end) counted
                  where upto > :after and upto - calls < cast(:after as numeric) + :most and id < :before
                  order by id desc limit :rows) e
            left join api_key k on k.id = e.key_id and k.account_id = e.account_id
            order by e.id desc
            """)
    List<Row> partIn(UUID accountId, @BindMethods Period span, long after, long most, UUID before, int rows);

    /// The hourly sums say in which hours the key or product was used, so a rare one is found without looking at all
    /// the
    /// rows between. The hours come in order, and each is read only when the ones before it had too few rows.
    @QueryTimeOut(20)
    @SqlQuery("""
            select e.id, e.at, e.key_id, k.name as key_name, e.environment, e.product, e.calls, e.status, e.look_alike
            from (
              select event.* from (
                select hour from usage_hourly
                where account_id = :accountId and environment = :environment
                  and (cast(:keyId as uuid) is null or key_id = :keyId)
                  and (cast(:product as text) is null or product = :product)
                  and hour >= date_trunc('hour', cast(:from as timestamptz), 'UTC') and hour < :to
                group by hour order by hour desc
              ) used cross join lateral (
                select * from usage_event
                where account_id = :accountId and environment = :environment
                  and id >= greatest(uuid_at(used.hour), uuid_at(:from))
                  and id < least(:before, uuid_at(:to), uuid_at(used.hour + interval '1 hour'))
                  and (cast(:keyId as uuid) is null or key_id = :keyId)
                  and (cast(:product as text) is null or product = :product)
                order by id desc limit :rows
              ) event
              order by used.hour desc, event.id desc limit :rows
            ) e
            left join api_key k on k.id = e.key_id and k.account_id = e.account_id
            order by e.id desc
            """)
    List<Row> narrowPage(@BindMethods Wanted wanted, UUID before, int rows);
}
