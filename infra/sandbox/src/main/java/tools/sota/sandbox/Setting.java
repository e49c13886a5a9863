package tools.sota.sandbox;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.sota.sandbox.load.LoadCatalog;

/// Where everything of one sandbox is, in the words of the application's environment.
///
/// @param catalog a catalog file; null for the one in the jar
public record Setting(
        Ports ports,
        Secrets secrets,
        String publicUrl,
        @Nullable Path catalog) {
    static Setting of(Ports ports, Secrets secrets) {
        return new Setting(ports, secrets, ports.url(Port.APP), null);
    }

    /// With a plan in its catalog for keys that are made for measuring, if the jar has a catalog.
    Setting measurable(Path jar, Path folder) {
        var file = LoadCatalog.write(jar, System.getenv("CATALOG"), folder).orElse(null);
        return new Setting(ports, secrets, publicUrl, file);
    }

    /// The same with the application on another port.
    Setting at(int port) {
        var moved = ports.with(Port.APP, port);
        return new Setting(moved, secrets, moved.url(Port.APP), catalog);
    }

    String url(Port port) {
        return ports.url(port);
    }

    String webhookTarget() {
        return url(Port.APP) + "/webhooks/stripe";
    }

    String webhookSecret() {
        return "whsec_" + secrets.get("STRIPE_WEBHOOK_SECRET");
    }

    String databaseUrl() {
        return "jdbc:postgresql://127.0.0.1:%d/postgres?user=postgres".formatted(ports.of(Port.POSTGRES));
    }

    String redisUrl() {
        return "redis://127.0.0.1:" + ports.of(Port.REDIS);
    }

    Map<String, String> environment() {
        var environment = new TreeMap<String, String>();
        environment.put("PORT", Integer.toString(ports.of(Port.APP)));
        environment.put("PUBLIC_URL", publicUrl);
        environment.put("DATABASE_URL", databaseUrl());
        environment.put("REDIS_URL", redisUrl());
        environment.put("SMTP_URL", "smtp://127.0.0.1:" + ports.of(Port.SMTP));
        environment.put("MAIL_FROM", "SOTA Tools <hello@sota.test>");
        environment.put("STRIPE_SECRET_KEY", "sk_test_sandbox");
        environment.put("STRIPE_WEBHOOK_SECRET", webhookSecret());
        environment.put("STRIPE_API_BASE", url(Port.STRIPE));
        environment.put("JWT_SECRET", secrets.get("JWT_SECRET"));
        environment.put("KEY_PEPPER", secrets.get("KEY_PEPPER"));
        environment.put("SECRETS_KEY", secrets.get("SECRETS_KEY"));
        environment.put("SANDBOX", "true");
        if (catalog != null) {
            environment.put("CATALOG", catalog.toString());
        }
        return environment;
    }
}
