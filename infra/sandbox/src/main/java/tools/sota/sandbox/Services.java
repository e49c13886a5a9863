package tools.sota.sandbox;

import java.net.URI;
import tools.sota.sandbox.mail.MailCatcher;
import tools.sota.sandbox.mail.MailPage;
import tools.sota.sandbox.stripe.Options;
import tools.sota.sandbox.stripe.StripeStandIn;

/// Everything the application talks to.
final class Services {
    private Services() {}

    /// The two that keep what the product knows.
    record Stores(Postgres postgres, Redis redis) {}

    /// Starts them in order; what has started is closed with the rest when a later one cannot.
    static Stores start(DataFolder folder, Setting setting, Closing closing) {
        var ports = setting.ports();
        var postgres =
                closing.add(Postgres.start(folder.resolve("postgres"), ports.of(Port.POSTGRES), Durability.DURABLE));
        var redis = closing.add(Redis.start(folder.resolve("redis"), ports.of(Port.REDIS), Durability.DURABLE));
        closing.add(StripeStandIn.start(Options.defaults()
                .withPort(ports.of(Port.STRIPE))
                .withStateFile(folder.resolve("stripe.json"))
                .withWebhook(URI.create(setting.webhookTarget()), setting.webhookSecret())));
        var mail = closing.add(MailCatcher.start(folder.resolve("mail"), ports.of(Port.SMTP)));
        closing.add(MailPage.start(mail, ports.of(Port.MAIL)));
        return new Stores(postgres, redis);
    }
}
