package tools.sota.testing;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.jdbi.v3.core.Jdbi;
import tools.sota.App;
import tools.sota.Config;
import tools.sota.sandbox.mail.Mail;

/// The whole server on a free port, with a database of its own and a clock that is set by hand.
public final class Product implements AutoCloseable {
    public static final String PUBLIC_URL = "http://127.0.0.1:8080";
    private static final AtomicInteger CALLERS = new AtomicInteger();
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final App app;
    private final MovableClock clock;
    private final Jdbi jdbi;

    private Product(Map<String, String> different) {
        var database = Services.freshDatabase();
        var environment = new HashMap<>(Map.of(
                "PORT", "0",
                "PUBLIC_URL", PUBLIC_URL,
                "DATABASE_URL", database,
                "REDIS_URL", Services.redis().uri(),
                "SMTP_URL", Services.mail().smtpUri(),
                "MAIL_FROM", "SOTA Tools <hello@tools.example>",
                "JWT_SECRET", "0123456789abcdef0123456789abcdef",
                "KEY_PEPPER", "fedcba9876543210fedcba9876543210",
                "SECRETS_KEY", "00112233445566778899aabbccddeeff"));
        environment.put("STRIPE_SECRET_KEY", "sk_test_none");
        environment.put("STRIPE_WEBHOOK_SECRET", "whsec_none");
        environment.putAll(different);
        clock = new MovableClock();
        jdbi = Jdbi.create(database);
        app = App.start(Config.read(environment), clock);
    }

    /// Shared by all tests of the JVM, which therefore look only at what is theirs.
    private static final class Shared {
        static final Product PRODUCT = start(Map.of());
    }

    public static Product shared() {
        return Shared.PRODUCT;
    }

    public static Product start(Map<String, String> different) {
        return new Product(different);
    }

    /// A caller with no cookies, from a network that nobody else calls from.
    public Client caller() {
        int number = CALLERS.incrementAndGet();
        return client().with("X-Forwarded-For", "10." + number / 256 + '.' + number % 256 + ".7");
    }

    /// A caller on this very machine.
    public Client client() {
        return Client.of("http://127.0.0.1:" + app.port());
    }

    public MovableClock clock() {
        return clock;
    }

    public Jdbi jdbi() {
        return jdbi;
    }

    public Mail mailTo(String address, Predicate<Mail> wanted) {
        return Services.mail().awaitMessageTo(address, PATIENCE, wanted);
    }

    @Override
    public void close() {
        app.close();
    }
}
