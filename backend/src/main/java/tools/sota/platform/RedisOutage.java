package tools.sota.platform;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisException;

/// Remembers that Redis is down, so that no caller waits for a time-out, and asks it ten times a second whether it is
/// back.
final class RedisOutage implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RedisOutage.class);
    private static final long PAUSE = 100_000_000;

    private final AtomicBoolean on = new AtomicBoolean();
    private final AtomicBoolean closed = new AtomicBoolean();
    private final List<Runnable> onReturn = new CopyOnWriteArrayList<>();
    private final BooleanSupplier answers;

    RedisOutage(BooleanSupplier answers) {
        this.answers = answers;
    }

    boolean isOn() {
        return on.get();
    }

    void onReturn(Runnable action) {
        onReturn.add(action);
    }

    /// A failure of the connection, or of a server that is not ready, starts an outage; a refused command does not.
    void noticed(JedisException failure) {
        var message = String.valueOf(failure.getMessage());
        boolean down = failure instanceof JedisConnectionException
                || message.startsWith("LOADING")
                || message.startsWith("CLUSTERDOWN")
                || message.startsWith("MASTERDOWN")
                || message.startsWith("Could not get a resource");
        if (down && on.compareAndSet(false, true)) {
            LOG.warn("Redis does not answer: {}", message);
            Thread.ofPlatform().daemon().name("redis-outage").start(this::awaitReturn);
        }
    }

    private void awaitReturn() {
        while (!closed.get() && !isBack()) {
            LockSupport.parkNanos(PAUSE);
        }
        on.set(false);
        if (!closed.get()) {
            LOG.info("Redis answers again");
            onReturn.forEach(Runnable::run);
        }
    }

    private boolean isBack() {
        try {
            return answers.getAsBoolean();
        } catch (JedisException e) {
            return false;
        }
    }

    @Override
    public void close() {
        closed.set(true);
    }
}
