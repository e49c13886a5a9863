package tools.sota.billing.tax;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.sqlobject.statement.SqlQuery;

/// What our tables say of tax.
interface TaxRows {
    /// Subscriptions that run and are taxed otherwise than the catalog says.
    @SqlQuery("""
            select id from subscription
            where account_id = :accountId and taxed <> :taxed
              and status in ('active', 'trialing', 'past_due', 'unpaid')
            order by id
            """)
    List<String> otherwise(UUID accountId, boolean taxed);

    /// An invoice that cannot be made final. Public, like every row here, because JDBI binds the methods of public
    /// types alone.
    ///
    /// @param amount minor units, without the tax that nobody knows yet
    record Stuck(String stripeId, long amount, String currency, Instant createdAt, String why) {}

    @SqlQuery("""
            select stripe_id, total as amount, currency, created_at, stuck as why from invoice
            where account_id = :accountId and status = 'draft' and stuck is not null
            order by created_at, id
            """)
    List<Stuck> stuck(UUID accountId);
}
