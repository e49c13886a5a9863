package tools.sota.billing.moneyback;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import tools.sota.billing.subscriptions.Suspension;
import tools.sota.catalog.RiskPolicy;
import tools.sota.platform.Database;

/// Whether a bank's objection takes the plan away, by the policy of the catalog.
public final class Suspensions implements Suspension {
    private final RiskPolicy policy;

    public Suspensions(Database database, RiskPolicy policy) {
        database.rows(Objection.class, Suspension.Cause.class);
        this.policy = policy;
    }

    /// @param since when the subscription began: what was bought after an objection is not touched by it
    @Override
    public Optional<Cause> of(Handle handle, UUID account, Instant since) {
        return handle.attach(ObjectionRows.class)
                .suspension(account, since, policy.suspendOnDispute(), policy.suspendOnWarning());
    }
}
