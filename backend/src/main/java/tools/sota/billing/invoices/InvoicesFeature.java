package tools.sota.billing.invoices;

import java.time.Clock;
import java.time.Duration;
import tools.sota.accounts.Accounts;
import tools.sota.billing.sync.StripeDesk;
import tools.sota.billing.sync.SyncPart;
import tools.sota.notify.Outbox;
import tools.sota.platform.Database;
import tools.sota.platform.Ids;
import tools.sota.platform.Pages;

/// The parts of invoices that the rest of billing uses.
///
/// @param part keeps them up to date
public record InvoicesFeature(InvoicesApi api, SyncPart part, PaidValue paid) {
    /// Everything invoices stand on.
    ///
    /// @param grace how long a plan stays in force after its renewal could not be charged
    public record Needs(
            Database database,
            StripeDesk stripe,
            Pages pages,
            Outbox outbox,
            Accounts accounts,
            Duration grace,
            String publicUrl,
            Ids ids,
            Clock clock) {}

    public static InvoicesFeature create(Needs needs) {
        var jdbi = needs.database()
                .rows(
                        Invoice.class,
                        InvoiceLine.class,
                        Invoices.PaidRow.class,
                        CreditNote.class,
                        CreditNotes.Refunded.class)
                .jdbi();
        var stripe = new StripeInvoices(needs.stripe(), needs.ids(), needs.clock());
        var receipts = new Receipts(needs.outbox(), needs.publicUrl());
        var failures = new FailureLetters(needs.outbox(), needs.grace(), needs.publicUrl(), needs.clock());
        var sent = new SentInvoiceLetters(needs.outbox(), needs.grace(), needs.publicUrl(), needs.clock());
        var part = new InvoicesPart(jdbi, stripe, needs.accounts(), receipts, failures, sent, needs.clock());
        return new InvoicesFeature(
                new InvoicesApi(jdbi, stripe, needs.pages(), needs.clock()), part, new PaidValue(jdbi));
    }
}
