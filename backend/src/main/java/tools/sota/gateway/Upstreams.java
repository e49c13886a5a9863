package tools.sota.gateway;

import java.util.HashMap;
import java.util.Map;
import org.eclipse.jetty.client.ContinueProtocolHandler;
import org.eclipse.jetty.client.EarlyHintsProtocolHandler;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.ProcessingProtocolHandler;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.client.transport.HttpClientTransportOverHTTP;
import org.eclipse.jetty.http.HttpCookieStore;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.io.ClientConnector;
import org.eclipse.jetty.util.component.LifeCycle;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.util.thread.ScheduledExecutorScheduler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.sota.catalog.Catalog;
import tools.sota.catalog.Upstream;

/// The connections to all upstreams: a bounded pool for each, on threads that they share.
final class Upstreams implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Upstreams.class);
    /// Of a request to its {@link Interim}.
    static final String INTERIM = "sota.interim";

    private static final int THREADS = 64;
    private static final int LEAST_THREADS = 4;
    private static final long KEPT_OPEN_MILLIS = 30_000;
    private static final int QUEUED_PER_CONNECTION = 16;

    private final QueuedThreadPool threads = new QueuedThreadPool(THREADS, LEAST_THREADS);
    private final ScheduledExecutorScheduler scheduler = new ScheduledExecutorScheduler("gateway-timer", true);
    private final Map<String, Route> routes = new HashMap<>();

    /// Hears of answers before the answer (1xx).
    interface Interim {
        void interim(int status, HttpFields headers);
    }

    Upstreams(Catalog catalog) {
        threads.setName("gateway");
        threads.setDaemon(true);
        LifeCycle.start(threads);
        LifeCycle.start(scheduler);
        for (var product : catalog.products()) {
            var upstream = product.upstream();
            if (upstream != null) {
                routes.put(product.id(), Route.of(product, upstream, client(upstream)));
                LOG.info("/v1/{} is forwarded to {}", product.id(), upstream.url());
            }
        }
    }

    /// By product.
    Map<String, Route> routes() {
        return Map.copyOf(routes);
    }

    ScheduledExecutorScheduler scheduler() {
        return scheduler;
    }

    @Override
    public void close() {
        routes.values().forEach(route -> LifeCycle.stop(route.client()));
        LifeCycle.stop(scheduler);
        LifeCycle.stop(threads);
    }

    /// It passes on what it gets: no redirect is followed, no cookie kept, nothing unpacked.
    private HttpClient client(Upstream upstream) {
        var connector = new ClientConnector();
        connector.setSelectors(1);
        connector.setExecutor(threads);
        connector.setScheduler(scheduler);
        var transport = new HttpClientTransportOverHTTP(connector);
        transport.setHeaderCacheCaseSensitive(true);
        var client = new HttpClient(transport);
        client.setConnectTimeout(upstream.connectWithin().toMillis());
        client.setIdleTimeout(KEPT_OPEN_MILLIS);
        client.setMaxConnectionsPerDestination(upstream.connections());
        client.setMaxRequestsQueuedPerDestination(Math.max(1024, upstream.connections() * QUEUED_PER_CONNECTION));
        client.setFollowRedirects(false);
        client.setUserAgentField(null);
        client.setDefaultRequestContentType(null);
        client.setHttpCookieStore(new HttpCookieStore.Empty());
        LifeCycle.start(client);
        client.getContentDecoderFactories().clear();
        var handlers = client.getProtocolHandlers();
        handlers.clear();
        handlers.put(new ContinueProtocolHandler());
        handlers.put(new Processing());
        handlers.put(new EarlyHints());
        return client;
    }

    private static void pass(Request request, int status, HttpFields headers) {
        if (request.getAttributes().get(INTERIM) instanceof Interim interim) {
            interim.interim(status, headers);
        }
    }

    private static final class Processing extends ProcessingProtocolHandler {
        @Override
        protected void onProcessing(Request request, HttpFields headers) {
            pass(request, 102, headers);
        }
    }

    private static final class EarlyHints extends EarlyHintsProtocolHandler {
        @Override
        protected void onEarlyHints(Request request, HttpFields headers) {
            pass(request, 103, headers);
        }
    }
}
