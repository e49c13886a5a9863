package tools.sota.billing.moneyback;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/// The tables of what we have decided to pay back, and what decides it.
interface PaybackRows {
    /// An invoice as the guarantee looks at it.
    record Paid(String stripeId, long amountPaid, String currency, Instant periodStart, Instant paidAt) {}

    @SqlUpdate("""
            insert into payback (id, account_id, invoice_id, charge_id, amount, currency, cause, reason, note,
                                 ordered_by, ends, created_at)
            values (:id, :accountId, :invoiceId, :chargeId, :amount, :currency, :cause, :reason, :note, :orderedBy,
                    :ends, :createdAt)
            """)
    void insert(@BindMethods Payback payback);

    @SqlUpdate("""
            update payback set done_at = :now, refused = :refused
            where id = :id and done_at is null
            """)
    int refuse(UUID id, Instant now, String refused);

    @SqlUpdate("""
            update payback
            set done_at = :now, refund_id = :refundId, credit_note_id = :creditNoteId, uncredited = :uncredited
            where id = :id and done_at is null
            """)
    int finish(UUID id, Instant now, String refundId, @Nullable String creditNoteId, @Nullable String uncredited);

    @SqlQuery("select id from credit_note where payback_id = :paybackId order by created_at limit 1")
    Optional<String> creditNoteOf(String paybackId);

    @SqlQuery("""
            select id, account_id, invoice_id, charge_id, amount, currency, cause, reason, note, ordered_by, ends,
                   created_at, refund_id, done_at, refused, credit_note_id, uncredited
            from payback where id = :id
            """)
    Optional<Payback> find(UUID id);

    @SqlQuery("""
            select id, account_id, invoice_id, charge_id, amount, currency, cause, reason, note, ordered_by, ends,
                   created_at, refund_id, done_at, refused, credit_note_id, uncredited
            from payback where done_at is null
            order by created_at limit :limit
            """)
    List<Payback> waiting(int limit);

    /// Ordered and not yet at Stripe, or there is no telling.
    @SqlQuery("select coalesce(sum(amount), 0) from payback where charge_id = :chargeId and done_at is null")
    long waitingFor(String chargeId);

    @SqlUpdate("""
            insert into guarantee_use (owner, payback_id, used_at) values (:owner, :paybackId, :now)
            on conflict (owner) do nothing
            """)
    int use(byte[] owner, UUID paybackId, Instant now);

    @SqlUpdate("delete from guarantee_use where payback_id = :paybackId")
    int giveBack(UUID paybackId);

    @SqlQuery("select exists (select 1 from guarantee_use where owner = :owner)")
    boolean isUsed(byte[] owner);

    /// Money that came in, and periods that were settled by credit: a trial's invoice over nothing is neither, a
    /// contract has terms of its own, and prepaid calls are no plan.
    @SqlQuery("""
            select stripe_id, amount_paid, currency, period_start, coalesce(paid_at, created_at) as paid_at
            from invoice i
            where account_id = :accountId and status = 'paid' and (amount_paid > 0 or total <> 0)
              and not exists (select 1 from contract c where c.subscription_id = i.subscription_id)
              and not exists (select 1 from pack p where p.invoice_id = i.stripe_id)
            order by 5, id
            """)
    List<Paid> payments(UUID accountId);

    /// The plan of the subscription that an invoice is of.
    @SqlQuery("""
            select s.plan from invoice i join subscription s on s.id = i.subscription_id and s.account_id = i.account_id
            where i.account_id = :accountId and i.stripe_id = :invoice and s.plan is not null
            """)
    Optional<String> planOf(UUID accountId, String invoice);

    @SqlQuery("select account_id from invoice where stripe_id = :invoice or id = :id")
    Optional<UUID> accountOf(String invoice, @Nullable UUID id);

    @SqlQuery("select stripe_id from invoice where stripe_id = :invoice or id = :id")
    Optional<String> stripeIdOf(String invoice, @Nullable UUID id);

    @SqlQuery("select subscription_id from subscription_claim where account_id = :accountId and closed_at is null")
    Optional<String> claimed(UUID accountId);

    /// Calls charged with live keys in periods since then.
    @SqlQuery("""
            select coalesce(sum(calls), 0) from usage_period
            where account_id = :accountId and environment = 'live' and period_start >= :since
            """)
    long callsSince(UUID accountId, Instant since);
}
