package tools.sota.billing.doctor;

import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.sqlobject.statement.SqlQuery;

/// What our own tables say about Stripe.
interface DoctorRows {
    @SqlQuery("select customer_id from stripe_customer where deleted_at is null order by created_at desc limit 1")
    Optional<String> newestCustomer();

    @SqlQuery("select max(received_at) from stripe_event")
    Optional<Instant> lastEvent();

    @SqlQuery("select count(*) from stripe_event where processed_at is null and received_at < :before")
    int stuckEvents(Instant before);

    @SqlQuery("select count(*) from staff")
    int staff();
}
