package tools.sota.sandbox.load;

import java.io.IOException;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Callers that remember what they were told: which calls were accepted, which were refused, and how many had no
/// answer.
final class CrashLoad implements AutoCloseable {
    private static final int CALLERS = 32;
    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(20);
    private static final int RETRIES = 200;
    private static final String SCORE =
            "{\"cases\":[{\"expected\":[\"Biscuit\"],\"answer\":\"Biscuit\",\"distance\":3}]}";
    private static final Pattern REQUEST_ID = Pattern.compile("\"request_id\":\"(req_\\w+)\"");

    private final int port;
    private final List<LoadKeys.Made> keys;
    private final AtomicBoolean over = new AtomicBoolean();
    private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();

    final Set<UUID> acknowledged = ConcurrentHashMap.newKeySet();
    final Set<UUID> failed = ConcurrentHashMap.newKeySet();
    final ConcurrentHashMap<UUID, AtomicLong> unanswered = new ConcurrentHashMap<>();
    final AtomicLong repeated = new AtomicLong();

    CrashLoad(int port, List<LoadKeys.Made> keys, Random random) {
        this.port = port;
        this.keys = keys;
        random.longs(CALLERS).forEach(seed -> callers.execute(() -> call(new Random(seed))));
    }

    /// Waits until the last call has its answer or has lost it.
    @Override
    public void close() {
        over.set(true);
        callers.close();
    }

    private void call(Random random) {
        @Nullable PlainConnection connection = null;
        while (!over.get()) {
            var key = keys.get(random.nextInt(keys.size()));
            connection = random.nextInt(3) == 0
                    ? untilAnswered(connection, key, new UUID(random.nextLong(), random.nextLong()))
                    : once(connection, key);
        }
        if (connection != null) {
            close(connection);
        }
    }

    /// A call without an Idempotency-Key: when its answer is lost, it may or may not be charged.
    private @Nullable PlainConnection once(@Nullable PlainConnection before, LoadKeys.Made key) {
        var connection = connected(before);
        if (connection == null) {
            return null;
        }
        try {
            note(connection.ask(head("GET /v1/echo", key) + "\r\n"));
            return connection;
        } catch (IOException lost) {
            lose(key);
            return closed(connection);
        }
    }

    /// A call with an Idempotency-Key, repeated until it has a final answer: charged once, however often it was sent.
    private @Nullable PlainConnection untilAnswered(@Nullable PlainConnection before, LoadKeys.Made key, UUID once) {
        var request = head("POST /v1/memory/score", key) + "Idempotency-Key: " + once
                + "\r\nContent-Type: application/json\r\nContent-Length: " + SCORE.length() + "\r\n\r\n" + SCORE;
        var connection = before;
        boolean sent = false;
        for (int tries = 0; tries < RETRIES; tries++) {
            connection = connected(connection);
            try {
                if (connection != null) {
                    sent = true;
                    var reply = connection.ask(request);
                    if (note(reply) || reply.status() == 422) {
                        return connection;
                    }
                }
                LockSupport.parkNanos(PAUSE);
            } catch (IOException lost) {
                repeated.incrementAndGet();
                connection = closed(connection);
            }
        }
        if (sent) {
            lose(key);
        }
        return connection;
    }

    /// Returns whether the call was accepted.
    private boolean note(PlainConnection.Reply reply) {
        if (reply.isSuccess()) {
            var id = REQUEST_ID.matcher(reply.body());
            acknowledged.add(Acknowledged.id(id.find() ? id.group(1) : reply.requestId()));
        } else if (reply.status() >= 500 && !reply.requestId().isEmpty()) {
            failed.add(Acknowledged.id(reply.requestId()));
        }
        return reply.isSuccess();
    }

    private void lose(LoadKeys.Made key) {
        unanswered.computeIfAbsent(key.account(), account -> new AtomicLong()).incrementAndGet();
    }

    private @Nullable PlainConnection connected(@Nullable PlainConnection connection) {
        try {
            return connection == null ? PlainConnection.open(port) : connection;
        } catch (IOException nobodyListens) {
            LockSupport.parkNanos(PAUSE);
            return null;
        }
    }

    private static @Nullable PlainConnection closed(@Nullable PlainConnection connection) {
        if (connection != null) {
            close(connection);
        }
        return null;
    }

    private static void close(PlainConnection connection) {
        try {
            connection.close();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private String head(String line, LoadKeys.Made key) {
        return line + " HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\nAuthorization: Bearer " + key.secret() + "\r\n";
    }
}
