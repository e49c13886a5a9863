package tools.sota.keys;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.LoadingCache;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/// Says what a presented key is. Keys are cached in the process; admission notices when a cached one has changed, and
/// where
/// a cached one is refused, so that it never comes to admission, this does.
public final class KeyVerifier {
    private static final int CACHED = 200_000;
    /// In the background: while PostgreSQL is away, what is known goes on to hold.
    private static final Duration LOOKED_AT_AGAIN = Duration.ofMinutes(5);

    private static final Duration KNOWN_FOR = Duration.ofHours(1);
    /// Short, because a key that is made on another node must work at once there and soon here.
    private static final Duration UNKNOWN_FOR = Duration.ofSeconds(1);

    private final Jdbi jdbi;
    private final KeyHasher hasher;
    private final KeyVersions versions;
    private final Clock clock;
    private final LoadingCache<String, Optional<Key>> cache = Caffeine.newBuilder()
            .maximumSize(CACHED)
            .refreshAfterWrite(LOOKED_AT_AGAIN)
            .expireAfter(
                    Expiry.<String, Optional<Key>>creating((hash, key) -> key.isPresent() ? KNOWN_FOR : UNKNOWN_FOR))
            .executor(Thread::startVirtualThread)
            .build(this::load);

    KeyVerifier(Jdbi jdbi, KeyHasher hasher, KeyVersions versions, Clock clock) {
        this.jdbi = jdbi;
        this.hasher = hasher;
        this.versions = versions;
        this.clock = clock;
    }

    /// @param address from where it came, as {@link tools.sota.platform.ClientAddress} sees it
    public Verdict verify(String presented, String address) {
        var verdict = cached(presented, address);
        return refusedForNow(verdict).filter(this::isOutdated).isPresent() ? verifyMoved(presented, address) : verdict;
    }

    /// As {@link #verify(String, String)}, for what needs a scope that another version of the key may have.
    public Verdict verify(String presented, String address, Scope needed) {
        var verdict = verify(presented, address);
        return verdict instanceof Verdict.Valid(var key) && !key.allows(needed) && isOutdated(key)
                ? verifyMoved(presented, address)
                : verdict;
    }

    /// The key, when it is cached and holds from anywhere; empty when more must be found out.
    Optional<Key> known(String presented) {
        return KeySecret.parse(presented)
                .map(secret -> cache.getIfPresent(name(secret)))
                .flatMap(found -> found)
                .filter(key -> key.settings().ipAllowList().isEmpty()
                        && key.status(clock.instant()).equals("active"));
    }

    /// As {@link #verify}, after forgetting what was cached.
    public Verdict verifyAnew(String presented, String address) {
        KeySecret.parse(presented).ifPresent(secret -> cache.invalidate(name(secret)));
        return cached(presented, address);
    }

    /// As {@link #verifyAnew}, for a key that is refused before admission would tell Redis of it.
    Verdict verifyMoved(String presented, String address) {
        var verdict = verifyAnew(presented, address);
        (verdict instanceof Verdict.Valid(var key) ? Optional.of(key) : refusedForNow(verdict))
                .ifPresent(versions::publishQuietly);
        return verdict;
    }

    /// Whether a cached key may be refused for what has changed since.
    boolean isOutdated(Key key) {
        return !versions.stands(key);
    }

    private Verdict cached(String presented, String address) {
        return KeySecret.parse(presented)
                .map(secret -> judge(cache.get(name(secret)), address))
                .orElseGet(Verdict.Malformed::new);
    }

    /// A key that is refused for what a member can change. A revoked one stays revoked.
    private static Optional<Key> refusedForNow(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Frozen(var key) -> Optional.of(key);
            case Verdict.Expired(var key) -> Optional.of(key);
            case Verdict.ForbiddenIp(var key, var address) -> Optional.of(key);
            case Verdict.Valid valid -> Optional.empty();
            case Verdict.Malformed malformed -> Optional.empty();
            case Verdict.Unknown unknown -> Optional.empty();
            case Verdict.Revoked revoked -> Optional.empty();
        };
    }

    /// The hash, one character per byte: equal by value, as a cache needs it.
    private String name(KeySecret secret) {
        return new String(hasher.hash(secret), StandardCharsets.ISO_8859_1);
    }

    private Optional<Key> load(String name) {
        var hash = name.getBytes(StandardCharsets.ISO_8859_1);
        return jdbi.withExtension(Keys.class, keys -> keys.findByHash(hash)).map(KeyRow::key);
    }

    private Verdict judge(Optional<Key> found, String address) {
        if (found.isEmpty()) {
            return new Verdict.Unknown();
        }
        var key = found.get();
        return switch (key.status(clock.instant())) {
            case "revoked" -> new Verdict.Revoked(key);
            case "expired" -> new Verdict.Expired(key);
            case "frozen" -> new Verdict.Frozen(key);
            default -> key.allowsAddress(address) ? new Verdict.Valid(key) : new Verdict.ForbiddenIp(key, address);
        };
    }
}
