package tools.sota.usage;

import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;

/// Writes a batch of charges and their sums in one statement. A charge whose id is already there changes nothing, so a
/// batch of unknown fate can be written again.
final class LedgerRows {
    private static final String APPEND = """
            with charge as (
              select * from unnest(:ids::uuid[], :accounts::uuid[], :environments::text[], :keys::uuid[],
                                   :products::text[], :calls::int[], :statuses::smallint[],
                                   :times::timestamptz[], :periods::timestamptz[])
                as c (id, account_id, environment, key_id, product, calls, status, at, period_start)
            ), inserted as (
              insert into usage_event (id, account_id, environment, key_id, product, calls, status, at, period_start)
              select id, account_id, environment, key_id, product, calls, status, at, period_start from charge
              on conflict (id) do nothing
              returning account_id, environment, key_id, product, calls, at, period_start
            ), hourly as (
              insert into usage_hourly as sum (account_id, environment, hour, key_id, product, calls)
              select account_id, environment, date_trunc('hour', at, 'UTC'), key_id, product, sum(calls)
              from inserted group by 1, 2, 3, 4, 5 order by 1, 2, 3, 4, 5
              on conflict (account_id, environment, hour, key_id, product)
              do update set calls = sum.calls + excluded.calls
            ), periodic as (
              insert into usage_period as sum (account_id, environment, period_start, calls)
              select account_id, environment, period_start, sum(calls)
              from inserted group by 1, 2, 3 order by 1, 2, 3
              on conflict (account_id, environment, period_start)
              do update set calls = sum.calls + excluded.calls
            ), used as (
              update api_key set last_used_at = newest.hour
              from (select key_id, max(date_trunc('hour', at, 'UTC')) as hour from inserted group by 1) newest
              where api_key.id = newest.key_id
                and (api_key.last_used_at is null or api_key.last_used_at < newest.hour)
            )
            select pg_current_xact_id()::text::bigint
            """;

    private LedgerRows() {}

    /// @return the id of the transaction
    static long append(Handle transaction, List<Charge> charges) {
        return transaction
                .createQuery(APPEND)
                .bindArray("ids", java.util.UUID.class, column(charges, Charge::id))
                .bindArray("accounts", java.util.UUID.class, column(charges, Charge::accountId))
                .bindArray(
                        "environments",
                        String.class,
                        column(charges, charge -> charge.environment().code()))
                .bindArray("keys", java.util.UUID.class, column(charges, Charge::keyId))
                .bindArray("products", String.class, column(charges, Charge::product))
                .bindArray("calls", Integer.class, column(charges, Charge::calls))
                .bindArray("statuses", Integer.class, column(charges, Charge::status))
                .bindArray("times", OffsetDateTime.class, column(charges, charge -> utc(charge.at())))
                .bindArray("periods", OffsetDateTime.class, column(charges, charge -> utc(charge.periodStart())))
                .mapTo(Long.class)
                .one();
    }

    private static OffsetDateTime utc(java.time.Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private static List<Object> column(List<Charge> charges, Function<Charge, Object> value) {
        return charges.stream().map(value).toList();
    }
}
