package tools.sota.billing.trials;

import java.time.Instant;
import java.util.UUID;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/// The table of those who have had a trial.
interface TrialUses {
    @SqlQuery("select exists (select 1 from trial_use where kind = :kind and digest = :digest)")
    boolean isUsed(String kind, String digest);

    /// Waits for whoever is claiming the same at this moment.
    @SqlUpdate("""
            insert into trial_use (kind, digest, account_id, subscription_id, used_at)
            values (:kind, :digest, :accountId, :subscriptionId, :now)
            on conflict (kind, digest) do nothing
            """)
    int claim(String kind, String digest, UUID accountId, String subscriptionId, Instant now);

    @SqlQuery("""
            select exists (
              select 1 from trial_use where kind = :kind and digest = :digest and subscription_id = :subscriptionId)
            """)
    boolean isOf(String kind, String digest, String subscriptionId);
}
