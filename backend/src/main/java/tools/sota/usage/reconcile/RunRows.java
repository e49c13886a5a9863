package tools.sota.usage.reconcile;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.sqlobject.customizer.Bind;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/// Heals sums and writes down what was found. A sum is healed by what it lacks and not by what it should be, so charges
/// that come meanwhile are kept.
interface RunRows {
    long ONE_AT_A_TIME = 7_203_451_190L;

    @SqlQuery("select pg_try_advisory_lock(" + ONE_AT_A_TIME + ")")
    boolean lock();

    @SqlQuery("select pg_advisory_unlock(" + ONE_AT_A_TIME + ")")
    boolean unlock();

    @SqlUpdate("insert into reconciliation_run (id, since, started_at) values (:id, :since, :now)")
    void begin(UUID id, Instant since, Instant now);

    @SqlUpdate("""
            update reconciliation_run set accounts = :accounts, drifts = :drifts, ended_at = :now where id = :id
            """)
    void end(UUID id, long accounts, long drifts, Instant now);

    @SqlUpdate("""
            insert into reconciliation_drift
              (run_id, number, kind, account_id, environment, at, key_id, product, expected, found)
            select :run, coalesce(max(number), 0) + 1, :code, :accountId, :environment, :at, :keyId, :product, :expected,
                   :found
            from reconciliation_drift where run_id = :run
            """)
    void note(UUID run, @BindMethods Drift drift, @Bind("code") String code);

    @SqlUpdate("""
            insert into usage_hourly as sum (account_id, environment, hour, key_id, product, calls)
            values (:accountId, :environment, :at, :keyId, :product, cast(:missing as bigint))
            on conflict (account_id, environment, hour, key_id, product) do update set calls = sum.calls + excluded.calls
            """)
    void hourly(
            UUID accountId,
            String environment,
            Instant at,
            @Nullable UUID keyId,
            @Nullable String product,
            long missing);

    @SqlUpdate("""
            delete from usage_hourly
            where account_id = :accountId and environment = :environment and hour = :at and calls = 0
            """)
    void emptyHours(UUID accountId, String environment, Instant at);

    @SqlUpdate("""
            insert into usage_daily as sum (account_id, environment, day, key_id, product, calls)
            values (:accountId, :environment, :at, :keyId, :product, cast(:missing as bigint))
            on conflict (account_id, environment, day, key_id, product) do update set calls = sum.calls + excluded.calls
            """)
    void daily(
            UUID accountId,
            String environment,
            Instant at,
            @Nullable UUID keyId,
            @Nullable String product,
            long missing);

    @SqlUpdate("""
            delete from usage_daily
            where account_id = :accountId and environment = :environment and day = :at and calls = 0
            """)
    void emptyDays(UUID accountId, String environment, Instant at);

    @SqlUpdate("""
            insert into usage_period as sum (account_id, environment, period_start, calls)
            values (:accountId, :environment, :at, cast(:missing as bigint))
            on conflict (account_id, environment, period_start) do update set calls = sum.calls + excluded.calls
            """)
    void period(UUID accountId, String environment, Instant at, long missing);

    @SqlQuery("select drifts from reconciliation_run where ended_at is not null order by started_at desc limit 1")
    Optional<Long> lastDrifts();

    @SqlUpdate("delete from reconciliation_run where started_at < :before")
    int forget(Instant before);
}
