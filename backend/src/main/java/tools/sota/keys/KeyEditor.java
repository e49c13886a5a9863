package tools.sota.keys;

import java.time.Clock;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import tools.sota.platform.Problem;
import tools.sota.platform.ProblemException;

/// Changes a key. Each method returns when every node goes by the change: it is published before the answer. While
/// Redis
/// is down that takes up to a second longer.
final class KeyEditor {
    private final Jdbi jdbi;
    private final KeyVersions versions;
    private final Clock clock;

    KeyEditor(Jdbi jdbi, KeyVersions versions, Clock clock) {
        this.jdbi = jdbi;
        this.versions = versions;
        this.clock = clock;
    }

    /// @param precondition throws when the caller has not seen the key as it is
    /// @throws ProblemException `state_conflict` for a key that has ended, but for its name
    Key change(UUID accountId, UUID id, UnaryOperator<KeySettings> change, Consumer<Key> precondition) {
        return published(jdbi.inTransaction(transaction -> {
            var keys = transaction.attach(Keys.class);
            var key = lock(transaction, accountId, id);
            precondition.accept(key);
            var settings = change.apply(key.settings());
            boolean heard = !settings.admitsLike(key.settings());
            if (heard) {
                refuseEnded(key);
            }
            keys.set(id, Keys.SettingsRow.of(settings), heard ? 1 : 0);
            return lock(transaction, accountId, id);
        }));
    }

    /// A key that is frozen already stays as it is.
    Key freeze(UUID accountId, UUID id) {
        return published(jdbi.inTransaction(transaction -> {
            refuseEnded(lock(transaction, accountId, id));
            transaction.attach(Keys.class).freeze(id, FrozenBy.MEMBER.code(), clock.instant());
            return lock(transaction, accountId, id);
        }));
    }

    /// A member's word settles the finding that froze the key, if one did.
    Key unfreeze(UUID accountId, UUID id) {
        return published(jdbi.inTransaction(transaction -> {
            refuseEnded(lock(transaction, accountId, id));
            transaction.attach(Keys.class).unfreeze(id);
            transaction.attach(Findings.class).settle(id, clock.instant());
            return lock(transaction, accountId, id);
        }));
    }

    /// A key that was revoked already stays as it is.
    void revoke(UUID accountId, UUID id) {
        published(jdbi.inTransaction(transaction -> {
            transaction.attach(Keys.class).revoke(accountId, id, EndedBy.MEMBER.code(), clock.instant());
            return lock(transaction, accountId, id);
        }));
    }

    /// Also when nothing changed: an earlier try may have failed after its commit. Without Redis the nodes hear of it
    /// from
    /// PostgreSQL.
    Key published(Key key) {
        versions.publishQuietly(key);
        return key;
    }

    void refuseEnded(Key key) {
        if (key.hasEnded(clock.instant())) {
            throw Problem.STATE_CONFLICT.because("This key has ended, and nothing brings it back. Make a new key.");
        }
    }

    static Key lock(Handle transaction, UUID accountId, UUID id) {
        return transaction
                .attach(Keys.class)
                .lock(accountId, id)
                .map(KeyRow::key)
                .orElseThrow(KeyIssuer::notFound);
    }
}
