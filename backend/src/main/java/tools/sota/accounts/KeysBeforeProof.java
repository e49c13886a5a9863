package tools.sota.accounts;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/// Ends keys of a user's accounts that are older than the proof of the address: anybody may sign up with any address,
/// so
/// they may be in the hands of somebody else. Keys know accounts and not the other way round, so they bring it.
@FunctionalInterface
public interface KeysBeforeProof {
    /// In the transaction of the password reset.
    ///
    /// @param which the test keys of one who had proved the address; every key of one who had not
    Ended revoke(Handle transaction, UUID userId, Which which, Instant before);

    /// Which keys end.
    enum Which {
        TEST,
        ALL
    }

    /// @param keys what each was called, for the owner
    /// @param tell to be run after the commit: tells every node
    record Ended(List<Named> keys, Runnable tell) {
        public Ended {
            keys = List.copyOf(keys);
        }
    }

    /// A key as its owner knows it.
    record Named(String name, String hint) {}
}
