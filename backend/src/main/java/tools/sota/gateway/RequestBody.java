package tools.sota.gateway;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.jspecify.annotations.Nullable;

/// The body of a request as it comes in: read only when the upstream takes more, and never beyond its limit.
final class RequestBody implements Request.Content {
    private final org.eclipse.jetty.server.Request request;
    private final Reading reading;
    private final AtomicLong left;
    private final AtomicBoolean unwanted = new AtomicBoolean();

    /// Hears how the reading goes on.
    interface Reading {
        void read();

        void ended();

        /// The caller does not send the rest.
        void broken(Throwable why);

        void tooLarge();
    }

    /// There is more than the upstream takes.
    static final class TooLarge extends Exception {
        private static final long serialVersionUID = 1L;

        TooLarge() {
            super("The request is too large", null, false, false);
        }
    }

    RequestBody(org.eclipse.jetty.server.Request request, long most, Reading reading) {
        this.request = request;
        this.reading = reading;
        this.left = new AtomicLong(most);
    }

    @Override
    public long getLength() {
        return request.getLength();
    }

    @Override
    public @Nullable String getContentType() {
        return request.getHeaders().get(HttpHeader.CONTENT_TYPE);
    }

    @Override
    public Content.@Nullable Chunk read() {
        var chunk = request.read();
        if (chunk == null) {
            return null;
        }
        if (Content.Chunk.isFailure(chunk)) {
            if (chunk.isLast() && !unwanted.get()) {
                reading.broken(chunk.getFailure());
            }
            return chunk;
        }
        if (left.addAndGet(-chunk.remaining()) < 0) {
            chunk.release();
            reading.tooLarge();
            return Content.Chunk.from(new TooLarge(), true);
        }
        if (chunk.isLast()) {
            reading.ended();
        } else {
            reading.read();
        }
        return chunk;
    }

    @Override
    public void demand(Runnable onMore) {
        request.demand(onMore);
    }

    @Override
    public void fail(Throwable failure) {
        unwanted.set(true);
        request.fail(failure);
    }
}
