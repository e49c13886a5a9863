package tools.sota.billing.truth;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/// What our tables say, and what was found.
interface TruthRows {
    /// What Stripe says of the same things.
    @SqlQuery("""
            with s as (select * from subscription where account_id = :accountId),
                 i as (select * from invoice where account_id = :accountId),
                 c as (select * from charge where account_id = :accountId),
                 r as (select * from refund where account_id = :accountId),
                 n as (select * from credit_note where account_id = :accountId),
                 d as (select * from bank_objection where account_id = :accountId and id not like 'issfr%')
            select kind, subject, value from (
              select 'subscription' as kind, id as subject, 'there' as value from s
              union all select 'subscription_status', id, status from s
              union all select 'subscription_price', id, price_id from s
              union all select 'subscription_customer', id, customer_id from s
              union all select 'subscription_period_start', id, floor(extract(epoch from period_start))::text from s
              union all select 'subscription_period_end', id, floor(extract(epoch from period_end))::text from s
              union all select 'subscription_cancel_at', id, floor(extract(epoch from cancel_at))::text from s
              union all select 'subscription_trial_end', id, floor(extract(epoch from trial_end_at))::text from s
              union all select 'subscription_ended_at', id, floor(extract(epoch from ended_at))::text from s
              union all select 'invoice', stripe_id, 'there' from i
              union all select 'invoice_status', stripe_id, status from i
              union all select 'invoice_currency', stripe_id, currency from i
              union all select 'invoice_total', stripe_id, total::text from i
              union all select 'invoice_due', stripe_id, amount_due::text from i
              union all select 'invoice_paid', stripe_id, amount_paid::text from i
              union all select 'invoice_lines', stripe_id, (
                select coalesce(sum(l.amount), 0)::text from invoice_line l where l.invoice_id = i.id) from i
              union all select 'charge', id, 'there' from c
              union all select 'charge_amount', id, amount::text from c
              union all select 'charge_refunded', id, refunded::text from c
              union all select 'charge_disputed', id, disputed::text from c
              union all select 'refund', id, 'there' from r
              union all select 'refund_amount', id, amount::text from r
              union all select 'refund_status', id, status from r
              union all select 'credit_note', id, 'there' from n
              union all select 'credit_note_amount', id, amount::text from n
              union all select 'credit_note_status', id, status from n
              union all select 'dispute', id, 'there' from d
              union all select 'dispute_amount', id, amount::text from d
              union all select 'dispute_status', id, status from d
            ) facts where value is not null
            """)
    List<Fact> books(UUID accountId);

    /// What follows from them here: plan, place, marks and mails.
    @SqlQuery("""
            select kind, subject, value from (
              select 'entitlement_plan' as kind, :subject as subject, plan as value from entitlement
              where account_id = :accountId
              union all select 'entitlement_anchor', :subject, floor(extract(epoch from anchor))::text from entitlement
              where account_id = :accountId
              union all select 'claim', :subject, subscription_id from subscription_claim
              where account_id = :accountId and closed_at is null
              union all select 'paid_mark', :subject, 'marked' from account
              where id = :accountId and paid_at is not null
              union all select 'receipt', stripe_id, 'sent' from invoice
              where account_id = :accountId and announced_at is not null
            ) facts where value is not null
            """)
    List<Fact> consequences(UUID accountId, String subject);

    /// What contradicts itself or the ledger: there should be none of these.
    @SqlQuery("""
            select kind, subject, value from (
              select 'invoice_sum' as kind, i.stripe_id as subject, i.amount_paid::text as value from invoice i
              where i.account_id = :accountId and i.status = 'paid' and i.amount_paid > 0
                and exists (select 1 from charge c where c.invoice_id = i.stripe_id)
                and i.amount_paid <> (select sum(c.amount) from charge c where c.invoice_id = i.stripe_id)
              union all select 'payback_lost', 'pbk ' || p.id, p.amount::text from payback p
              where p.account_id = :accountId and p.done_at is not null and p.refused is null
                and not exists (select 1 from refund r where r.id = p.refund_id)
              union all select 'refund_excess', c.id, c.amount::text from charge c
              where c.account_id = :accountId and c.amount < (
                select sum(r.amount) from refund r
                where r.charge_id = c.id and r.status not in ('failed', 'canceled'))
              union all select 'refund_uncredited', i.stripe_id, sum(c.refunded)::text
              from invoice i join charge c on c.invoice_id = i.stripe_id
              where i.account_id = :accountId
              group by i.id having sum(c.refunded) > (
                select coalesce(sum(n.amount), 0) from credit_note n
                where n.invoice_id = i.stripe_id and n.status = 'issued')
              union all select 'ledger_rows', :subject || ' ' || p.period_start, p.calls::text from usage_period p
              where p.account_id = :accountId and p.environment = 'live' and p.period_start >= :since
                and p.calls <> (
                  select coalesce(sum(e.calls), 0) from usage_event e
                  where e.account_id = p.account_id and e.environment = 'live' and e.period_start = p.period_start)
            ) facts
            """)
    List<Fact> contradictions(UUID accountId, String subject, Instant since);

    @SqlQuery("select distinct account_id from stripe_customer order by account_id")
    List<UUID> accounts();

    @SqlUpdate("""
            insert into billing_drift (run_id, number, account_id, kind, subject, expected, found, healed, at)
            select :run, coalesce(max(number), 0) + 1, :accountId, :kind, :subject, :expected, :found, :healed, :now
            from billing_drift where run_id = :run
            """)
    void note(UUID run, @BindMethods Drift drift, Instant now);

    @SqlQuery("""
            select string_agg(reason, '; ' order by reason) from (
              select case
                when status not in ('active', 'trialing', 'past_due', 'incomplete', 'incomplete_expired', 'unpaid',
                                    'paused', 'canceled') then 'subscription ' || id || ' is ' || status
                when plan is null then 'subscription ' || id || ' has a price that is no plan'
                else null end as reason
              from subscription
              where account_id = :accountId and status not in ('canceled', 'incomplete_expired')
              union all
              select 'subscriptions ' || string_agg(id, ' and ' order by id) || ' are live at once'
              from subscription
              where account_id = :accountId and status not in ('canceled', 'incomplete_expired', 'incomplete')
              having count(*) > 1
            ) reasons
            """)
    Optional<String> illegal(UUID accountId);

    @SqlQuery("select detail from parked_account where account_id = :accountId and ended_at is null")
    Optional<String> parked(UUID accountId);

    @SqlUpdate("""
            insert into parked_account (account_id, cause, detail, since) values (:accountId, :cause, :detail, :now)
            on conflict do nothing
            """)
    int park(UUID accountId, String cause, String detail, Instant now);

    @SqlUpdate("update parked_account set ended_at = :now where account_id = :accountId and ended_at is null")
    int release(UUID accountId, Instant now);
}
