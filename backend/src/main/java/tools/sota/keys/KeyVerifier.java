package tools.sota.keys;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/// Says what a presented key is. Keys are cached in the process; admission notices when a cached one has changed.
public final class KeyVerifier {
    private static final int CACHED = 200_000;
    private static final Duration KNOWN_FOR = Duration.ofMinutes(5);
    /// Short, because a key that is made on another node must work at once there and soon here.
    private static final Duration UNKNOWN_FOR = Duration.ofSeconds(1);

    private final Jdbi jdbi;
    private final KeyHasher hasher;
    private final Clock clock;
    private final Cache<String, Optional<Key>> cache = Caffeine.newBuilder()
            .maximumSize(CACHED)
            .expireAfter(
                    Expiry.<String, Optional<Key>>creating((hash, key) -> key.isPresent() ? KNOWN_FOR : UNKNOWN_FOR))
            .build();

    KeyVerifier(Jdbi jdbi, KeyHasher hasher, Clock clock) {
        this.jdbi = jdbi;
        this.hasher = hasher;
        this.clock = clock;
    }

    public Verdict verify(String presented) {
        return KeySecret.parse(presented)
                .map(secret -> judge(cache.get(name(secret), this::load)))
                .orElseGet(Verdict.Malformed::new);
    }

    /// The key, when it is cached and holds; empty when more must be found out.
    Optional<Key> known(String presented) {
        return KeySecret.parse(presented)
                .map(secret -> cache.getIfPresent(name(secret)))
                .flatMap(found -> found)
                .filter(key -> key.status(clock.instant()).equals("active"));
    }

    /// As {@link #verify}, after forgetting what was cached.
    public Verdict verifyAnew(String presented) {
        KeySecret.parse(presented).ifPresent(secret -> cache.invalidate(name(secret)));
        return verify(presented);
    }

    /// The hash, one character per byte: equal by value, as a cache needs it.
    private String name(KeySecret secret) {
        return new String(hasher.hash(secret), StandardCharsets.ISO_8859_1);
    }

    private Optional<Key> load(String name) {
        var hash = name.getBytes(StandardCharsets.ISO_8859_1);
        return jdbi.withExtension(Keys.class, keys -> keys.findByHash(hash)).map(KeyRow::key);
    }

    private Verdict judge(Optional<Key> found) {
        if (found.isEmpty()) {
            return new Verdict.Unknown();
        }
        var key = found.get();
        return switch (key.status(clock.instant())) {
            case "revoked" -> new Verdict.Revoked(key);
            case "expired" -> new Verdict.Expired(key);
            case "frozen" -> new Verdict.Frozen(key);
            default -> new Verdict.Valid(key);
        };
    }
}
