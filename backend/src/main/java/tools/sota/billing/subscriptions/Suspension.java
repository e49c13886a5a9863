package tools.sota.billing.subscriptions;

import java.time.Instant;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/// Whether something else than its status keeps a subscription from being in force.
public interface Suspension {
    /// @param since when the subscription began
    boolean isSuspended(Handle handle, UUID account, Instant since);
}
