package tools.sota.keys;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import tools.sota.accounts.KeysBeforeProof;
import tools.sota.platform.Environment;

/// Ends the keys that whoever signed up may have made in another's name.
public record RevokeUnprovenKeys(KeyVersions versions, Clock clock) implements KeysBeforeProof {
    @Override
    public Ended revoke(Handle transaction, UUID userId, Which which, Instant before) {
        var environments = which == Which.ALL
                ? List.of(Environment.LIVE.code(), Environment.TEST.code())
                : List.of(Environment.TEST.code());
        var revoked = transaction
                .attach(Keys.class)
                .revokeOfOwner(userId, environments, before, EndedBy.PASSWORD_RESET.code(), clock.instant());
        var names =
                revoked.stream().map(key -> new Named(key.name(), key.hint())).toList();
        var changed = revoked.stream().map(Keys.Revoked::changed).toList();
        return new Ended(names, () -> versions.publishQuietly(changed));
    }
}
