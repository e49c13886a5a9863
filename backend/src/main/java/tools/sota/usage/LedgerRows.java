package tools.sota.usage;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import tools.sota.platform.Environment;

/// Writes a batch of charges and their sums in the caller's transaction. The rows go in by COPY; the sums are made
/// here,
/// and written in one order, so that several nodes wait for each other and never in a circle.
final class LedgerRows {
    private static final String HOURLY = """
            insert into usage_hourly as sum (account_id, environment, hour, key_id, product, calls)
            select * from unnest(:accounts::uuid[], :environments::text[], :times::timestamptz[], :keys::uuid[],
                                 :products::text[], :calls::bigint[])
            on conflict (account_id, environment, hour, key_id, product) do update set calls = sum.calls + excluded.calls
            """;
    private static final String DAILY = """
            insert into usage_daily as sum (account_id, environment, day, key_id, product, calls)
            select * from unnest(:accounts::uuid[], :environments::text[], :times::timestamptz[], :keys::uuid[],
                                 :products::text[], :calls::bigint[])
            on conflict (account_id, environment, day, key_id, product) do update set calls = sum.calls + excluded.calls
            """;
    private static final String PERIOD = """
            insert into usage_period as sum (account_id, environment, period_start, calls)
            select * from unnest(:accounts::uuid[], :environments::text[], :times::timestamptz[], :calls::bigint[])
            on conflict (account_id, environment, period_start) do update set calls = sum.calls + excluded.calls
            returning account_id, environment, period_start, calls
            """;
    private static final String LAST_USED = """
            update api_key set last_used_at = newest.hour
            from unnest(:keys::uuid[], :times::timestamptz[]) as newest (key_id, hour)
            where api_key.id = newest.key_id
              and (api_key.last_used_at is null or api_key.last_used_at < newest.hour)
            """;

    private LedgerRows() {}

    private record Sum(UUID account, String environment, Instant time, UUID key, String product) {}

    private record Period(UUID account, String environment, Instant start) {}

    /// @return what the batch did to the periods it touched
    static List<PeriodTotal> append(Handle transaction, List<Charge> charges) {
        LedgerCopy.write(transaction, charges);
        var hourly = byHour(charges);
        bind(transaction.createQuery(HOURLY + " returning 1"), hourly)
                .mapTo(Integer.class)
                .list();
        var daily = byDay(hourly);
        bind(transaction.createQuery(DAILY + " returning 1"), daily)
                .mapTo(Integer.class)
                .list();
        lastUsed(transaction, hourly);
        return periods(transaction, charges);
    }

    private static Map<Sum, Long> byHour(List<Charge> charges) {
        Map<Sum, Long> sums = new HashMap<>();
        for (var charge : charges) {
            var hour = charge.at().truncatedTo(ChronoUnit.HOURS);
            var sum = new Sum(charge.accountId(), charge.environment().code(), hour, charge.keyId(), charge.product());
            sums.merge(sum, (long) charge.calls(), Long::sum);
        }
        return sums;
    }

    private static Map<Sum, Long> byDay(Map<Sum, Long> hourly) {
        Map<Sum, Long> sums = new HashMap<>();
        hourly.forEach((sum, calls) -> {
            var day = sum.time().truncatedTo(ChronoUnit.DAYS);
            sums.merge(new Sum(sum.account(), sum.environment(), day, sum.key(), sum.product()), calls, Long::sum);
        });
        return sums;
    }

    private static Query bind(Query query, Map<Sum, Long> sums) {
        var order = new ArrayList<>(sums.keySet());
        order.sort(Comparator.comparing(Sum::account)
                .thenComparing(Sum::environment)
                .thenComparing(Sum::time)
                .thenComparing(Sum::key)
                .thenComparing(Sum::product));
        return query.bindArray("accounts", UUID.class, column(order, Sum::account))
                .bindArray("environments", String.class, column(order, Sum::environment))
                .bindArray(
                        "times", String.class, column(order, sum -> sum.time().toString()))
                .bindArray("keys", UUID.class, column(order, Sum::key))
                .bindArray("products", String.class, column(order, Sum::product))
                .bindArray("calls", Long.class, column(order, sum -> sums.getOrDefault(sum, 0L)));
    }

    private static void lastUsed(Handle transaction, Map<Sum, Long> hourly) {
        Map<UUID, Instant> newest = new HashMap<>();
        hourly.keySet().forEach(sum -> newest.merge(sum.key(), sum.time(), (a, b) -> a.isAfter(b) ? a : b));
        var keys = newest.keySet().stream().sorted().toList();
        transaction
                .createUpdate(LAST_USED)
                .bindArray("keys", UUID.class, column(keys, key -> key))
                .bindArray("times", String.class, column(keys, key -> String.valueOf(newest.get(key))))
                .execute();
    }

    private static List<PeriodTotal> periods(Handle transaction, List<Charge> charges) {
        Map<Period, Long> added = new HashMap<>();
        for (var charge : charges) {
            var period = new Period(charge.accountId(), charge.environment().code(), charge.periodStart());
            added.merge(period, (long) charge.calls(), Long::sum);
        }
        var order = new ArrayList<>(added.keySet());
        order.sort(Comparator.comparing(Period::account)
                .thenComparing(Period::environment)
                .thenComparing(Period::start));
        return transaction
                .createQuery(PERIOD)
                .bindArray("accounts", UUID.class, column(order, Period::account))
                .bindArray("environments", String.class, column(order, Period::environment))
                .bindArray(
                        "times",
                        String.class,
                        column(order, period -> period.start().toString()))
                .bindArray("calls", Long.class, column(order, period -> added.getOrDefault(period, 0L)))
                .map((row, context) -> {
                    var period = new Period(
                            row.getObject(1, UUID.class),
                            row.getString(2),
                            row.getTimestamp(3).toInstant());
                    long after = row.getLong(4);
                    var environment = Environment.of(period.environment());
                    long before = after - added.getOrDefault(period, 0L);
                    return new PeriodTotal(period.account(), environment, period.start(), before, after);
                })
                .list();
    }

    private static <T> List<Object> column(List<T> rows, Function<T, Object> value) {
        return rows.stream().map(value).toList();
    }
}
