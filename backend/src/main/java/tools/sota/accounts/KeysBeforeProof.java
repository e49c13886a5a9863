package tools.sota.accounts;

import java.time.Instant;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/// Ends the test keys of a user's accounts that are older than the proof of the address: anybody may sign up with any
/// address, so they may be in the hands of somebody else. Keys know accounts and not the other way round, so they bring
/// it.
@FunctionalInterface
public interface KeysBeforeProof {
    /// In the transaction of the password reset.
    ///
    /// @return to be run after its commit: tells every node
    Runnable revoke(Handle transaction, UUID userId, Instant provenAt);
}
