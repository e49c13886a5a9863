package tools.sota.sandbox;

import java.util.Map;
import java.util.TreeMap;

/// Where everything of one sandbox is, in the words of the application's environment.
record Setting(Ports ports, Secrets secrets, String publicUrl) {
    static Setting of(Ports ports, Secrets secrets) {
        return new Setting(ports, secrets, ports.url(Port.APP));
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
        return environment;
    }
}
