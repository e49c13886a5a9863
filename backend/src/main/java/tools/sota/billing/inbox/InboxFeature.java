package tools.sota.billing.inbox;

import java.time.Clock;
import java.util.List;
import tools.sota.billing.sync.AccountLock;
import tools.sota.billing.sync.CustomerSync;
import tools.sota.billing.sync.Customers;
import tools.sota.billing.sync.StripeDesk;
import tools.sota.platform.Database;

/// The parts of the inbox that the rest of billing uses.
public record InboxFeature(StripeWebhook webhook, EventWorker worker, Reconciler reconciler) {
    /// Everything the inbox stands on.
    ///
    /// @param secrets any of which may sign
    /// @param live whether our key is for real money
    /// @param atOnce how many customers are read at the same time
    public record Needs(
            Database database,
            StripeDesk stripe,
            AccountLock lock,
            Customers customers,
            CustomerSync sync,
            List<String> secrets,
            boolean live,
            int atOnce,
            Clock clock) {}

    public static InboxFeature create(Needs needs) {
        var jdbi = needs.database().jdbi();
        var worker =
                new EventWorker(jdbi, needs.lock(), needs.customers(), needs.sync(), needs.atOnce(), needs.clock());
        return new InboxFeature(
                new StripeWebhook(jdbi, needs.secrets(), needs.live(), worker, needs.clock()),
                worker,
                new Reconciler(jdbi, needs.stripe(), worker, needs.clock()));
    }
}
