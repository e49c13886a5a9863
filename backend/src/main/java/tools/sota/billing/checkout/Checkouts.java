package tools.sota.billing.checkout;

import java.time.Instant;
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
                                  created_at, trial, trial_owner, promotion_code)
            values (:id, :accountId, :plan, :interval, :priceId, :status, :paymentStatus, :subscriptionId, :createdAt,
                    :trial, :trialOwner, :promotionCode)
            """)
    void insert(@BindMethods Checkout checkout);

    @SqlUpdate("""
            update checkout
            set status = :status, payment_status = :paymentStatus, subscription_id = :subscriptionId
            where id = :id
            """)
    int settle(String id, String status, String paymentStatus, @Nullable String subscriptionId);

    @SqlQuery("""
            select id, account_id, plan, interval, price_id, status, payment_status, subscription_id, created_at,
                   trial, trial_owner, promotion_code, trial_refused_at
            from checkout where account_id = :accountId and id = :id
            """)
    Optional<Checkout> find(UUID accountId, String id);

    @SqlQuery("""
            select id, account_id, plan, interval, price_id, status, payment_status, subscription_id, created_at,
                   trial, trial_owner, promotion_code, trial_refused_at
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

    /// A completed trial whose owner has not been judged.
    ///
    /// Public, like every row here, because JDBI binds the methods of public types alone.
    record Unjudged(String id, String trialOwner) {}

    @SqlQuery("""
            select id, trial_owner from checkout
            where account_id = :accountId and trial is not null and trial_judged_at is null and status <> 'expired'
            order by created_at, id
            """)
    List<Unjudged> unjudgedTrials(UUID accountId);

    @SqlUpdate("update checkout set trial_judged_at = :now, trial_refused_at = :refusedAt where id = :id")
    void judgeTrial(String id, Instant now, @Nullable Instant refusedAt);

    /// A trial that nobody has cancelled and whose end is near.
    record Ending(String id, String plan, String interval, Instant trialEndAt) {}

    @SqlQuery("""
            select id, plan, interval, trial_end_at from subscription
            where account_id = :accountId and status = 'trialing' and plan is not null and interval is not null
              and cancel_at is null and trial_end_at > :now and trial_end_at <= :until
            """)
    List<Ending> endingTrials(UUID accountId, Instant now, Instant until);

    /// An invoice that nobody has paid, of a subscription that is over and whose calls were used all the same: those of
    /// the days for which a plan stays in force though its renewal was refused.
    ///
    /// Public, like every row here, because JDBI binds the methods of public types alone.
    record Owed(long calls, @Nullable String hostedUrl) {}

    /// @param free how many calls a month cost nothing
    @SqlQuery("""
            select p.calls, i.hosted_url
            from invoice i
            join subscription s on s.id = i.subscription_id and s.account_id = i.account_id and s.ended_at is not null
            join usage_period p on p.account_id = i.account_id and p.environment = 'live'
              and p.period_start = i.period_start and p.calls > :free
            where i.account_id = :accountId and i.status in ('open', 'uncollectible') and i.amount_due > 0
            order by i.created_at desc limit 1
            """)
    Optional<Owed> owed(UUID accountId, long free);

    @SqlQuery("select count(*) from checkout where account_id = :accountId")
    int countOf(UUID accountId);
}
