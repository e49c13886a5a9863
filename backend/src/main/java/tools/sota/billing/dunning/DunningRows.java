package tools.sota.billing.dunning;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.sqlobject.statement.SqlQuery;

/// What our tables say of renewals that are not paid.
interface DunningRows {
    /// A plan that has fallen. Public, like every row here, because JDBI binds the methods of public types alone.
    ///
    /// @param since the renewal that was not paid
    record Fall(String subscriptionId, String plan, Instant since) {}

    /// Subscriptions that owe a renewal and whose plan is not in force any more, unless another one's is.
    ///
    /// @param graceBegan renewals of this moment and before have no grace left
    /// @param recently what ended before this moment was told when it did
    @SqlQuery("""
            with owing as (
              select s.id, s.plan, s.status, s.ended_at, s.net_days,
                     (select min((select max(l.period_start) from invoice_line l where l.invoice_id = i.id))
                      from invoice i
                      where i.account_id = s.account_id and i.subscription_id = s.id and i.status = 'open'
                        and i.reason = 'subscription_cycle') as unpaid,
                     (select min(i.created_at) from invoice i
                      where i.account_id = s.account_id and i.subscription_id = s.id and i.status = 'draft'
                        and i.stuck is not null and i.reason = 'subscription_cycle' and s.status = 'active') as stuck
              from subscription s where s.account_id = :accountId and s.plan is not null)
            select id as subscription_id, plan, since
            from owing cross join lateral (select coalesce(stuck, unpaid) as since) first
            where since is not null
              and (((status in ('past_due', 'unpaid') or stuck is not null)
                    and since + make_interval(days => net_days) <= :graceBegan)
                   or (status = 'canceled' and ended_at > :recently))
              and not exists (
                select from subscription other
                where other.account_id = :accountId and other.id <> owing.id and other.status in ('active', 'trialing'))
            """)
    List<Fall> falls(UUID accountId, Instant graceBegan, Instant recently);

    /// A card that the next renewal is charged on.
    ///
    /// @param goodUntil the end of the month that is on it
    record Card(String id, String brand, String last4, Instant goodUntil) {}

    @SqlQuery("""
            with card as (
              select id, coalesce(brand, type) as brand, coalesce(last4, '') as last4,
                     make_timestamptz(exp_year, exp_month, 1, 0, 0, 0, 'UTC') + interval '1 month' as good_until
              from payment_method
              where account_id = :accountId and is_default and exp_year is not null and exp_month is not null)
            select id, brand, last4, good_until from card
            where good_until > :now and good_until <= :until
              and exists (
                select from subscription s
                where s.account_id = :accountId and s.status in ('active', 'trialing', 'past_due')
                  and (s.cancel_at is null or s.cancel_at > good_until))
            """)
    List<Card> expiring(UUID accountId, Instant now, Instant until);

    /// Subscriptions with a renewal that was drafted and not sent in the hour in which Stripe sends drafts.
    @SqlQuery("""
            select distinct subscription_id from invoice
            where account_id = :accountId and subscription_id is not null and reason = 'subscription_cycle'
              and status in ('draft', 'open') and created_at < :before
              and exists (
                select from invoice d
                where d.account_id = :accountId and d.subscription_id = invoice.subscription_id
                  and d.reason = 'subscription_cycle' and d.status = 'draft' and d.stuck is null
                  and d.created_at < :before)
            """)
    List<String> stalled(UUID accountId, Instant before);
}
