package tools.sota.billing.subscriptions;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/// Whether something else than its status keeps a subscription from being in force.
public interface Suspension {
    /// @param reason `dispute` or `fraud_warning`
    record Cause(String reason, Instant since) {}

    /// @param since when the subscription began
    Optional<Cause> of(Handle handle, UUID account, Instant since);
}
