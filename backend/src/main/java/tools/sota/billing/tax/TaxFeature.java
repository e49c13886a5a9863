package tools.sota.billing.tax;

import java.util.List;
import java.util.function.Supplier;
import tools.sota.accounts.Accounts;
import tools.sota.billing.sync.StripeDesk;
import tools.sota.billing.sync.SyncPart;
import tools.sota.catalog.Catalog;
import tools.sota.notify.Outbox;
import tools.sota.platform.Database;

/// The parts that go with tax.
///
/// @param switching before anything is read
/// @param letters after invoices
public record TaxFeature(SyncPart switching, SyncPart letters) {
    /// Everything they stand on.
    ///
    /// @param team whom to tell
    public record Needs(
            Database database,
            StripeDesk stripe,
            Catalog catalog,
            Accounts accounts,
            Outbox outbox,
            Supplier<List<String>> team,
            String publicUrl) {}

    public static TaxFeature create(Needs needs) {
        var jdbi = needs.database().rows(TaxRows.Stuck.class).jdbi();
        return new TaxFeature(
                new TaxPart(jdbi, needs.stripe(), needs.catalog().tax().isPresent()), new AddressLetters(needs));
    }
}
