package tools.sota.billing.changes;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/// The table of previews.
interface Previews {
    @SqlUpdate("""
            insert into plan_preview (id, account_id, subscription_id, from_price, from_start, plan, interval, price_id,
                                      kind, calls_used, takes_effect_at, currency, price, credit, discount, tax,
                                      other, balance, due, next_amount, created_at, expires_at)
            values (:id, :accountId, :subscriptionId, :fromPrice, :fromStart, :plan, :interval, :priceId,
                    :kind, :callsUsed, :takesEffectAt, :currency, :price, :credit, :discount, :tax,
                    :other, :balance, :due, :nextAmount, :createdAt, :expiresAt)
            """)
    void insert(@BindMethods Preview preview);

    @SqlQuery("""
            select id, account_id, subscription_id, from_price, from_start, plan, interval, price_id, kind, calls_used,
                   takes_effect_at, currency, price, credit, discount, tax, other, balance, due, next_amount,
                   created_at, expires_at, used_at
            from plan_preview where account_id = :accountId and id = :id
            """)
    Optional<Preview> find(UUID accountId, UUID id);

    @SqlUpdate("update plan_preview set used_at = :now where id = :id and used_at is null")
    int use(UUID id, Instant now);

    @SqlUpdate("delete from plan_preview where created_at < :before")
    int deleteBefore(Instant before);
}
