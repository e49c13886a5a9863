package tools.sota.limits;

import java.util.List;
import java.util.UUID;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/// Changes the limits that an account has otherwise than its plan. A trigger tells every node.
interface OverrideRows {
    /// A row about to be written.
    record New(
            UUID accountId,
            String environment,
            String name,
            @Nullable Integer capacity,
            @Nullable Integer perMinute,
            @Nullable Long calls,
            String reason) {}

    @SqlQuery("""
            select environment, name, capacity, per_minute, calls, reason, changed_at from limit_override
            where account_id = :accountId order by environment, name
            """)
    List<Overrides.Noted> all(UUID accountId);

    /// @return 0 when there is no such account
    @SqlUpdate("""
            insert into limit_override (account_id, environment, name, capacity, per_minute, calls, reason)
            select id, :environment, :name, :capacity, :perMinute, :calls, :reason from account where id = :accountId
            on conflict (account_id, environment, name) do update
            set capacity = excluded.capacity, per_minute = excluded.per_minute, calls = excluded.calls,
                reason = excluded.reason, changed_at = clock_timestamp()
            """)
    int put(@BindMethods New override);

    @SqlUpdate("""
            delete from limit_override where account_id = :accountId and environment = :environment and name = :name
            """)
    int remove(UUID accountId, String environment, String name);
}
