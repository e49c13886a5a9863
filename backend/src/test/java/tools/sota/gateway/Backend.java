package tools.sota.gateway;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPOutputStream;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import tools.sota.platform.Digests;
import tools.sota.platform.Json;

/// A service behind the gateway that does what its address says, and remembers what it was asked.
final class Backend extends Handler.Abstract {
    private final Server server = new Server();
    private final ServerConnector connector = new ServerConnector(server);
    private final AtomicInteger requests = new AtomicInteger();
    private final AtomicLong sent = new AtomicLong();
    /// Pieces of `/events`, one each; an empty one ends it.
    private final BlockingQueue<String> events = new LinkedBlockingQueue<>();
    /// Requests to `/wait` whose caller went away.
    private final CountDownLatch aborted = new CountDownLatch(1);

    static Backend open() {
        var backend = new Backend();
        backend.connector.setHost("127.0.0.1");
        backend.server.addConnector(backend.connector);
        backend.server.setHandler(backend);
        try {
            backend.server.start();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        return backend;
    }

    int port() {
        return connector.getLocalPort();
    }

    int requests() {
        return requests.get();
    }

    /// Bytes of `/bytes` that it could get rid of.
    long sent() {
        return sent.get();
    }

    void event(String text) {
        events.add(text);
    }

    boolean awaitAbort() throws InterruptedException {
        return aborted.await(10, TimeUnit.SECONDS);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        requests.incrementAndGet();
        var words = Objects.requireNonNull(request.getHttpURI().getPath()).split("/", -1);
        var what = words.length > 2 ? words[2] : "";
        var much = words.length > 3 ? words[3] : "";
        switch (what) {
            case "status" -> status(response, callback, Integer.parseInt(much));
            case "cost" -> cost(request, response, callback, much);
            case "events" -> events(response, callback);
            case "late" -> {
                events.take();
                describe(request, response, callback);
            }
            case "bytes" -> bytes(response, callback, Long.parseLong(much));
            case "gzip" -> gzip(response, callback);
            case "hints" -> hints(response, callback);
            case "wait" -> hang(request);
            case "break" -> breakOff(response, callback);
            case "pause" -> pause(response);
            case "close" -> close(request, callback);
            case "tag" -> {
                response.getHeaders().put("ETag", much);
                status(response, callback, 200);
            }
            case "redirect" -> redirect(response, callback);
            default -> describe(request, response, callback);
        }
        return true;
    }

    private static void status(Response response, Callback callback, int status) {
        response.setStatus(status);
        response.getHeaders().put("Content-Type", "text/plain");
        response.write(true, status == 204 || status == 304 ? text("") : text("status " + status), callback);
    }

    private static void cost(Request request, Response response, Callback callback, String calls) {
        if (!calls.isEmpty()) {
            response.getHeaders().put("X-Cost", calls);
        }
        describe(request, response, callback);
    }

    private void events(Response response, Callback callback) throws IOException, InterruptedException {
        response.getHeaders().put("Content-Type", "text/event-stream");
        try (var out = Content.Sink.asOutputStream(response)) {
            out.flush();
            for (var event = events.take(); !event.isEmpty(); event = events.take()) {
                out.write(event.getBytes(StandardCharsets.UTF_8));
                out.flush();
            }
        }
        callback.succeeded();
    }

    private void bytes(Response response, Callback callback, long length) throws IOException {
        response.getHeaders().put("Content-Length", length);
        var piece = new byte[65_536];
        try (var out = Content.Sink.asOutputStream(response)) {
            for (long left = length; left > 0; left -= piece.length) {
                out.write(piece, 0, (int) Math.min(left, piece.length));
                sent.addAndGet(piece.length);
            }
        }
        callback.succeeded();
    }

    private static void gzip(Response response, Callback callback) throws IOException {
        var packed = new java.io.ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(packed)) {
            out.write("packed".getBytes(StandardCharsets.UTF_8));
        }
        response.getHeaders().put("Content-Encoding", "gzip");
        response.getHeaders().put("Content-Type", "text/plain");
        response.write(true, ByteBuffer.wrap(packed.toByteArray()), callback);
    }

    private static void hints(Response response, Callback callback) {
        var hints = HttpFields.build().put("Link", "</style.css>; rel=preload").put("Sota-Key", "mine");
        response.writeInterim(103, hints).join();
        response.write(true, text("done"), callback);
    }

    /// Answers never.
    private void hang(Request request) throws IOException, InterruptedException {
        // The way to notice that the other side has closed: a byte that never comes.
        var endPoint = request.getConnectionMetaData().getConnection().getEndPoint();
        endPoint.fillInterested(Callback.from(aborted::countDown, failure -> aborted.countDown()));
    }

    private static void breakOff(Response response, Callback callback) {
        response.getHeaders().put("Content-Length", 100);
        response.write(
                false,
                text("half"),
                Callback.from(() -> callback.failed(new IOException("dies in the middle")), callback::failed));
    }

    /// Says half and then nothing.
    private static void pause(Response response) {
        response.getHeaders().put("Content-Length", 100);
        response.write(false, text("half"), Callback.NOOP);
    }

    private static void close(Request request, Callback callback) {
        request.getConnectionMetaData().getConnection().getEndPoint().close();
        callback.failed(new IOException("dies before"));
    }

    private static void redirect(Response response, Callback callback) {
        response.setStatus(302);
        response.getHeaders().put("Location", "http://127.0.0.1:9/inside");
        response.getHeaders().add("Set-Cookie", "sota_access=stolen");
        response.write(true, text(""), callback);
    }

    private static void describe(Request request, Response response, Callback callback) {
        try {
            var body = Content.Source.asInputStream(request).readAllBytes();
            Map<String, Object> said = new LinkedHashMap<>();
            said.put("method", request.getMethod());
            said.put("target", request.getHttpURI().getPathQuery());
            said.put("length", body.length);
            said.put("sha", HexFormat.of().formatHex(Digests.sha256(body)));
            Map<String, String> headers = new LinkedHashMap<>();
            request.getHeaders()
                    .forEach(field -> headers.merge(field.getLowerCaseName(), field.getValue(), (a, b) -> a + "|" + b));
            said.put("headers", headers);
            var out = response.getHeaders();
            out.put("Content-Type", "application/json");
            out.put("Connection", "X-Private");
            out.put("X-Private", "of this connection");
            out.put("X-Public", "of the answer");
            out.put("Sota-Degraded", "no");
            out.put("X-RateLimit-Limit", "7");
            out.put("Access-Control-Allow-Origin", "https://evil.example");
            response.write(true, ByteBuffer.wrap(Json.bytes(said)), callback);
        } catch (IOException e) {
            callback.failed(e);
        }
    }

    private static ByteBuffer text(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }
}
