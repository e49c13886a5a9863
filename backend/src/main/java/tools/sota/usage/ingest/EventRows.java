package tools.sota.usage.ingest;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/// Writes events and their sums. Everything is written in one order, so that senders of the same events wait for each
/// other and never in a circle.
interface EventRows {
    /// @param events in order
    /// @return those that were not seen before
    @SqlQuery("""
            insert into event_seen (account_id, event, seen_on)
            select :accountId, event, :today from unnest(cast(:events as uuid[])) event
            on conflict do nothing
            returning event
            """)
    Set<UUID> see(UUID accountId, List<UUID> events, LocalDate today);

    @SqlUpdate("""
            insert into meter_hourly as sum (account_id, environment, meter, hour, key_id, events, total, largest)
            select :accountId, :environment, added.meter, added.at, :keyId, added.events, added.total, added.largest
            from json_to_recordset(cast(:sums as json))
              as added (meter text, at timestamptz, events bigint, total numeric, largest numeric)
            on conflict (account_id, environment, meter, hour, key_id) do update
            set events = sum.events + excluded.events, total = sum.total + excluded.total,
                largest = greatest(sum.largest, excluded.largest)
            """)
    void hourly(UUID accountId, String environment, UUID keyId, String sums);

    @SqlUpdate("""
            insert into meter_daily as sum (account_id, environment, meter, day, key_id, events, total, largest)
            select :accountId, :environment, added.meter, added.at, :keyId, added.events, added.total, added.largest
            from json_to_recordset(cast(:sums as json))
              as added (meter text, at timestamptz, events bigint, total numeric, largest numeric)
            on conflict (account_id, environment, meter, day, key_id) do update
            set events = sum.events + excluded.events, total = sum.total + excluded.total,
                largest = greatest(sum.largest, excluded.largest)
            """)
    void daily(UUID accountId, String environment, UUID keyId, String sums);

    @SqlUpdate("delete from event_seen where seen_on < cast(:before as timestamptz)::date")
    int forget(Instant before);
}
