package tools.sota.billing.moneyback;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import tools.sota.billing.subscriptions.Suspension;

/// The table of what banks object to.
interface ObjectionRows {
    /// Forwards only: what the bank has decided stays so. An inquiry becomes a dispute, never the other way round.
    @SqlUpdate("""
            insert into bank_objection (id, charge_id, account_id, kind, status, reason, amount, currency, created_at,
                                        read_at)
            values (:id, :chargeId, :accountId, :kind, :status, :reason, :amount, :currency, :createdAt, :now)
            on conflict (id) do update
            set kind = excluded.kind, status = excluded.status, reason = excluded.reason, amount = excluded.amount,
                read_at = excluded.read_at
            where bank_objection.status not in ('won', 'lost')
            """)
    void put(@BindMethods Objection objection, Instant now);

    /// Charges of which Stripe has told, or which had one before.
    @SqlQuery("""
            select charge_id from bank_objection where account_id = :accountId
            union
            select e.charge_id from stripe_event e
            where e.charge_id = any(:charges)
              and (e.type like 'charge.dispute.%' or e.type like 'radar.early_fraud_warning.%')
            """)
    List<String> troubled(UUID accountId, List<String> charges);

    /// @param since one of an earlier subscription takes nothing from a new one
    @SqlQuery("""
            select case kind when 'warning' then 'fraud_warning' else kind end as reason, created_at as since
            from bank_objection
            where account_id = :accountId and created_at >= :since
              and (:disputes and kind = 'dispute' and status not in ('won', 'prevented')
                   or :warnings and kind = 'warning' and status not in ('warning_closed', 'acted_on'))
            order by created_at limit 1
            """)
    Optional<Suspension.Cause> suspension(UUID accountId, Instant since, boolean disputes, boolean warnings);
}
