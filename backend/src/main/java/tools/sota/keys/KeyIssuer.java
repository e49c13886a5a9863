package tools.sota.keys;

import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Predicate;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import tools.sota.platform.Environment;
import tools.sota.platform.Idempotency;
import tools.sota.platform.Ids;
import tools.sota.platform.Problem;

/// Makes keys. The secret leaves here once; only its keyed hash stays.
public final class KeyIssuer {
    static final int MOST_PER_ACCOUNT = 200;

    private final Jdbi jdbi;
    private final KeyHasher hasher;
    private final Ids ids;
    private final Clock clock;
    private final Predicate<UUID> mayHoldLiveKeys;

    KeyIssuer(Jdbi jdbi, KeyHasher hasher, Ids ids, Clock clock, Predicate<UUID> mayHoldLiveKeys) {
        this.jdbi = jdbi;
        this.hasher = hasher;
        this.ids = ids;
        this.clock = clock;
        this.mayHoldLiveKeys = mayHoldLiveKeys;
    }

    /// A key and, this once, its secret.
    public record Issued(Key key, KeySecret secret) {}

    /// What is asked for.
    public record Order(Environment environment, KeySettings settings) {}

    Issued issue(UUID accountId, UUID by, Order order) {
        if (order.environment() == Environment.LIVE && !mayHoldLiveKeys.test(accountId)) {
            throw Problem.EMAIL_NOT_PROVEN.because(
                    "A live key needs a proved e-mail address or a paid invoice. Open the link in our mail, or send it again.");
        }
        return jdbi.inTransaction(transaction -> {
            refuseTooMany(transaction, accountId);
            return issue(transaction, accountId, by, order);
        });
    }

    /// In the caller's transaction, without the rules for customers.
    public Issued issue(Handle transaction, UUID accountId, @Nullable UUID by, Order order) {
        var secret = KeySecret.random(order.environment());
        var now = clock.instant();
        var key = new Keys.NewKey(
                ids.next(),
                accountId,
                order.environment().code(),
                hasher.hash(secret),
                KeyHasher.PEPPER_VERSION,
                secret.hint(),
                order.environment() == Environment.TEST ? hasher.seal(secret) : null,
                by,
                now,
                Keys.SettingsRow.of(order.settings()));
        Idempotency.effect(transaction);
        var keys = transaction.attach(Keys.class);
        keys.insert(key);
        return new Issued(keys.find(accountId, key.id()).orElseThrow().key(), secret);
    }

    /// A successor with the same environment and settings; the old key ends after the grace.
    Issued rotate(UUID accountId, UUID by, UUID id, Duration grace) {
        return jdbi.inTransaction(transaction -> {
            var keys = transaction.attach(Keys.class);
            var old = keys.find(accountId, id).map(KeyRow::key).orElseThrow(KeyIssuer::notFound);
            var now = clock.instant();
            if (old.hasEnded(now)
                    || keys.rotate(accountId, id, now.plus(grace), now).isEmpty()) {
                throw Problem.STATE_CONFLICT.because(
                        "This key has ended, ends before the grace does, or has a successor. Make a new key instead.");
            }
            refuseTooMany(transaction, accountId);
            return issue(
                    transaction,
                    accountId,
                    by,
                    new Order(old.environment(), old.settings().withoutEnd()));
        });
    }

    static tools.sota.platform.ProblemException notFound() {
        return Problem.NOT_FOUND.because("This account has no such key. Look it up at GET /v1/keys.");
    }

    private static void refuseTooMany(Handle transaction, UUID accountId) {
        var keys = transaction.attach(Keys.class);
        keys.lockAccount(accountId);
        if (keys.countOpen(accountId) >= MOST_PER_ACCOUNT) {
            throw Problem.STATE_CONFLICT.because(
                    "An account holds at most " + MOST_PER_ACCOUNT + " keys. Revoke one that is not used any more.");
        }
    }
}
