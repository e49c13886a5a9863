package tools.sota.sandbox;

import java.net.URI;
import tools.sota.sandbox.mail.MailCatcher;
import tools.sota.sandbox.mail.MailPage;
import tools.sota.sandbox.stripe.Options;
import tools.sota.sandbox.stripe.StripeStandIn;

/// Everything the application talks to.
final class Services {
    private Services() {}

    /// Starts them in order; what has started is closed with the rest when a later one cannot.
    static void start(DataFolder folder, Setting setting, Closing closing) {
        var ports = setting.ports();
        closing.add(Postgres.start(folder.resolve("postgres"), ports.of(Port.POSTGRES), Durability.DURABLE));
        closing.add(Redis.start(folder.resolve("redis"), ports.of(Port.REDIS), Durability.DURABLE));
        closing.add(StripeStandIn.start(Options.defaults()
                .withPort(ports.of(Port.STRIPE))
                .withStateFile(folder.resolve("stripe.json"))
                .withWebhook(URI.create(setting.webhookTarget()), setting.webhookSecret())));
        var mail = closing.add(MailCatcher.start(folder.resolve("mail"), ports.of(Port.SMTP)));
        closing.add(MailPage.start(mail, ports.of(Port.MAIL)));
    }
}
