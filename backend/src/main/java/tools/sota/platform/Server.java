package tools.sota.platform;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.json.JavalinJackson;
import java.util.function.Consumer;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.util.VirtualThreads;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/// Javalin with the manners every answer shares: a request id, problems, no banner, a bound on bodies.
public final class Server {
    /// The largest body any endpoint reads, in bytes.
    public static final long LARGEST_BODY = 4_000_000;

    private static final int MOST_THREADS = 64;
    private static final int FEWEST_THREADS = 8;

    private Server() {}

    /// Platform threads read requests and run what never waits; what may wait gets a virtual thread of its own.
    private static QueuedThreadPool threads(ReadingThread reading) {
        var threads = new QueuedThreadPool(MOST_THREADS, FEWEST_THREADS) {
            @Override
            public void execute(Runnable job) {
                if (!reading.takes(job)) {
                    super.execute(job);
                }
            }
        };
        threads.setName("http");
        threads.setVirtualThreadsExecutor(VirtualThreads.getNamedVirtualThreadsExecutor("request-"));
        return threads;
    }

    /// @param host the address to listen on
    /// @param port 0 for any free one
    /// @param lane sees each request before Javalin does
    /// @param proxies whose word about a caller's address is believed
    /// @param thread hears which thread reads requests
    public record Settings(String host, int port, Handler.Wrapper lane, TrustedProxies proxies, ReadingThread thread) {
        /// Any free port of this machine, and nothing before Javalin.
        public static Settings local() {
            return new Settings("127.0.0.1", 0, new Handler.Wrapper(), TrustedProxies.LOOPBACK, new ReadingThread());
        }
    }

    /// @param routes adds routes and the handlers before them
    public static Javalin create(Settings settings, Ids ids, Problems problems, Consumer<JavalinConfig> routes) {
        return Javalin.create(config -> {
            config.jetty.host = settings.host();
            config.jetty.port = settings.port();
            config.jetty.modifyHttpConfiguration(http -> {
                http.setSendServerVersion(false);
                // Else a value is read in the letters of an earlier one that it begins with, whatever their case: on a
                // connection that a proxy shares, anybody could spoil the keys of others.
                http.setHeaderCacheCaseSensitive(true);
                // And with one value for each key, it would cost more than it saves.
                http.setHeaderCacheSize(0);
            });
            config.jetty.modifyServer(server -> {
                server.setStopTimeout(10_000);
                var mayWait = new MayWait();
                mayWait.setHandler(new HeadAsGet());
                settings.lane().getTail().setHandler(mayWait);
                server.setHandler(settings.lane());
                server.addEventListener(settings.thread());
                server.setErrorHandler(new BareErrors(problems, ids));
            });
            config.startup.showJavalinBanner = false;
            config.startup.startupWatcherEnabled = false;
            config.startup.showOldJavalinVersionWarning = false;
            config.jetty.threadPool = threads(settings.thread());
            config.http.maxRequestSize = LARGEST_BODY;
            config.http.prefer405over404 = true;
            config.jsonMapper(new JavalinJackson(Json.mapper(), false));
            config.routes.before(ctx -> {
                Requests.begin(ctx, ids);
                ClientAddress.begin(ctx, settings.proxies());
            });
            config.routes.before(CrossOrigin::serve);
            problems.install(config);
            routes.accept(config);
        });
    }
}
