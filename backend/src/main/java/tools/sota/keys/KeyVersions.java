package tools.sota.keys;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.sota.platform.Redis;

/// Tells Redis the newest version of a key. Admission reads it in the same call that admits, which makes a revocation
/// exact: once {@link #publish} returns, no node passes a call with an older version.
public final class KeyVersions {
    private static final Logger LOG = LoggerFactory.getLogger(KeyVersions.class);
    private static final Redis.Script SCRIPT = Redis.Script.of("key_version");
    private static final Redis.Script KNOWN = Redis.Script.of("key_version_known");
    private static final Duration KEPT = Duration.ofDays(2);

    private final Jdbi jdbi;
    private final Redis redis;

    KeyVersions(Jdbi jdbi, Redis redis) {
        this.jdbi = jdbi;
        this.redis = redis;
    }

    /// The Redis key of an API key's version; the account is the hash tag of everything of the account.
    public static String redisKey(UUID accountId, UUID keyId) {
        return "{" + accountId + "}:key:" + keyId;
    }

    /// @throws Redis.RedisUnavailable when nobody can say; {@link #publishLate} then goes on
    public void publish(UUID accountId, UUID keyId, long version) {
        var seconds = Long.toString(KEPT.toSeconds());
        redis.run(SCRIPT, List.of(redisKey(accountId, keyId)), List.of(Long.toString(version), seconds));
        jdbi.useExtension(Keys.class, keys -> keys.published(keyId, version));
    }

    /// Whether nobody knows of another version. Without Redis what is cached stands, as in admission.
    boolean stands(Key key) {
        try {
            var known = redis.run(KNOWN, List.of(redisKey(key.accountId(), key.id())), List.of());
            return Long.toString(key.version()).equals(known);
        } catch (Redis.RedisUnavailable e) {
            return true;
        }
    }

    /// For a change that must not fail because Redis is away; {@link #publishLate} then goes on.
    void publishQuietly(Key key) {
        publishQuietly(List.of(new Keys.Changed(key.id(), key.accountId(), key.version())));
    }

    void publishQuietly(List<Keys.Changed> changed) {
        try {
            changed.forEach(key -> publish(key.accountId(), key.id(), key.version()));
        } catch (Redis.RedisUnavailable e) {
            LOG.warn("Redis does not answer; versions of {} keys are published as soon as it does", changed.size());
        }
    }

    /// Publishes what a failure of Redis left unpublished. For a job.
    public void publishLate() {
        for (var key : jdbi.withExtension(Keys.class, Keys::unpublished)) {
            publish(key.accountId(), key.id(), key.version());
            LOG.info("Key {} is known to Redis at version {}", key.id(), key.version());
        }
    }
}
