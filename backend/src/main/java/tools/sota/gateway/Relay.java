package tools.sota.gateway;

import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.IteratingCallback;
import org.jspecify.annotations.Nullable;

/// Passes an answer's body on, one piece at a time: the next is read when the caller has taken the one before. The head
/// goes out with the first piece, or alone when there is none yet. When the upstream dies in the middle, so does the
/// connection to the caller: a cut answer must not look whole.
final class Relay extends IteratingCallback {
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final Content.Source source;
    private final Response response;
    private final Callback callback;
    private final Runnable moved;
    private final AtomicReference<Content.@Nullable Chunk> ahead = new AtomicReference<>();
    private final AtomicReference<Content.@Nullable Chunk> following = new AtomicReference<>();
    private final AtomicReference<Content.@Nullable Chunk> written = new AtomicReference<>();
    private final AtomicReference<@Nullable Throwable> broken = new AtomicReference<>();
    private final AtomicBoolean committed = new AtomicBoolean();
    private final AtomicBoolean ended = new AtomicBoolean();

    /// @param moved hears of each piece
    Relay(Content.Source source, Response response, Callback callback, Runnable moved) {
        this.source = source;
        this.response = response;
        this.callback = callback;
        this.moved = moved;
    }

    /// Takes what is there already, on the thread that reads from the upstream: a short answer is whole then, and its
    /// connection free for the next request.
    void prefetch() {
        var first = source.read();
        ahead.set(first);
        if (first != null && !first.isLast()) {
            following.set(source.read());
        }
    }

    /// Gives up before anything was passed on.
    void discard(Throwable why) {
        release(ahead);
        release(following);
        source.fail(why);
    }

    @Override
    protected Action process() throws Throwable {
        var failure = broken.get();
        if (failure != null) {
            throw failure;
        }
        if (ended.get()) {
            return Action.SUCCEEDED;
        }
        var chunk = next();
        if (chunk == null) {
            return waiting();
        }
        if (Content.Chunk.isFailure(chunk)) {
            return broken(chunk.getFailure());
        }
        moved.run();
        return write(chunk);
    }

    /// A last piece is often followed by the end at once; then both go out together.
    private Action write(Content.Chunk chunk) {
        boolean last = chunk.isLast();
        if (!last) {
            var next = next();
            last = next != null && next.isLast() && !next.hasRemaining() && !Content.Chunk.isFailure(next);
            if (last && next != null) {
                next.release();
            } else {
                ahead.set(next);
            }
        }
        ended.set(last);
        committed.set(true);
        written.set(chunk);
        response.write(last, chunk.getByteBuffer(), this);
        return Action.SCHEDULED;
    }

    private Action waiting() {
        if (committed.compareAndSet(false, true)) {
            response.write(false, NOTHING, this);
            return Action.SCHEDULED;
        }
        source.demand(this::iterate);
        return Action.IDLE;
    }

    /// The head must be out before the connection breaks, or the server would answer in our place.
    private Action broken(Throwable failure) throws Throwable {
        if (!committed.compareAndSet(false, true)) {
            throw failure;
        }
        broken.set(failure);
        response.write(false, NOTHING, this);
        return Action.SCHEDULED;
    }

    private Content.@Nullable Chunk next() {
        var first = ahead.getAndSet(null);
        var chunk = first == null ? following.getAndSet(null) : first;
        return chunk == null ? source.read() : chunk;
    }

    @Override
    protected void onSuccess() {
        release(written);
    }

    @Override
    protected void onCompleteSuccess() {
        callback.succeeded();
    }

    @Override
    protected void onCompleteFailure(Throwable failure) {
        release(written);
        discard(failure);
        callback.failed(failure);
    }

    private static void release(AtomicReference<Content.@Nullable Chunk> held) {
        var chunk = held.getAndSet(null);
        if (chunk != null) {
            chunk.release();
        }
    }
}
