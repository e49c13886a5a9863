package tools.sota.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import tools.sota.App;
import tools.sota.Config;
import tools.sota.billing.BillingFeature;
import tools.sota.keys.KeysFeature;
import tools.sota.usage.parts.UsageParts;

/// The whole server on a free port, over a database of its own.
public final class Product implements AutoCloseable {
    private static final AtomicInteger NETWORKS = new AtomicInteger();

    private final Map<String, String> environment;
    private final MovableClock clock;
    private final App app;

    private Product(Map<String, String> environment, MovableClock clock) {
        this.environment = environment;
        this.clock = clock;
        this.app = App.start(Config.read(environment), clock);
    }

    /// One for the whole JVM, for tests that do not move time and make their own accounts.
    private static final class Shared {
        static final Product PRODUCT = fresh();
    }

    public static Product shared() {
        return Shared.PRODUCT;
    }

    /// One with an empty database and a clock that nobody else sees.
    public static Product fresh() {
        return fresh(Map.of());
    }

    /// @param different what is set otherwise than usual
    public static Product fresh(Map<String, String> different) {
        var environment = new LinkedHashMap<>(environment(Services.freshDatabase(), freePort()));
        environment.putAll(different);
        return new Product(environment, new MovableClock());
    }

    /// Another node over the same stores and the same clock.
    public Product anotherNode() {
        int port = freePort();
        var same = new LinkedHashMap<>(environment);
        same.put("PORT", Integer.toString(port));
        same.put("NODE", "node-" + port);
        same.put("JOURNAL", "target/journals/" + UUID.randomUUID());
        return new Product(same, clock);
    }

    /// What a process of this product needs to be told.
    public Map<String, String> environment() {
        return environment;
    }

    /// What the jobs of billing run, now and not when their time comes.
    public BillingFeature.Work billing() {
        return app.billing();
    }

    /// The keys of this node, to see and judge their use without waiting.
    public KeysFeature keys() {
        return app.keys();
    }

    /// What stands around the ledger of this node.
    public UsageParts usageParts() {
        return app.usageParts();
    }

    public MovableClock clock() {
        return clock;
    }

    /// A caller from a network of its own, so that the limits of anonymous callers do not count tests together.
    public Client client() {
        int number = NETWORKS.incrementAndGet();
        var network = "10." + number / 256 % 256 + '.' + number % 256 + ".7";
        return Client.of("http://127.0.0.1:" + app.port()).with("X-Forwarded-For", network);
    }

    public Stranger signUp() {
        var id = UUID.randomUUID();
        return Stranger.signUp(client().with("X-Forwarded-For", networkOf(id)), "ada-" + id + "@example.com");
    }

    /// Everybody comes from somewhere else, or sign-up would slow them all down together.
    private static String networkOf(UUID id) {
        long bits = id.getLeastSignificantBits();
        return "10." + (bits & 255) + '.' + (bits >> 8 & 255) + ".1";
    }

    @Override
    public void close() {
        app.close();
    }

    public static Map<String, String> environment(String database, int port) {
        var environment = new LinkedHashMap<String, String>();
        environment.put("PORT", Integer.toString(port));
        environment.put("PUBLIC_URL", "http://127.0.0.1:" + port);
        environment.put("DATABASE_URL", database);
        environment.put("DATABASE_CONNECTIONS", "10");
        environment.put("REDIS_URL", Services.redis().uri());
        environment.put("SMTP_URL", Services.mail().smtpUri());
        environment.put("MAIL_FROM", "SOTA Tools <hello@sota.test>");
        environment.put("STRIPE_SECRET_KEY", "sk_test_suite");
        environment.put("STRIPE_WEBHOOK_SECRET", "whsec_test_suite");
        environment.put("STRIPE_API_BASE", "http://127.0.0.1:9");
        environment.put("JOURNAL", "target/journals/" + UUID.randomUUID());
        environment.put("JWT_SECRET", "j".repeat(40));
        environment.put("KEY_PEPPER", "p".repeat(40));
        environment.put("SECRETS_KEY", "s".repeat(40));
        return environment;
    }

    public static int freePort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
