package tools.sota.billing.packs;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/// The tables of packs, of the months that may draw from them, and of what was drawn.
interface PackRows {
    @SqlUpdate("""
            insert into pack (id, account_id, session_id, status, calls, amount, currency, months, created_at)
            values (:id, :accountId, :sessionId, :status, :calls, :amount, :currency, :months, :createdAt)
            """)
    void insert(@BindMethods Pack pack);

    /// What Stripe says of it.
    @SqlUpdate("""
            update pack set status = :status, bought_at = :boughtAt, expires_at = :expiresAt, invoice_id = :invoiceId,
                            taken_back = :takenBack
            where id = :id
            """)
    void put(@BindMethods Pack pack);

    @SqlQuery("""
            select p.*, coalesce((select sum(calls) from pack_draw d where d.pack_id = p.id), 0)::bigint as drawn
            from pack p where account_id = :accountId and status <> 'expired'
            order by coalesce(expires_at, 'infinity'), created_at, id
            """)
    List<Pack> ofAccount(UUID accountId);

    @SqlQuery("select count(*) from pack where account_id = :accountId")
    int countOf(UUID accountId);

    /// Whose packs may still pay for something.
    @SqlQuery("""
            select distinct account_id from pack
            where status = 'paid' and expires_at > :since
            order by account_id
            """)
    List<UUID> owners(Instant since);

    /// Makes whoever draws at the same time wait.
    @SqlQuery("select id from pack where account_id = :accountId order by id for update")
    List<UUID> lock(UUID accountId);

    @SqlUpdate("""
            insert into pack_month (account_id, period_start, period_end, included)
            values (:accountId, :periodStart, :periodEnd, :included)
            on conflict (account_id, period_start) do update
            set included = excluded.included, period_end = greatest(pack_month.period_end, excluded.period_end)
            """)
    void note(@BindMethods PackMonth month);

    /// Months that a change of plan, or the end of one, cut short.
    @SqlUpdate("""
            update pack_month set period_end = :end
            where account_id = :accountId and period_start < :end and period_end > :end
            """)
    void cut(UUID accountId, Instant end);

    @SqlQuery("""
            select * from pack_month where account_id = :accountId and period_end > :since order by period_start
            """)
    List<PackMonth> months(UUID accountId, Instant since);

    @SqlQuery("""
            select * from pack_month where account_id = :accountId and period_start = :periodStart
            """)
    Optional<PackMonth> month(UUID accountId, Instant periodStart);

    @SqlQuery("""
            select coalesce(sum(calls), 0) from pack_draw where account_id = :accountId and period_start = :periodStart
            """)
    long drawn(UUID accountId, Instant periodStart);

    /// Calls beyond the plan's that are on an invoice, or will be: a pack that gets its calls back does not pay for
    /// them
    /// again.
    @SqlQuery("""
            select coalesce(sum(calls), 0) from overage_booking
            where account_id = :accountId and period_start = :periodStart
            """)
    long billed(UUID accountId, Instant periodStart);

    @SqlUpdate("""
            insert into pack_draw (pack_id, account_id, period_start, calls)
            values (:packId, :accountId, :periodStart, :calls)
            on conflict (pack_id, period_start) do update set calls = pack_draw.calls + excluded.calls
            """)
    void draw(UUID packId, UUID accountId, Instant periodStart, long calls);
}
