package tools.sota.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// Drives a number of connections from one thread. Run after run it keeps them; one that is lost is opened again.
final class Loop implements AutoCloseable {
    /// How long answers are waited for when the last call has left.
    private static final long GRACE = TimeUnit.SECONDS.toNanos(15);

    private static final long BETWEEN_ATTEMPTS = TimeUnit.MILLISECONDS.toNanos(20);
    /// How late a paced call may be noticed to be due.
    private static final long TICK = TimeUnit.MICROSECONDS.toNanos(50);

    private static final long LONGEST_SLEEP_MILLIS = 20;

    private final InetSocketAddress server;
    private final Requests requests;
    private final int connections;
    private final Witness witness;
    private final Selector selector;
    private final Set<Connection> open = new HashSet<>();
    private final Queue<Connection> idle = new ArrayDeque<>();

    Loop(InetSocketAddress server, Requests requests, int connections, Witness witness) {
        this.server = server;
        this.requests = requests;
        this.connections = connections;
        this.witness = witness;
        try {
            this.selector = Selector.open();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Opens every connection, so that a run starts with all of them.
    ///
    /// @throws IOException when nobody listens
    void connect() throws IOException {
        while (open.size() < connections) {
            var connection = Connection.open(selector, server, requests.longest());
            open.add(connection);
            idle.add(connection);
        }
    }

    /// @param nanos for how long calls leave; answers are waited for a little longer
    Tally run(Pace pace, long nanos) {
        var tally = new Tally();
        long start = System.nanoTime();
        long attempt = 0;
        long sent = 0;
        for (long now = 0; now < nanos + GRACE; now = System.nanoTime() - start) {
            if (open.size() < connections && now >= attempt) {
                attempt = reconnect(tally) ? now : now + BETWEEN_ATTEMPTS;
            }
            sent = sendDue(pace, sent, start, nanos, tally);
            long next = pace.intended(sent, now);
            if (next >= nanos && idle.size() == open.size()) {
                break;
            }
            await(pace.isClosed() || idle.isEmpty() ? Long.MAX_VALUE : next - now, tally);
        }
        tally.unanswered.addAndGet(Math.max(0, pace.count(nanos) - sent) + abandon());
        return tally;
    }

    /// Every call that is due and finds a connection leaves.
    ///
    /// @return the calls sent until now
    private long sendDue(Pace pace, long before, long start, long nanos, Tally tally) {
        long sent = before;
        long now = System.nanoTime() - start;
        while (!idle.isEmpty() && pace.intended(sent, now) <= Math.min(now, nanos - 1)) {
            send(idle.remove(), start + pace.intended(sent, now), tally);
            sent++;
        }
        return sent;
    }

    @Override
    public void close() {
        try {
            for (var connection : open) {
                connection.close();
            }
            selector.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Waits for answers. A paced call may be due sooner than a selector can wake, so it is asked in short turns then.
    private void await(long untilDue, Tally tally) {
        try {
            if (untilDue > TimeUnit.MILLISECONDS.toNanos(LONGEST_SLEEP_MILLIS)) {
                selector.select(ready -> turn(ready, tally), LONGEST_SLEEP_MILLIS);
            } else if (selector.selectNow(ready -> turn(ready, tally)) == 0) {
                LockSupport.parkNanos(Math.min(untilDue, TICK));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void turn(SelectionKey ready, Tally tally) {
        var connection = (Connection) ready.attachment();
        try {
            if (connection.canWrite()) {
                connection.write();
            }
            var answer = connection.read();
            if (answer != null) {
                witness.saw(connection, answer);
                var call = connection.take();
                tally.answered(answer, call.intended());
                settle(connection, answer.closes());
            }
        } catch (IOException lost) {
            lose(connection, tally);
        }
    }

    private void settle(Connection connection, boolean closes) throws IOException {
        if (closes) {
            open.remove(connection);
            connection.close();
        } else {
            idle.add(connection);
        }
    }

    private void send(Connection connection, long intended, Tally tally) {
        try {
            connection.send(requests, intended);
        } catch (IOException lost) {
            lose(connection, tally);
        }
    }

    /// Its call, if it carried one, may or may not have been carried out.
    private void lose(Connection connection, Tally tally) {
        if (connection.isBusy()) {
            tally.lost.incrementAndGet();
        }
        idle.remove(connection);
        open.remove(connection);
        try {
            connection.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// While the server is away, whoever is due waits, and the wait is measured.
    private boolean reconnect(Tally tally) {
        int before = open.size();
        try {
            connect();
            return true;
        } catch (IOException notNow) {
            tally.refusedConnections.incrementAndGet();
            return false;
        } finally {
            tally.reconnects.addAndGet(open.size() - before);
        }
    }

    /// Closes what still waits, so that a late answer is not taken for one of the next run.
    private long abandon() {
        var waiting = open.stream().filter(Connection::isBusy).toList();
        waiting.forEach(connection -> {
            open.remove(connection);
            try {
                connection.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        return waiting.size();
    }
}
