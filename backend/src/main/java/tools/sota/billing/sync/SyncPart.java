package tools.sota.billing.sync;

import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;

/// One thing that is kept of a customer.
public interface SyncPart {
    /// Reads it from Stripe.
    ///
    /// @return writes what was read, in the one transaction of the sync
    Consumer<Handle> read(AccountLock.Held held, String customer);
}
