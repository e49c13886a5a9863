package tools.sota.notify;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/// The rows of the outbox.
interface Mails {
    record NewMail(UUID id, String dedupe, String kind, byte[] recipient, byte[] payload, Instant createdAt) {}

    record Claimed(UUID id, String kind, byte[] payload, Instant createdAt, int attempts, int refusals) {}

    @SqlUpdate("""
            insert into mail (id, dedupe, kind, recipient, payload, created_at, due_at)
            values (:id, :dedupe, :kind, :recipient, :payload, :createdAt, :createdAt)
            on conflict (dedupe) do nothing
            """)
    int insert(@BindMethods NewMail mail);

    /// The next due mail, reserved until `lease`. A mail waits for every earlier one to the same recipient.
    @SqlQuery("""
            update mail set due_at = :lease, attempts = attempts + 1
            where position = (
              select m.position
              from mail m
              where m.sent_at is null and m.dead_at is null and m.due_at <= :now
                and not exists (
                  select 1 from mail earlier
                  where earlier.recipient = m.recipient and earlier.position < m.position
                    and earlier.sent_at is null and earlier.dead_at is null)
              order by m.due_at, m.position
              limit 1
              for update skip locked)
            returning id, kind, payload, created_at, attempts, refusals
            """)
    Optional<Claimed> claim(Instant now, Instant lease);

    /// The payload goes with the sending: it holds an address and perhaps a token.
    @SqlUpdate("""
            update mail set sent_at = :now, payload = null, failure = null
            where id = :id and sent_at is null and dead_at is null
            """)
    int sent(UUID id, Instant now);

    /// Only by the claim that failed: a later one may be on its way.
    @SqlUpdate("""
            update mail set due_at = :due, refusals = :refusals, failure = :failure
            where id = :id and attempts = :attempts and sent_at is null and dead_at is null
            """)
    int postpone(UUID id, int attempts, Instant due, int refusals, String failure);

    @SqlUpdate("""
            update mail set dead_at = :now, refusals = :refusals, failure = :failure
            where id = :id and attempts = :attempts and sent_at is null and dead_at is null
            """)
    int bury(UUID id, int attempts, Instant now, int refusals, String failure);

    @SqlQuery("""
            select id, kind, attempts, failure, dead_at from mail
            where dead_at is not null order by dead_at desc, position desc limit :limit
            """)
    List<Outbox.DeadLetter> dead(int limit);

    @SqlQuery("""
            select count(*) filter (where sent_at is null and dead_at is null) as waiting,
                   count(*) filter (where dead_at is not null) as dead,
                   min(created_at) filter (where sent_at is null and dead_at is null) as oldest_waiting
            from mail where sent_at is null
            """)
    Outbox.State state();

    @SqlUpdate("delete from mail where sent_at < :sentBefore or dead_at < :deadBefore")
    int deleteOlder(Instant sentBefore, Instant deadBefore);
}
