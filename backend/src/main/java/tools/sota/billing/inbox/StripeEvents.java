package tools.sota.billing.inbox;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/// The table of events.
interface StripeEvents {
    /// A payment that we do not know yet is read with its customer, and then what is said of it too.
    @SqlUpdate("""
            insert into stripe_event (id, type, created_at, api_version, customer_id, charge_id, payload,
                                      received_at, next_attempt_at)
            values (:id, :type, :createdAt, :apiVersion,
                    coalesce(:customerId, (select customer_id from charge where id = :chargeId)), :chargeId, :payload,
                    :now, :now)
            on conflict (id) do nothing
            """)
    int insert(@BindMethods StripeEvent event, Instant now);

    @SqlUpdate("""
            update stripe_event set processed_at = :now
            where processed_at is null and customer_id is null
            """)
    int finishThoseOfNobody(Instant now);

    /// Whose turn it is, the one who waits longest first.
    @SqlQuery("""
            select customer_id from stripe_event
            where processed_at is null and customer_id is not null and next_attempt_at <= :now
            group by customer_id
            order by min(received_at)
            limit :limit
            """)
    List<String> dueCustomers(Instant now, int limit);

    @SqlQuery("""
            select count(*) from stripe_event
            where customer_id = :customerId and processed_at is null and next_attempt_at <= :now
            """)
    int countDue(String customerId, Instant now);

    /// Also those whose next attempt is later: one look at Stripe is enough for all.
    @SqlQuery("select id from stripe_event where customer_id = :customerId and processed_at is null")
    List<String> waiting(String customerId);

    @SqlUpdate("""
            update stripe_event set processed_at = :now, attempts = attempts + 1, last_error = null
            where id = any(:ids) and processed_at is null
            """)
    int finish(Collection<String> ids, Instant now);

    /// Twice as long after each attempt, from 5 seconds to an hour.
    @SqlUpdate("""
            update stripe_event
            set attempts = attempts + 1, last_error = :error,
                next_attempt_at = cast(:now as timestamptz)
                    + least(interval '1 hour', interval '5 seconds' * power(2, least(attempts, 20)))
            where customer_id = :customerId and processed_at is null
            """)
    int postpone(String customerId, String error, Instant now);

    @SqlUpdate("update stripe_event set payload = '' where processed_at < :before and payload <> ''")
    int forgetPayloads(Instant before);

    @SqlQuery("select reached_at from stripe_event_cursor")
    Optional<Instant> cursor();

    @SqlUpdate("""
            insert into stripe_event_cursor (reached_at) values (:at)
            on conflict (one) do update set reached_at = greatest(stripe_event_cursor.reached_at, excluded.reached_at)
            """)
    int reached(Instant at);
}
