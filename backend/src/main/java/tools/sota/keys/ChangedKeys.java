package tools.sota.keys;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.sota.platform.Database;
import tools.sota.platform.Redis;

/// Hears of changed keys from PostgreSQL while Redis, which usually tells their versions, is down: within a second
/// every
/// node knows of a revocation that any node made.
public final class ChangedKeys implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ChangedKeys.class);
    private static final Duration PAUSE = Duration.ofMillis(300);

    private final Jdbi jdbi;
    private final Redis redis;
    private final Map<UUID, Long> newest = new ConcurrentHashMap<>();
    private final AtomicBoolean closed = new AtomicBoolean();
    private final Thread listener;

    public ChangedKeys(Database database, Redis redis) {
        this.jdbi = database.rows(ChangedKeyRows.Changed.class).jdbi();
        this.redis = redis;
        this.listener = Thread.ofPlatform().daemon().name("changed-keys").start(this::listen);
    }

    /// The newest version heard of; 0 for a key that has not changed lately.
    public long newest(UUID key) {
        return newest.getOrDefault(key, 0L);
    }

    private void listen() {
        while (!closed.get()) {
            if (redis.isOut()) {
                hear();
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    private void hear() {
        try {
            List<ChangedKeyRows.Changed> changed = jdbi.withExtension(ChangedKeyRows.class, ChangedKeyRows::lately);
            changed.forEach(key -> newest.merge(key.id(), key.version(), Math::max));
        } catch (JdbiException e) {
            LOG.warn("Changed keys cannot be heard of: neither Redis nor PostgreSQL answers");
        }
    }

    @Override
    public void close() {
        closed.set(true);
        LockSupport.unpark(listener);
    }
}
