package tools.sota.billing.dunning;

import java.time.Clock;
import tools.sota.accounts.Accounts;
import tools.sota.billing.sync.StripeDesk;
import tools.sota.billing.sync.SyncPart;
import tools.sota.catalog.Catalog;
import tools.sota.notify.Outbox;
import tools.sota.platform.Database;

/// The parts that go with renewals that are not paid.
///
/// @param recovery before anything is read: what it settles is then seen by all
/// @param letters after subscriptions, invoices and cards
public record DunningFeature(SyncPart recovery, SyncPart letters) {
    public static DunningFeature create(
            Database database,
            StripeDesk stripe,
            Outbox outbox,
            Accounts accounts,
            Catalog catalog,
            String publicUrl,
            Clock clock) {
        var jdbi = database.rows(DunningRows.Fall.class, DunningRows.Card.class).jdbi();
        var letters = new DunningLetters(outbox, accounts, catalog, publicUrl);
        return new DunningFeature(
                new RecoveryPart(jdbi, stripe, clock), new DunningPart(letters, catalog.dunning(), clock));
    }
}
