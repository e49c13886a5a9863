package tools.sota.usage.decisions;

import java.time.Instant;
import java.util.UUID;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/// Writes and forgets decisions. Rows travel as one JSON array with the columns' names.
interface DecisionWrites {
    /// @return 0 when this batch, or a later one, is written already
    @SqlUpdate("""
            insert into decision_writer as last (writer, batch, written_at) values (:writer, :batch, :now)
            on conflict (writer) do update set batch = excluded.batch, written_at = excluded.written_at
            where last.batch < excluded.batch
            """)
    int begin(UUID writer, long batch, Instant now);

    @SqlUpdate("""
            insert into decision select * from json_populate_recordset(null::decision, cast(:rows as json))
            on conflict do nothing
            """)
    void full(String rows);

    /// In one order, so that several nodes wait for each other and never in a circle.
    @SqlUpdate("""
            insert into decision_hourly as sum
            select * from json_populate_recordset(null::decision_hourly, cast(:rows as json))
            order by account_id, environment, hour, key_id, product, status
            on conflict (account_id, environment, hour, key_id, product, status)
            do update set requests = sum.requests + excluded.requests
            """)
    void hourly(String rows);

    /// From hourly rows.
    @SqlUpdate("""
            insert into decision_daily as sum
            select account_id, environment, date_trunc('day', hour, 'UTC'), status, sum(requests)
            from json_populate_recordset(null::decision_hourly, cast(:rows as json))
            group by 1, 2, 3, 4 order by 1, 2, 3, 4
            on conflict (account_id, environment, day, status) do update set requests = sum.requests + excluded.requests
            """)
    void daily(String rows);

    @SqlUpdate("""
            insert into decision_minute as sum
            select * from json_populate_recordset(null::decision_minute, cast(:rows as json))
            order by account_id, minute, key_id, rule
            on conflict (account_id, minute, key_id, rule) do update set requests = sum.requests + excluded.requests
            """)
    void perMinute(String rows);

    /// Walks from account to account along the key, so its cost follows the accounts and not the rows.
    @SqlUpdate("""
            with recursive account as (
              (select account_id from decision order by account_id limit 1)
              union all
              select (select next.account_id from decision next
                      where next.account_id > account.account_id order by next.account_id limit 1)
              from account where account.account_id is not null
            ), cut as (
              select account_id,
                     greatest(uuid_at(:oldest),
                              (select id from decision d where d.account_id = account.account_id
                               order by id desc offset :newest - 1 limit 1)) as keep
              from account where account_id is not null
            )
            delete from decision using cut where decision.account_id = cut.account_id and decision.id < cut.keep
            """)
    int trim(int newest, Instant oldest);

    @SqlUpdate("delete from decision_minute where minute < :oldest")
    int forgetMinutes(Instant oldest);

    @SqlUpdate("delete from decision_writer where written_at < :oldest")
    int forgetWriters(Instant oldest);
}
