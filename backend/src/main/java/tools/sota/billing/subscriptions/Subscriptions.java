package tools.sota.billing.subscriptions;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/// The tables of subscriptions and of who holds the account's one place.
interface Subscriptions {
    /// The terms of a subscription that was agreed and not bought.
    record ContractRow(
            long amount,
            String currency,
            long calls,
            int netDays,
            @Nullable String poNumber) {}

    @SqlQuery("""
            select amount, currency, calls, net_days, po_number from contract
            where account_id = :accountId and subscription_id = :id and ended_at is null
            """)
    Optional<ContractRow> contract(UUID accountId, String id);

    @SqlQuery("select since from parked_account where account_id = :accountId and ended_at is null")
    Optional<Instant> parkedSince(UUID accountId);

    /// Forwards only: what is over stays over, whatever an old answer says.
    @SqlUpdate("""
            insert into subscription (id, account_id, customer_id, status, plan, interval, price_id, from_us,
                                      period_start, period_end, anchor, cancel_at, trial_end_at, ended_at,
                                      created_at, pending_plan, pending_interval, pending_at, pending_expires_at,
                                      net_days, taxed, read_at)
            values (:id, :accountId, :customerId, :status, :plan, :interval, :priceId, :fromUs,
                    :periodStart, :periodEnd, :anchor, :cancelAt, :trialEndAt, :endedAt, :createdAt,
                    :pendingPlan, :pendingInterval, :pendingAt, :pendingExpiresAt, :netDays, :taxed, :now)
            on conflict (id) do update
            set status = excluded.status, plan = excluded.plan, interval = excluded.interval,
                price_id = excluded.price_id, from_us = excluded.from_us, period_start = excluded.period_start,
                period_end = excluded.period_end, anchor = excluded.anchor, cancel_at = excluded.cancel_at,
                trial_end_at = excluded.trial_end_at, ended_at = excluded.ended_at,
                pending_plan = excluded.pending_plan, pending_interval = excluded.pending_interval,
                pending_at = excluded.pending_at, pending_expires_at = excluded.pending_expires_at,
                net_days = excluded.net_days, taxed = excluded.taxed, read_at = excluded.read_at
            where subscription.status not in ('canceled', 'incomplete_expired')
               or excluded.status in ('canceled', 'incomplete_expired')
            """)
    int put(@BindMethods Subscription subscription, Instant now);

    /// The newest line of a renewal is that of its plan; others bill what was called before.
    @SqlQuery("""
            select id, account_id, customer_id, status, plan, interval, price_id, from_us, period_start, period_end,
                   anchor, cancel_at, trial_end_at, ended_at, created_at, pending_plan, pending_interval, pending_at,
                   pending_expires_at, net_days, taxed,
                   (select min(i.created_at) from invoice i
                    where i.subscription_id = subscription.id and i.account_id = subscription.account_id
                      and i.status = 'draft' and i.stuck is not null and i.reason = 'subscription_cycle') as stuck_since,
                   (select min(renewal.began) from (
                      select (select max(l.period_start) from invoice_line l where l.invoice_id = i.id) as began
                      from invoice i
                      where i.subscription_id = subscription.id and i.account_id = subscription.account_id
                        and i.status = 'open' and i.reason = 'subscription_cycle') renewal) as unpaid_since
            from subscription where account_id = :accountId
            order by created_at, id
            """)
    List<Subscription> ofAccount(UUID accountId);

    /// Where the newest open invoice of the subscription can be paid.
    @SqlQuery("""
            select hosted_url from invoice
            where account_id = :accountId and subscription_id = :id and status = 'open' and hosted_url is not null
            order by created_at desc limit 1
            """)
    Optional<String> payPage(UUID accountId, String id);

    @SqlQuery("""
            select lower(kind) as kind, plan, lower(interval) as interval, created_at as since,
                   next_at as next_attempt_at
            from plan_command where account_id = :accountId and done_at is null
            """)
    Optional<SubscriptionView.WaitingView> waiting(UUID accountId);

    @SqlQuery("""
            select distinct customer_id from subscription
            where status not in ('canceled', 'incomplete_expired')
            """)
    List<String> customersOfOpen();

    @SqlQuery("select subscription_id from subscription_claim where account_id = :accountId and closed_at is null")
    Optional<String> claimed(UUID accountId);

    @SqlUpdate("""
            update subscription_claim set closed_at = :now where account_id = :accountId and closed_at is null
            """)
    int closeClaim(UUID accountId, Instant now);

    @SqlUpdate("""
            insert into subscription_claim (subscription_id, account_id, opened_at)
            values (:subscriptionId, :accountId, :now)
            """)
    void openClaim(String subscriptionId, UUID accountId, Instant now);
}
