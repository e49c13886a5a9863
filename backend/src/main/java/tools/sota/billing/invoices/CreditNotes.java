package tools.sota.billing.invoices;

import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/// What went back of invoices: the table of credit notes, and the sums of refunds.
interface CreditNotes {
    /// What Stripe counts as refunded of an invoice's payments.
    ///
    /// @param invoiceId Stripe's
    /// @param amount in minor units
    record Refunded(String invoiceId, long amount) {}

    /// Forwards only: what is void stays so.
    @SqlUpdate("""
            insert into credit_note (id, account_id, invoice_id, number, payback_id, amount, currency, status, created_at,
                                     read_at)
            values (:id, :accountId, :invoiceId, :number, :paybackId, :amount, :currency, :status, :createdAt, :readAt)
            on conflict (id) do update
            set status = case credit_note.status when 'void' then 'void' else excluded.status end,
                read_at = excluded.read_at
            """)
    void put(@BindMethods CreditNote note);

    @SqlQuery("select exists (select 1 from credit_note where account_id = :accountId)")
    boolean has(UUID accountId);

    /// @param invoices Stripe's ids
    @SqlQuery("""
            select id, account_id, invoice_id, number, payback_id, amount, currency, status, created_at, read_at
            from credit_note where invoice_id = any(:invoices)
            order by created_at, length(number), number, id
            """)
    List<CreditNote> of(Collection<String> invoices);

    /// @param invoices Stripe's ids
    @SqlQuery("""
            select invoice_id, sum(refunded) as amount
            from charge where invoice_id = any(:invoices)
            group by invoice_id
            """)
    List<Refunded> refunded(Collection<String> invoices);
}
