package tools.sota.billing.subscriptions;

import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlBatch;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/// The table of discounts.
interface Discounts {
    @SqlUpdate("delete from subscription_discount where account_id = :accountId")
    int clear(UUID accountId);

    @SqlBatch("""
            insert into subscription_discount (id, account_id, subscription_id, name, code, percent_off, amount_off,
                                               currency, is_for_once, ends_at)
            values (:id, :accountId, :subscriptionId, :name, :code, :percentOff, :amountOff, :currency, :isForOnce,
                    :endsAt)
            """)
    void insert(@BindMethods Collection<Discount> discounts);

    @SqlQuery("""
            select id, account_id, subscription_id, name, code, percent_off, amount_off, currency, is_for_once, ends_at
            from subscription_discount
            where account_id = :accountId and subscription_id = :subscriptionId
            order by name, id
            """)
    List<Discount> of(UUID accountId, String subscriptionId);
}
