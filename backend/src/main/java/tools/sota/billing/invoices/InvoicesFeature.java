package tools.sota.billing.invoices;

import java.time.Clock;
import tools.sota.accounts.Accounts;
import tools.sota.billing.sync.StripeDesk;
import tools.sota.billing.sync.SyncPart;
import tools.sota.limits.Period;
import tools.sota.notify.Outbox;
import tools.sota.platform.Database;
import tools.sota.platform.Ids;
import tools.sota.platform.Pages;

/// The parts of invoices that the rest of billing uses.
///
/// @param part keeps them up to date
public record InvoicesFeature(InvoicesApi api, SyncPart part, PaidValue paid) {
    /// Everything invoices stand on.
    public record Needs(
            Database database,
            StripeDesk stripe,
            Pages pages,
            Outbox outbox,
            Accounts accounts,
            String publicUrl,
            Ids ids,
            Clock clock) {}

    public static InvoicesFeature create(Needs needs) {
        var jdbi = needs.database()
                .rows(Invoice.class, InvoiceLine.class, Period.class)
                .jdbi();
        var stripe = new StripeInvoices(needs.stripe(), needs.ids(), needs.clock());
        var receipts = new Receipts(needs.outbox(), needs.publicUrl());
        var part = new InvoicesPart(stripe, needs.accounts(), receipts, needs.clock());
        return new InvoicesFeature(
                new InvoicesApi(jdbi, stripe, needs.pages(), needs.clock()), part, new PaidValue(jdbi));
    }
}
