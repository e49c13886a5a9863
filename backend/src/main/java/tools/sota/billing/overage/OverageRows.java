package tools.sota.billing.overage;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/// The tables of spending caps, of months with calls beyond the plan's, and of what was billed of them.
interface OverageRows {
    @SqlQuery("select amount, currency from spend_cap where account_id = :accountId")
    Optional<SpendCap> cap(UUID accountId);

    @SqlUpdate("""
            insert into spend_cap (account_id, amount, currency, changed_at)
            values (:accountId, :amount, :currency, :now)
            on conflict (account_id) do update
            set amount = excluded.amount, currency = excluded.currency, changed_at = excluded.changed_at
            """)
    void setCap(UUID accountId, @BindMethods SpendCap cap, Instant now);

    @SqlUpdate("delete from spend_cap where account_id = :accountId")
    void removeCap(UUID accountId);

    /// Whether an invoice for earlier calls beyond a plan's waits for its payment; a renewal that does makes its
    /// subscription past due.
    @SqlQuery("""
            select exists (
              select 1 from invoice
              where account_id = :accountId and subscription_id is null and reason = 'manual'
                and status in ('open', 'uncollectible') and amount_due > 0)
            """)
    boolean owes(UUID accountId);

    @SqlQuery("select account_id from spend_cap order by account_id")
    List<UUID> capped();

    /// A month that was noted for the plan before a downgrade, of which Stripe tells a little after the month began, is
    /// one of the plan after it.
    @SqlUpdate("""
            insert into overage_period (account_id, period_start, period_end, plan, included, beyond, micros_per_call, currency)
            values (:accountId, :periodStart, :periodEnd, :plan, :included, :beyond, :microsPerCall, :currency)
            on conflict (account_id, period_start) do update
            set beyond = case when overage_period.plan = excluded.plan
                              then greatest(overage_period.beyond, excluded.beyond) else excluded.beyond end,
                plan = excluded.plan, included = excluded.included, micros_per_call = excluded.micros_per_call,
                period_end = greatest(overage_period.period_end, excluded.period_end)
            """)
    void note(@BindMethods OverageTerms terms);

    /// Months that a change of plan, or the end of one, cut short.
    @SqlUpdate("""
            update overage_period set period_end = :end
            where account_id = :accountId and period_start < :end and period_end > :end
            """)
    void cut(UUID accountId, Instant end);

    @SqlQuery("""
            select * from overage_period where account_id = :accountId and period_start = :periodStart
            """)
    Optional<OverageTerms> terms(UUID accountId, Instant periodStart);

    /// Months whose calls have all ended, and late ones are still looked for.
    @SqlQuery("""
            select * from overage_period where period_end between :since and :until order by period_end, account_id
            """)
    List<OverageTerms> over(Instant since, Instant until);

    @SqlQuery("""
            select coalesce(sum(calls), 0) from overage_booking
            where account_id = :accountId and period_start = :periodStart
            """)
    long booked(UUID accountId, Instant periodStart);

    /// Nothing when another node did so in the same moment.
    @SqlUpdate("""
            insert into overage_booking (account_id, period_start, part, calls, amount, created_at)
            select :accountId, :periodStart, count(*) + 1, :calls, :amount, :now
            from overage_booking where account_id = :accountId and period_start = :periodStart
            having coalesce(sum(calls), 0) = :before
            on conflict do nothing
            """)
    int book(UUID accountId, Instant periodStart, long before, long calls, long amount, Instant now);

    @SqlQuery("""
            select account_id, period_start, part, calls, amount from overage_booking
            where booked_at is null order by created_at limit 100
            """)
    List<OverageBooking> waiting();

    @SqlQuery("""
            select booked_at is null from overage_booking
            where account_id = :accountId and period_start = :periodStart and part = :part
            """)
    boolean isWaiting(@BindMethods OverageBooking booking);

    @SqlUpdate("""
            update overage_booking set item_id = :item, booked_at = :now
            where account_id = :accountId and period_start = :periodStart and part = :part
            """)
    void done(@BindMethods OverageBooking booking, String item, Instant now);

    /// Bookings since whose line a subscription of the account has ended, and nobody has looked what became of it.
    @SqlQuery("""
            select account_id, period_start, part, calls, amount from overage_booking b
            where booked_at is not null and settled_at is null and exists (
              select 1 from subscription s
              where s.account_id = b.account_id and s.ended_at >= date_trunc('second', b.booked_at))
            order by created_at limit 100
            """)
    List<OverageBooking> left();

    @SqlQuery("""
            select item_id from overage_booking
            where account_id = :accountId and period_start = :periodStart and part = :part
              and booked_at is not null and settled_at is null
            """)
    Optional<String> unsettledItem(@BindMethods OverageBooking booking);

    @SqlUpdate("""
            update overage_booking set settled_at = :now
            where account_id = :accountId and period_start = :periodStart and part = :part
            """)
    void settled(@BindMethods OverageBooking booking, Instant now);

    @SqlUpdate("""
            update overage_booking set item_id = null, booked_at = null
            where account_id = :accountId and period_start = :periodStart and part = :part
            """)
    void undone(@BindMethods OverageBooking booking);
}
