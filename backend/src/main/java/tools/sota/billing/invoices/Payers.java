package tools.sota.billing.invoices;

import java.time.Instant;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/// Hears that an account has paid. Told again with every sync, with the same instant.
public interface Payers {
    /// @param first when its first payment was made
    void markPaid(Handle transaction, UUID account, Instant first);
}
