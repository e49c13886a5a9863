package tools.sota.billing.checkout;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/// The table of checkouts.
interface Checkouts {
    @SqlUpdate("""
            insert into checkout (id, account_id, plan, interval, price_id, status, payment_status, subscription_id,
                                  created_at)
            values (:id, :accountId, :plan, :interval, :priceId, :status, :paymentStatus, :subscriptionId, :createdAt)
            """)
    void insert(@BindMethods Checkout checkout);

    @SqlUpdate("""
            update checkout
            set status = :status, payment_status = :paymentStatus, subscription_id = :subscriptionId
            where id = :id
            """)
    int settle(String id, String status, String paymentStatus, @Nullable String subscriptionId);

    @SqlQuery("""
            select id, account_id, plan, interval, price_id, status, payment_status, subscription_id, created_at
            from checkout where account_id = :accountId and id = :id
            """)
    Optional<Checkout> find(UUID accountId, String id);

    @SqlQuery("""
            select id, account_id, plan, interval, price_id, status, payment_status, subscription_id, created_at
            from checkout where account_id = :accountId and status = 'open'
            """)
    Optional<Checkout> open(UUID accountId);

    /// Those that Stripe may still change: open, or paid by a slow method.
    @SqlQuery("""
            select id from checkout
            where account_id = :accountId
              and (status = 'open' or (status = 'complete' and payment_status = 'unpaid'))
            """)
    List<String> unsettled(UUID accountId);

    @SqlQuery("select count(*) from checkout where account_id = :accountId")
    int countOf(UUID accountId);
}
