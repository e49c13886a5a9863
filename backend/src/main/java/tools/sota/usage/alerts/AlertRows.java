package tools.sota.usage.alerts;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/// Settings of alerts, what was told already, and how fast a quota is used.
interface AlertRows {
    record Setting(boolean used50, boolean used80, boolean used100, boolean runsOut) {}

    record Used(UUID accountId, Instant periodStart, long calls) {}

    /// @param since the first hour with a call; null when there is none
    record Lately(long calls, @Nullable Instant since) {}

    @SqlQuery("select used_50, used_80, used_100, runs_out from alert_setting where account_id = :accountId")
    Optional<Setting> setting(UUID accountId);

    @SqlQuery("select 1 from account where id = :accountId for update")
    Optional<Integer> lock(UUID accountId);

    @SqlUpdate("""
            insert into alert_setting (account_id, used_50, used_80, used_100, runs_out, changed_at)
            values (:accountId, :used50, :used80, :used100, :runsOut, :now)
            on conflict (account_id) do update
            set used_50 = excluded.used_50, used_80 = excluded.used_80, used_100 = excluded.used_100,
                runs_out = excluded.runs_out, changed_at = excluded.changed_at
            """)
    void put(UUID accountId, boolean used50, boolean used80, boolean used100, boolean runsOut, Instant now);

    /// @return the kinds that were not noted before
    @SqlQuery("""
            insert into quota_alert (account_id, period_start, kind, at)
            select :accountId, :periodStart, kind, :now from unnest(cast(:kinds as text[])) kind
            where exists (select 1 from account where id = :accountId)
            on conflict do nothing
            returning kind
            """)
    List<String> note(UUID accountId, Instant periodStart, List<String> kinds, Instant now);

    /// @param least calls below which nobody has reached anything
    @SqlQuery("""
            select account_id, period_start, calls from usage_period
            where environment = 'live' and account_id > :after and period_start > :oldest and calls >= :least
            order by account_id, period_start limit :rows
            """)
    List<Used> used(UUID after, Instant oldest, long least, int rows);

    @SqlQuery("""
            select coalesce(sum(calls), 0)::bigint as calls, min(hour) as since from usage_hourly
            where account_id = :accountId and environment = 'live' and hour >= :from
            """)
    Lately lately(UUID accountId, Instant from);
}
