package tools.sota.sandbox.stripe;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.HandlerType;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import tools.sota.sandbox.stripe.account.Links;
import tools.sota.sandbox.stripe.pages.RootPage;

/// Stripe on this machine: the API, the hosted pages and the webhooks, in process and on loopback only.
///
/// ```java
/// try (var stripe = StripeStandIn.start(Options.defaults().withPort(0))) {
///     var client = StripeClient.builder()
///             .setApiKey("sk_test_anything")
///             .setApiBase(stripe.baseUrl().toString())
///             .build();
/// }
/// ```
public final class StripeStandIn implements AutoCloseable {
    private final Parts parts;
    private final Javalin server;
    private final Heartbeat heartbeat;
    private final URI baseUrl;

    private StripeStandIn(Parts parts, Javalin server, Heartbeat heartbeat, URI baseUrl) {
        this.parts = parts;
        this.server = server;
        this.heartbeat = heartbeat;
        this.baseUrl = baseUrl;
    }

    public static StripeStandIn start(Options options) {
        requireLoopback(options.host());
        var base = new AtomicReference<>(URI.create("http://" + options.host()));
        var parts = new Parts(options, new Links(base::get));
        var server = Javalin.create(config -> configure(config, parts)).start(options.host(), options.port());
        base.set(URI.create("http://" + options.host() + ":" + server.port()));
        var heartbeat = new Heartbeat(parts);
        if (options.background()) {
            heartbeat.start();
        }
        return new StripeStandIn(parts, server, heartbeat, base.get());
    }

    /// Where the API and the pages are, without a slash at the end.
    public URI baseUrl() {
        return baseUrl;
    }

    /// What tests and the sandbox may do that nobody may do to Stripe; the same is under `/_control` over HTTP.
    public Control control() {
        return parts.control;
    }

    @Override
    public void close() {
        parts.control.clearFaults(); // nobody may be left waiting for an answer
        heartbeat.close();
        server.stop();
        parts.close();
    }

    private static void configure(JavalinConfig config, Parts parts) {
        config.startup.showJavalinBanner = false;
        config.startup.startupWatcherEnabled = false;
        config.concurrency.useVirtualThreads = true;
        new ControlRoutes(parts.control).addTo(config.routes);
        new ControlPage(parts.control).addTo(config.routes);
        new RootPage().addTo(config.routes);
        parts.commerce.pages().forEach(page -> page.addTo(config.routes));
        for (var endpoint : parts.commerce.endpoints()) {
            config.routes.addHttpHandler(
                    endpoint.method(), endpoint.path(), ctx -> parts.gateway.handle(ctx, endpoint));
        }
        for (var method : List.of(HandlerType.GET, HandlerType.POST, HandlerType.DELETE)) {
            config.routes.addHttpHandler(method, "/v1/*", parts.gateway::unknownUrl);
        }
    }

    private static void requireLoopback(String host) {
        try {
            if (!InetAddress.getByName(host).isLoopbackAddress()) {
                throw new IllegalArgumentException("The Stripe stand-in only listens on loopback, not on " + host);
            }
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("Unknown host " + host, e);
        }
    }
}
