package tools.sota.billing.invoices;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlBatch;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import tools.sota.limits.PaidCalls;
import tools.sota.limits.Period;

/// The tables of invoices and their lines.
interface Invoices {
    /// Forwards only: what is paid or void stays so, whatever an old answer says.
    @SqlUpdate("""
            insert into invoice (id, stripe_id, account_id, subscription_id, number, status, reason, currency, total,
                                 amount_due, amount_paid, tax, stuck, period_start, period_end, hosted_url, created_at, paid_at,
                                 read_at)
            values (:id, :stripeId, :accountId, :subscriptionId, :number, :status, :reason, :currency, :total,
                    :amountDue, :amountPaid, :tax, :stuck, :periodStart, :periodEnd, :hostedUrl, :createdAt, :paidAt,
                    :readAt)
            on conflict (stripe_id) do update
            set number = excluded.number, status = excluded.status, total = excluded.total,
                amount_due = excluded.amount_due, amount_paid = excluded.amount_paid, tax = excluded.tax,
                stuck = excluded.stuck,
                period_start = excluded.period_start, period_end = excluded.period_end,
                hosted_url = excluded.hosted_url, paid_at = excluded.paid_at, read_at = excluded.read_at
            where invoice.status not in ('paid', 'void') or excluded.status in ('paid', 'void')
            """)
    int put(@BindMethods Invoice invoice);

    /// Those whose lines cannot change any more.
    @SqlQuery("select stripe_id from invoice where account_id = :accountId and status <> 'draft'")
    Set<String> finalized(UUID accountId);

    @SqlQuery("select id from invoice where stripe_id = :stripeId")
    UUID idOf(String stripeId);

    @SqlUpdate("delete from invoice_line where invoice_id = :invoiceId")
    int deleteLines(UUID invoiceId);

    @SqlBatch("""
            insert into invoice_line (id, invoice_id, position, description, amount, price_id, proration, period_start,
                                      period_end, discount, item_id)
            values (:id, :invoiceId, :position, :description, :amount, :priceId, :proration, :periodStart, :periodEnd,
                    :discount, :itemId)
            """)
    void insertLines(@BindMethods Collection<InvoiceLine> lines);

    /// One, for the first who asks; whoever asks again gets none.
    @SqlUpdate("update invoice set announced_at = :now where stripe_id = :stripeId and announced_at is null")
    int announce(String stripeId, Instant now);

    @SqlQuery("""
            select id, stripe_id, account_id, subscription_id, number, status, reason, currency, total, amount_due,
                   amount_paid, tax, stuck, period_start, period_end, hosted_url, created_at, paid_at, read_at
            from invoice where account_id = :accountId and id < :before
            order by id desc limit :rows
            """)
    List<Invoice> page(UUID accountId, UUID before, int rows);

    @SqlQuery("""
            select id, stripe_id, account_id, subscription_id, number, status, reason, currency, total, amount_due,
                   amount_paid, tax, stuck, period_start, period_end, hosted_url, created_at, paid_at, read_at
            from invoice where account_id = :accountId and id = :id
            """)
    Optional<Invoice> find(UUID accountId, UUID id);

    /// What the period of a price was bought for, less what was paid back of it; 0 when it was not.
    @SqlQuery("""
            select coalesce(sum(greatest(0, bought - paid_back)), 0)
            from (
              select sum(l.amount - l.discount) as bought,
                     (select coalesce(sum(c.refunded), 0) from charge c
                      where c.account_id = i.account_id and c.invoice_id = i.stripe_id) as paid_back
              from invoice_line l join invoice i on i.id = l.invoice_id
              where i.account_id = :accountId and i.subscription_id = :subscriptionId and i.status = 'paid'
                and l.price_id = :priceId and l.period_start = :periodStart and not l.proration
              group by i.id) paid
            """)
    long paidFor(UUID accountId, String subscriptionId, String priceId, Instant periodStart);

    /// Calls by the periods that they were admitted in.
    ///
    /// @param after how many of them something else paid for
    record PaidRow(Instant start, Instant end, long after, long calls) {
        PaidCalls paid() {
            return new PaidCalls(new Period(start, end), after, calls);
        }
    }

    /// Which calls a line paid for. A plan's price pays from its line's start until the line ends, the
    /// subscription does, or a later price was paid, as for an upgrade; credits and work by hand pay for no
    /// calls. In a month in which more calls could pass it paid for the plan's alone, and a line of calls beyond
    /// them for those after these and after earlier such lines.
    @SqlQuery("""
            select coalesce(b.period_start, l.period_start) as start,
                   case when b.item_id is not null then b.period_start + interval '1 microsecond'
                   when l.price_id is null or l.amount < 0 or i.subscription_id is null then l.period_start
                   else least(
                     l.period_end,
                     (select s.ended_at from subscription s
                      where s.id = i.subscription_id and s.ended_at > l.period_start),
                     (select min(n.period_start) from invoice_line n join invoice later on later.id = n.invoice_id
                      where later.account_id = i.account_id and later.status = 'paid'
                        and later.subscription_id is not null and n.price_id is not null and n.amount >= 0
                        and not n.proration and n.period_start > l.period_start))
                   end as "end",
                   coalesce(t.included + (
                     select coalesce(sum(e.calls), 0) from overage_booking e
                     where e.account_id = b.account_id and e.period_start = b.period_start and e.part < b.part) + (
                     select coalesce(sum(d.calls), 0) from pack_draw d
                     where d.account_id = b.account_id and d.period_start = b.period_start), 0)
                     as after,
                   coalesce(b.calls, p.included, m.included, 9223372036854775807) as calls
            from invoice_line l
            join invoice i on i.id = l.invoice_id
            left join overage_booking b on b.item_id = l.item_id and b.account_id = i.account_id
            left join overage_period t on t.account_id = b.account_id and t.period_start = b.period_start
            left join overage_period p on p.account_id = i.account_id and p.period_start = l.period_start
              and l.item_id is null and l.period_end < l.period_start + interval '32 days'
            left join pack_month m on m.account_id = i.account_id and m.period_start = l.period_start
              and l.item_id is null and l.period_end < l.period_start + interval '32 days'
            where i.account_id = :accountId and i.id = :invoiceId and l.id = :lineId
            """)
    Optional<PaidRow> paidBy(UUID accountId, UUID invoiceId, String lineId);

    /// Where the account wants its papers sent; none: to its owner.
    @SqlQuery("select email from billing_details where account_id = :accountId and email is not null")
    Optional<String> addressee(UUID accountId);

    @SqlQuery("select exists (select 1 from pack where account_id = :accountId and invoice_id = :stripeId)")
    boolean isOfPack(UUID accountId, String stripeId);

    /// Which calls a pack paid for, by months: after the plan's, and after those of packs that end before it.
    @SqlQuery("""
            select d.period_start as start, d.period_start + interval '1 microsecond' as "end",
                   m.included + (
                     select coalesce(sum(e.calls), 0) from pack_draw e join pack o on o.id = e.pack_id
                     where e.account_id = d.account_id and e.period_start = d.period_start
                       and (o.expires_at, o.created_at, o.id) < (p.expires_at, p.created_at, p.id)) as after,
                   d.calls
            from pack p
            join pack_draw d on d.pack_id = p.id
            join pack_month m on m.account_id = d.account_id and m.period_start = d.period_start
            where p.account_id = :accountId and p.invoice_id = :stripeId
            order by d.period_start
            """)
    List<PaidRow> paidByPack(UUID accountId, String stripeId);

    @SqlQuery("""
            select id, invoice_id, position, description, amount, price_id, proration, period_start, period_end,
                   discount, item_id
            from invoice_line where invoice_id = any(:invoiceIds)
            order by invoice_id, position
            """)
    List<InvoiceLine> lines(Collection<UUID> invoiceIds);
}
