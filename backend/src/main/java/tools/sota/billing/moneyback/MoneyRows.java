package tools.sota.billing.moneyback;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/// The tables of charges and refunds.
interface MoneyRows {
    @SqlUpdate("""
            insert into charge (id, account_id, customer_id, intent_id, invoice_id, amount, refunded, currency,
                                disputed, created_at, read_at)
            values (:id, :accountId, :customerId, :intentId, :invoiceId, :amount, :refunded, :currency, :disputed,
                    :createdAt, :now)
            on conflict (id) do update
            set invoice_id = excluded.invoice_id, refunded = excluded.refunded, disputed = excluded.disputed,
                read_at = excluded.read_at
            """)
    void put(@BindMethods Charge charge, Instant now);

    /// Forwards only: what failed or was canceled stays so.
    @SqlUpdate("""
            insert into refund (id, charge_id, account_id, payback_id, amount, currency, status, reason,
                                failure_reason, created_at, read_at)
            values (:id, :chargeId, :accountId, :paybackId, :amount, :currency, :status, :reason, :failureReason,
                    :createdAt, :now)
            on conflict (id) do update
            set status = excluded.status, failure_reason = excluded.failure_reason, read_at = excluded.read_at
            where refund.status not in ('failed', 'canceled')
            """)
    void put(@BindMethods Refund refund, Instant now);

    @SqlQuery("""
            select id, account_id, customer_id, intent_id, invoice_id, amount, refunded, currency, disputed, created_at
            from charge where account_id = :accountId
            """)
    List<Charge> charges(UUID accountId);

    @SqlQuery("""
            select id, account_id, customer_id, intent_id, invoice_id, amount, refunded, currency, disputed, created_at
            from charge where account_id = :accountId and invoice_id = :invoiceId
            order by amount - refunded desc, id
            limit 1
            """)
    Optional<Charge> paidFor(UUID accountId, String invoiceId);

    @SqlQuery("select distinct charge_id from refund where account_id = :accountId")
    List<String> chargesWithRefunds(UUID accountId);

    @SqlQuery("""
            select id, charge_id, account_id, payback_id, amount, currency, status, reason, failure_reason, created_at
            from refund where account_id = :accountId
            order by created_at desc, id
            """)
    List<Refund> refunds(UUID accountId);

    @SqlQuery("select id from refund where payback_id = :paybackId order by created_at desc limit 1")
    Optional<String> refundOf(String paybackId);
}
