package tools.sota.accounts;

import java.util.UUID;
import org.jdbi.v3.core.Handle;

/// Makes the test key that comes with a new account. Keys know accounts and not the other way round, so they bring it.
@FunctionalInterface
public interface FirstKey {
    /// In the transaction of the sign-up: no account without its key.
    Issued issue(Handle transaction, UUID accountId, UUID userId);

    /// @param secret to be shown once
    record Issued(UUID id, String secret) {
        @Override
        public String toString() {
            return "Issued[" + id + ']';
        }
    }
}
