package tools.sota.keys;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.UUID;
import tools.sota.platform.Database;
import tools.sota.platform.Notices;

/// Hears of changed keys from PostgreSQL, beside Redis, which tells their versions in the call that admits. So a node
/// without Redis knows within a second of a revocation that any node made.
public final class ChangedKeys implements AutoCloseable {
    /// Longer than any node keeps a key without looking again.
    private static final Duration REMEMBERED = Duration.ofHours(2);

    private final Cache<UUID, Long> newest =
            Caffeine.newBuilder().expireAfterWrite(REMEMBERED).build();
    private final Notices notices;

    public ChangedKeys(Database database) {
        this.notices = Notices.listen(database, "key_version", this::heard);
    }

    /// The newest version heard of; 0 for a key that has not changed lately.
    public long newest(UUID key) {
        var version = newest.getIfPresent(key);
        return version == null ? 0 : version;
    }

    /// Whether everything that changed since then was heard of.
    ///
    /// @param nanos of {@link System#nanoTime}
    public boolean isHearingSince(long nanos) {
        return notices.isHearingSince(nanos);
    }

    private void heard(String idAndVersion) {
        int space = idAndVersion.indexOf(' ');
        var id = UUID.fromString(idAndVersion.substring(0, space));
        newest.asMap().merge(id, Long.parseLong(idAndVersion.substring(space + 1)), Math::max);
    }

    @Override
    public void close() {
        notices.close();
    }
}
