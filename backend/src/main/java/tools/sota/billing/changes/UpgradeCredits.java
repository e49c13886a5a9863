package tools.sota.billing.changes;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/// The table of what upgrades' credits took for granted.
interface UpgradeCredits {
    @SqlUpdate("""
            insert into upgrade_credit (preview_id, account_id, subscription_id, to_price, from_start, month_start,
                                        credit_calls, calls_left, calls_used, asked_at)
            values (:previewId, :accountId, :subscriptionId, :toPrice, :fromStart, :monthStart, :creditCalls,
                    :callsLeft, :callsUsed, :askedAt)
            on conflict (preview_id) do nothing
            """)
    void put(@BindMethods UpgradeCredit credit);

    @SqlQuery("select * from upgrade_credit where account_id = :accountId and asked_at > :since")
    List<UpgradeCredit> since(UUID accountId, Instant since);

    /// When the period began that the upgrade bought; none while it is not in force.
    @SqlQuery("""
            select period_start from subscription
            where account_id = :accountId and id = :subscriptionId and price_id = :toPrice and period_start > :fromStart
            """)
    List<Instant> begun(@BindMethods UpgradeCredit credit);

    /// Live calls that count in months between the two.
    @SqlQuery("""
            select coalesce(sum(calls), 0) from (
              select calls from usage_period
              where account_id = :accountId and environment = 'live' and period_start >= :from and period_start < :to
              union all
              select calls from taken_calls
              where account_id = :accountId and period_start >= :from and period_start < :to) counted
            """)
    long counted(UUID accountId, Instant from, Instant to);
}
