package tools.sota.billing.sync;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/// The table that joins accounts and Stripe's customers.
interface StripeCustomers {
    @SqlUpdate("""
            insert into stripe_customer (customer_id, account_id, created_at) values (:customerId, :accountId, :now)
            on conflict (customer_id) do nothing
            """)
    int insert(String customerId, UUID accountId, Instant now);

    @SqlQuery("select customer_id from stripe_customer where account_id = :accountId and deleted_at is null")
    Optional<String> ofAccount(UUID accountId);

    @SqlQuery("select account_id from stripe_customer where customer_id = :customerId")
    Optional<UUID> accountOf(String customerId);

    @SqlQuery("select count(*) from stripe_customer where account_id = :accountId")
    int countOf(UUID accountId);

    @SqlUpdate("update stripe_customer set deleted_at = :now where customer_id = :customerId and deleted_at is null")
    int delete(String customerId, Instant now);

    @SqlQuery("select customer_id from stripe_customer where due_at <= :now order by due_at limit :limit")
    List<String> due(Instant now, int limit);

    @SqlQuery("select count(*) from stripe_customer where customer_id = :customerId and due_at <= :now")
    int isDue(String customerId, Instant now);

    @SqlUpdate("update stripe_customer set due_at = :at where customer_id = :customerId")
    int dueAt(String customerId, @Nullable Instant at);

    @SqlUpdate("update stripe_customer set due_at = :now where customer_id = any(:customerIds)")
    int dueNow(Collection<String> customerIds, Instant now);
}
