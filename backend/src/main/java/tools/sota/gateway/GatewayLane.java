package tools.sota.gateway;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.component.Graceful;
import org.jspecify.annotations.Nullable;
import tools.sota.metering.LaneAnswer;
import tools.sota.metering.LaneMeter;
import tools.sota.platform.ClientAddress;
import tools.sota.platform.Gate;
import tools.sota.platform.Idempotency;
import tools.sota.platform.Ids;
import tools.sota.platform.PresentedKey;
import tools.sota.platform.Problem;
import tools.sota.platform.ProblemException;

/// `/v1/{product}/**` of every product with an upstream. It stands before Javalin, which would wait with a thread and
/// read bodies whole; whatever is not behind such an address goes on to Javalin.
public final class GatewayLane extends Handler.Wrapper implements Graceful {
    private static final String PREFIX = "/v1/";

    private final Map<String, Route> routes;
    private final Parts parts;
    private final LongAdder begun = new LongAdder();
    private final LongAdder ended = new LongAdder();
    private final AtomicReference<@Nullable CompletableFuture<Void>> stopped = new AtomicReference<>();

    /// What every call needs.
    record Parts(
            LaneMeter meter,
            LaneAnswer.Manners manners,
            Ids ids,
            Idempotency idempotency,
            Deadlines deadlines,
            String publicUrl) {}

    GatewayLane(Map<String, Route> routes, Parts parts) {
        this.routes = routes;
        this.parts = parts;
    }

    /// Nothing here waits, so the thread that read the request goes on with it.
    @Override
    public InvocationType getInvocationType() {
        return InvocationType.NON_BLOCKING;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        var route = route(request.getHttpURI().getPath());
        if (route == null) {
            return super.handle(request, response, callback);
        }
        begun.increment();
        // An upstream may think for longer than a connection may be idle; our own deadlines hold.
        request.addIdleTimeoutListener(idle -> false);
        var counted = Callback.from(callback, this::oneEnded);
        var id = parts.ids().next();
        var answer = new LaneAnswer(request, response, counted, parts.manners());
        try {
            if (isShutdown()) {
                throw Problem.OVERLOADED
                        .because("This server is being stopped. Try again.")
                        .retryAfter(2);
            }
            serve(onward(id, request, route), answer);
        } catch (ProblemException e) {
            answer.refuseUnread(id, e);
        }
        return true;
    }

    /// New requests are refused, and those that run may end.
    @Override
    public CompletableFuture<Void> shutdown() {
        stopped.compareAndSet(null, new CompletableFuture<>());
        var waiting = java.util.Objects.requireNonNull(stopped.get());
        tellIfIdle();
        return waiting;
    }

    @Override
    public boolean isShutdown() {
        return stopped.get() != null;
    }

    private void serve(Onward onward, LaneAnswer answer) {
        var headers = onward.request().getHeaders();
        var key = HttpMethod.POST.is(onward.request().getMethod())
                ? Idempotency.key(headers.get("Idempotency-Key")).orElse(null)
                : null;
        if (key == null) {
            var call = new GatewayCall(onward, answer, parts.deadlines());
            var order = onward.route().order(1, onward.route().upstream().mostCalls());
            parts.meter().admit(onward.caller(), order, call);
        } else {
            Thread.startVirtualThread(new KeptCall(onward, answer, parts.meter(), parts.idempotency(), key));
        }
    }

    private Onward onward(java.util.UUID id, Request request, Route route) {
        refuseWhatIsNotSpoken(request);
        var uri = request.getHttpURI();
        Gate.refuseKeyInQuery(uri.getQuery());
        var rest =
                uri.getPath().substring(PREFIX.length() + route.product().id().length());
        var path = UpstreamPath.of(route.upstream().url().getRawPath(), rest);
        var headers = request.getHeaders();
        var secret = PresentedKey.of(headers.get(HttpHeader.AUTHORIZATION), headers.get("X-API-Key"))
                .orElseThrow(Gate::noCredential);
        var address = ClientAddress.of(request, parts.manners().proxies());
        return new Onward(
                route,
                request,
                new LaneMeter.Caller(id, secret, address),
                uri.getQuery() == null ? path : path + '?' + uri.getQuery(),
                parts.publicUrl());
    }

    /// TRACE would show what we add; of upgrades only the one that clients offer unasked is passed over.
    private static void refuseWhatIsNotSpoken(Request request) {
        if (HttpMethod.TRACE.is(request.getMethod())) {
            throw Problem.METHOD_NOT_ALLOWED.because("TRACE is not answered here. Use another method.");
        }
        var upgrade = request.getHeaders().getCSV(HttpHeader.UPGRADE, false);
        if (!Set.of("h2c").containsAll(upgrade)) {
            throw Problem.UPGRADE_NOT_SUPPORTED.because("Products are reached by plain HTTP, not by "
                    + String.join(", ", upgrade) + ". Leave the header Upgrade out.");
        }
    }

    private @Nullable Route route(@Nullable String path) {
        if (path == null || !path.startsWith(PREFIX)) {
            return null;
        }
        int end = path.indexOf('/', PREFIX.length());
        return routes.get(path.substring(PREFIX.length(), end < 0 ? path.length() : end));
    }

    private void oneEnded() {
        ended.increment();
        if (isShutdown()) {
            tellIfIdle();
        }
    }

    private void tellIfIdle() {
        var waiting = stopped.get();
        if (waiting != null && ended.sum() == begun.sum()) {
            waiting.complete(null);
        }
    }
}
