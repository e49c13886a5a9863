package tools.sota.gateway;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.eclipse.jetty.io.AbstractEndPoint;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EofException;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/// Notices that a caller closes its connection while it waits. HTTP/1.1 servers do not look at a connection between a
/// request and its answer, so this reads from it meanwhile: the end means that nobody waits any more; a byte is of the
/// next request, and is put where the server goes on reading.
///
/// A caller that closes only its own direction counts as gone, as with other gateways.
final class Departure implements Callback {
    private final AbstractEndPoint endPoint;
    private final Connection.UpgradeTo connection;
    private final Consumer<Throwable> gone;
    private final ReentrantLock lock = new ReentrantLock();
    private final AtomicReference<State> state = new AtomicReference<>(State.NEW);

    private enum State {
        NEW,
        WATCHING,
        OVER
    }

    private Departure(AbstractEndPoint endPoint, Connection.UpgradeTo connection, Consumer<Throwable> gone) {
        this.endPoint = endPoint;
        this.connection = connection;
        this.gone = gone;
    }

    /// @return null where it cannot be noticed
    static @Nullable Departure of(Request request, Consumer<Throwable> gone) {
        var connection = request.getConnectionMetaData().getConnection();
        return connection instanceof Connection.UpgradeTo upgradable
                        && connection.getEndPoint() instanceof AbstractEndPoint endPoint
                ? new Departure(endPoint, upgradable, gone)
                : null;
    }

    /// The request must have been read to its end.
    ///
    /// @param late whether it is too late to begin
    void watch(BooleanSupplier late) {
        lock.lock();
        try {
            if (!late.getAsBoolean()
                    && state.compareAndSet(State.NEW, State.WATCHING)
                    && !endPoint.getFillInterest().tryRegister(this)) {
                state.set(State.OVER);
            }
        } finally {
            lock.unlock();
        }
    }

    /// Returns when the connection is the server's again.
    void end() {
        if (leave() == State.WATCHING) {
            endPoint.getFillInterest().onFail(new IOException("The answer is here"));
        }
    }

    private State leave() {
        lock.lock();
        try {
            return state.getAndSet(State.OVER);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void succeeded() {
        var end = readIfWatching();
        if (end != null) {
            gone.accept(end);
        }
    }

    private @Nullable Throwable readIfWatching() {
        lock.lock();
        try {
            return state.get() == State.WATCHING ? read() : null;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void failed(Throwable failure) {
        if (state.compareAndSet(State.WATCHING, State.OVER)) {
            gone.accept(failure);
        }
    }

    @Override
    public InvocationType getInvocationType() {
        return InvocationType.NON_BLOCKING;
    }

    /// @return why the caller is gone; null when it is there
    private @Nullable Throwable read() {
        ByteBuffer one = BufferUtil.allocate(1);
        try {
            int filled = endPoint.fill(one);
            if (filled == 0 && endPoint.getFillInterest().tryRegister(this)) {
                return null;
            }
            state.set(State.OVER);
            if (filled > 0) {
                connection.onUpgradeTo(one);
            }
            return filled < 0 ? new EofException("The caller closed its connection") : null;
        } catch (IOException e) {
            state.set(State.OVER);
            return e;
        }
    }
}
