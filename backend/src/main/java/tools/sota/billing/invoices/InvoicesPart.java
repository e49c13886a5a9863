package tools.sota.billing.invoices;

import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import tools.sota.billing.sync.AccountLock;
import tools.sota.billing.sync.SyncPart;

/// Keeps the invoices of a customer. What follows from a payment is keyed by its invoice, never by an event: it happens
/// with the first sync that sees it paid, in the same transaction.
final class InvoicesPart implements SyncPart {
    private final StripeInvoices stripe;
    private final Payers payers;
    private final Receipts receipts;
    private final Clock clock;

    InvoicesPart(StripeInvoices stripe, Payers payers, Receipts receipts, Clock clock) {
        this.stripe = stripe;
        this.payers = payers;
        this.receipts = receipts;
        this.clock = clock;
    }

    @Override
    public Consumer<Handle> read(AccountLock.Held held, String customer) {
        var read = stripe.ofCustomer(held.account(), customer);
        return transaction -> write(transaction, held.account(), read);
    }

    private void write(Handle transaction, UUID account, List<StripeInvoices.Read> read) {
        var table = transaction.attach(Invoices.class);
        var finalized = table.finalized(account);
        for (var one : read) {
            table.put(one.invoice());
            if (!finalized.contains(one.invoice().stripeId())) {
                putLines(table, one);
            }
            if (one.invoice().isPayment() && table.announce(one.invoice().stripeId(), clock.instant()) == 1) {
                receipts.send(transaction, table.idOf(one.invoice().stripeId()), one);
            }
        }
        read.stream()
                .map(StripeInvoices.Read::invoice)
                .filter(Invoice::isPayment)
                .map(invoice -> Objects.requireNonNullElse(invoice.paidAt(), invoice.createdAt()))
                .min(Comparator.naturalOrder())
                .ifPresent(first -> payers.markPaid(transaction, account, first));
    }

    private static void putLines(Invoices table, StripeInvoices.Read one) {
        var id = table.idOf(one.invoice().stripeId());
        table.deleteLines(id);
        table.insertLines(one.lines().stream().map(line -> line.of(id)).toList());
    }
}
