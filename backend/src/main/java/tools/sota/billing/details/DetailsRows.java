package tools.sota.billing.details;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/// The table of billing details.
interface DetailsRows {
    @SqlUpdate("""
            insert into billing_details (account_id, name, email, line1, line2, city, state, postal_code, country,
                                         tax_id_type, tax_id, po_number, memo, changed_at, told_at, attempts,
                                         next_attempt_at, refusal)
            values (:accountId, :name, :email, :line1, :line2, :city, :state, :postalCode, :country, :taxIdType, :taxId,
                    :poNumber, :memo, :changedAt, :toldAt, :attempts, :next, :refusal)
            on conflict (account_id) do update
            set name = excluded.name, email = excluded.email, line1 = excluded.line1, line2 = excluded.line2,
                city = excluded.city, state = excluded.state, postal_code = excluded.postal_code,
                country = excluded.country, tax_id_type = excluded.tax_id_type, tax_id = excluded.tax_id,
                po_number = excluded.po_number, memo = excluded.memo, changed_at = excluded.changed_at,
                told_at = excluded.told_at, attempts = excluded.attempts, next_attempt_at = excluded.next_attempt_at,
                refusal = excluded.refusal
            """)
    void put(@BindMethods BillingDetails details, Instant next);

    @SqlQuery("""
            select account_id, name, email, line1, line2, city, state, postal_code, country, tax_id_type, tax_id,
                   po_number, memo, changed_at, told_at, attempts, refusal
            from billing_details where account_id = :accountId
            """)
    Optional<BillingDetails> find(UUID accountId);

    @SqlUpdate("delete from billing_details where account_id = :accountId")
    void remove(UUID accountId);

    @SqlQuery("""
            select account_id from billing_details
            where told_at is null and refusal is null and next_attempt_at <= :now
            order by next_attempt_at limit :rows
            """)
    List<UUID> due(Instant now, int rows);

    /// Before another attempt, so that a crash in it is one, too.
    @SqlUpdate("""
            update billing_details set attempts = attempts + 1, next_attempt_at = :next
            where account_id = :accountId and told_at is null and refusal is null
            """)
    void begin(UUID accountId, Instant next);

    @SqlUpdate("update billing_details set told_at = :now, refusal = null where account_id = :accountId")
    void told(UUID accountId, Instant now);

    @SqlUpdate("update billing_details set refusal = :refusal where account_id = :accountId")
    void refused(UUID accountId, @Nullable String refusal);
}
