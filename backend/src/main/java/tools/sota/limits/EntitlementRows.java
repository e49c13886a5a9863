package tools.sota.limits;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/// The tables of entitlements and of limits that differ from a plan's.
interface EntitlementRows {
    @SqlQuery("select account_id, plan, anchor, beyond_calls from entitlement where account_id = :accountId")
    Optional<Entitlement> find(UUID accountId);

    @SqlUpdate("""
            insert into entitlement (account_id, plan, anchor, beyond_calls, changed_at)
            values (:accountId, :plan, :anchor, :beyondCalls, :now)
            on conflict (account_id) do update
            set plan = excluded.plan, anchor = excluded.anchor, beyond_calls = excluded.beyond_calls,
                changed_at = excluded.changed_at
            """)
    void put(@BindMethods Entitlement entitlement, Instant now);

    @SqlQuery("select period_start, calls from taken_calls where account_id = :accountId")
    List<TakenCalls> taken(UUID accountId);

    @SqlUpdate("""
            insert into taken_calls (account_id, period_start, calls) values (:accountId, :periodStart, :calls)
            on conflict (account_id, period_start) do update set calls = greatest(taken_calls.calls, excluded.calls)
            """)
    void take(UUID accountId, Instant periodStart, long calls);

    @SqlQuery("""
            select environment, name, capacity, per_minute, calls from limit_override
            where account_id = :accountId
              and (plan is null or plan = (select e.plan from entitlement e where e.account_id = :accountId))
            """)
    List<LimitOverride> overrides(UUID accountId);
}
