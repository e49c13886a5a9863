package tools.sota.platform;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Hears what transactions on any node say after their commit (`LISTEN`, `NOTIFY`). Who keeps things in memory because
/// it would hear of their change must look whether it hears, and since when: what was said before is lost.
public final class Notices implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Notices.class);
    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final int LISTEN_MILLIS = 1_000;
    private static final int ANSWER_SECONDS = 2;
    private static final long DEAF = Long.MAX_VALUE;

    private final Database database;
    private final String channel;
    private final Consumer<String> heard;
    private final AtomicLong since = new AtomicLong(DEAF);
    private final AtomicBoolean closed = new AtomicBoolean();
    private final Thread listener;

    private Notices(Database database, String channel, Consumer<String> heard) {
        this.database = database;
        this.channel = channel;
        this.heard = heard;
        this.listener = Thread.ofPlatform().daemon().name("notices").unstarted(this::run);
    }

    /// @param channel an SQL name
    /// @param heard takes each payload
    public static Notices listen(Database database, String channel, Consumer<String> heard) {
        var notices = new Notices(database, channel, heard);
        notices.listener.start();
        return notices;
    }

    /// Whether everything was heard since then.
    ///
    /// @param nanos of {@link System#nanoTime}
    public boolean isHearingSince(long nanos) {
        long start = since.get();
        return start != DEAF && nanos - start >= 0;
    }

    @Override
    public void close() {
        closed.set(true);
        LockSupport.unpark(listener);
        try {
            listener.join(Duration.ofSeconds(3));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        while (!closed.get()) {
            try (var connection = database.connect()) {
                listen(connection);
            } catch (SQLException | RuntimeException e) {
                if (since.getAndSet(DEAF) != DEAF && !closed.get()) {
                    LOG.warn("Notices on channel {} cannot be heard now: {}", channel, e.getMessage());
                }
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        }
    }

    private void listen(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("listen " + channel);
        }
        since.set(System.nanoTime());
        var source = connection.unwrap(PGConnection.class);
        while (!closed.get()) {
            for (var notice : source.getNotifications(LISTEN_MILLIS)) {
                heard.accept(notice.getParameter());
            }
            if (!connection.isValid(ANSWER_SECONDS)) {
                throw new SQLException("the connection is gone");
            }
        }
    }
}
