package tools.sota.keys;

import java.time.LocalDate;
import java.util.UUID;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/// The tables of what is usual for a key.
interface Habits {
    /// @param days on which the key was used before today
    /// @param busiestHour requests of it
    record Habit(int days, long busiestHour) {}

    @SqlQuery("""
            select count(*) filter (where day < :today) as days, coalesce(max(busiest_hour), 0) as busiest_hour
            from key_habit
            where key_id = :keyId and day >= :since
            """)
    Habit habit(UUID keyId, LocalDate since, LocalDate today);

    /// How many of these ranges the key was not used from since then.
    @SqlQuery("""
            select count(*)
            from unnest(:ranges) seen (range)
            where not exists (
              select 1 from key_range r where r.key_id = :keyId and r.range = seen.range and r.last_seen >= :since)
            """)
    int countNew(UUID keyId, long[] ranges, LocalDate since);

    /// Of a frozen key nothing is learned: what froze it must not become its habit.
    @SqlUpdate("""
            insert into key_habit (key_id, day, busiest_hour)
            select k.id, :day, seen.requests
            from unnest(:keyIds, :requests) seen (key_id, requests)
            join api_key k on k.id = seen.key_id
            where k.frozen_at is null
            order by k.id
            for key share of k
            on conflict (key_id, day) do update
            set busiest_hour = greatest(key_habit.busiest_hour, excluded.busiest_hour)
            """)
    int learn(UUID[] keyIds, long[] requests, LocalDate day);

    @SqlUpdate("""
            insert into key_range (key_id, range, last_seen)
            select k.id, seen.range, :day
            from unnest(:keyIds, :ranges) seen (key_id, range)
            join api_key k on k.id = seen.key_id
            where k.frozen_at is null
            order by k.id, seen.range
            for key share of k
            on conflict (key_id, range) do update
            set last_seen = excluded.last_seen
            where key_range.last_seen < excluded.last_seen
            """)
    int learnRanges(UUID[] keyIds, long[] ranges, LocalDate day);

    @SqlUpdate("delete from key_habit where day < :before")
    int forgetHours(LocalDate before);

    @SqlUpdate("delete from key_range where last_seen < :before")
    int forgetRanges(LocalDate before);
}
