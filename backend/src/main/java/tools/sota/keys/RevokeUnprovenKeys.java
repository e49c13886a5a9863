package tools.sota.keys;

import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import tools.sota.accounts.KeysBeforeProof;

/// Ends the test keys that whoever signed up may have made in another's name.
public record RevokeUnprovenKeys(KeyVersions versions, Clock clock) implements KeysBeforeProof {
    @Override
    public Runnable revoke(Handle transaction, UUID userId, Instant provenAt) {
        var revoked = transaction
                .attach(Keys.class)
                .revokeTestKeys(userId, provenAt, EndedBy.PASSWORD_RESET.code(), clock.instant());
        return () -> versions.publishQuietly(revoked);
    }
}
