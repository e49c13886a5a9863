package tools.sota;

import java.io.PrintStream;
import java.time.Clock;
import java.util.List;
import tools.sota.accounts.Accounts;
import tools.sota.billing.sync.AccountLock;
import tools.sota.billing.sync.CustomerSync;
import tools.sota.billing.sync.Customers;
import tools.sota.billing.sync.StripeDesk;
import tools.sota.billing.sync.StripeHealth;
import tools.sota.billing.truth.BillingReconciliation;
import tools.sota.catalog.StripeClients;
import tools.sota.platform.Database;
import tools.sota.platform.Ids;

/// `reconcile billing`: compares Stripe, our books and the ledger and prints what differs. It heals nothing: the server
/// does so every night.
final class BillingReconcileCommand {
    private static final int CONNECTIONS = 3;

    private BillingReconcileCommand() {}

    /// @return 0 when nothing differs, else 1
    static int run(Config config, Clock clock, PrintStream out) {
        try (var database = Database.open(config.databaseUrl(), CONNECTIONS)) {
            var stripe = config.stripe();
            var desk = new StripeDesk(
                    StripeClients.open(stripe.secretKey().value(), stripe.apiBase()), new StripeHealth(clock));
            var jdbi = database.jdbi();
            var summary = new BillingReconciliation(
                            database,
                            desk,
                            new AccountLock(jdbi, 1),
                            new Customers(jdbi, desk, new Accounts(database), clock),
                            new CustomerSync(jdbi, List.of(), account -> {}),
                            new Ids(clock),
                            clock)
                    .run();
            summary.drifts()
                    .forEach(drift -> out.printf(
                            "%-28s  %-40s  %-24s  %s%n",
                            drift.kind(), drift.subject(), "expected " + drift.expected(), "found " + drift.found()));
            out.printf(
                    "Compared %d accounts with Stripe, %d could not be: %d differences.%n",
                    summary.accounts(), summary.skipped(), summary.drifts().size());
            return summary.drifts().isEmpty() && summary.skipped() == 0 ? 0 : 1;
        }
    }
}
