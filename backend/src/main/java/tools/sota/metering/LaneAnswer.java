package tools.sota.metering;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.PreEncodedHttpField;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import tools.sota.limits.Decision;
import tools.sota.limits.LimitHeaders;
import tools.sota.platform.ClientAddress;
import tools.sota.platform.Ids;
import tools.sota.platform.ProblemException;
import tools.sota.platform.Problems;
import tools.sota.platform.ReadingThread;
import tools.sota.platform.StrictTransport;
import tools.sota.platform.TrustedProxies;

/// Writes what a lane before Javalin answers, with the headers that every answer has.
public record LaneAnswer(Request request, Response response, Callback callback, Manners manners) {
    private static final HttpField NOT_STORED = new PreEncodedHttpField(HttpHeader.CACHE_CONTROL, "no-store");
    private static final HttpField NOT_SNIFFED = new PreEncodedHttpField("X-Content-Type-Options", "nosniff");

    private static final long UNREAD = 32_000_000;

    /// What all of them share with Javalin's.
    ///
    /// @param thread for what never waits, from whatever thread the answer became known on
    public record Manners(Problems problems, TrustedProxies proxies, StrictTransport transport, ReadingThread thread) {
        public static Manners of(Problems problems, TrustedProxies proxies, String publicUrl, ReadingThread thread) {
            return new Manners(problems, proxies, StrictTransport.of(publicUrl), thread);
        }
    }

    /// Runs what answers; it must not wait.
    public void soon(Runnable answering) {
        manners.thread().execute(answering);
    }

    /// From where the request came.
    String address() {
        return ClientAddress.of(request, manners.proxies());
    }

    void send(UUID requestId, Decision decision, Instant now, byte[] body) {
        head(requestId, 200, "application/json");
        LimitHeaders.write(decision, now, response.getHeaders()::put);
        response.write(true, ByteBuffer.wrap(body), callback);
    }

    void refuse(UUID requestId, Decision decision, Instant now, ProblemException problem) {
        LimitHeaders.write(decision, now, response.getHeaders()::put);
        refuse(requestId, problem);
    }

    public void refuse(UUID requestId, ProblemException problem) {
        head(requestId, problem.problem().status(), Problems.TYPE);
        problem.headers().forEach(response.getHeaders()::put);
        var body = manners.problems().body(problem, Ids.show("req", requestId));
        response.write(true, ByteBuffer.wrap(body), callback);
    }

    /// Where nobody has read the body yet: it is read first, or a caller who still sends would lose the answer with the
    /// connection. Not where nobody knows its end, nor where the caller waits to be asked for it.
    public void refuseUnread(UUID requestId, ProblemException problem) {
        boolean sends = request.getLength() > 0 && request.getLength() <= UNREAD;
        if (sends && !request.getHeaders().contains(HttpHeader.EXPECT)) {
            Content.Source.consumeAll(request, Callback.from(() -> refuse(requestId, problem)));
        } else {
            refuse(requestId, problem);
        }
    }

    private void head(UUID requestId, int status, String type) {
        response.setStatus(status);
        var headers = response.getHeaders();
        headers.put(HttpHeader.CONTENT_TYPE, type);
        headers.put(NOT_STORED);
        headers.put(NOT_SNIFFED);
        manners.transport().write(headers::put);
        headers.put("Request-Id", Ids.show("req", requestId));
    }
}
