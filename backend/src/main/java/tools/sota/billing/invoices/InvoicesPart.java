package tools.sota.billing.invoices;

import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import tools.sota.accounts.Accounts;
import tools.sota.billing.sync.AccountLock;
import tools.sota.billing.sync.SyncPart;

/// Keeps the invoices of a customer. What follows from a payment is keyed by its invoice, never by an event: it happens
/// with the first sync that sees it paid, in the same transaction.
final class InvoicesPart implements SyncPart {
    private final Jdbi jdbi;
    private final StripeInvoices stripe;
    private final Accounts accounts;
    private final Receipts receipts;
    private final FailureLetters failures;
    private final SentInvoiceLetters sent;
    private final Clock clock;

    InvoicesPart(
            Jdbi jdbi,
            StripeInvoices stripe,
            Accounts accounts,
            Receipts receipts,
            FailureLetters failures,
            SentInvoiceLetters sent,
            Clock clock) {
        this.jdbi = jdbi;
        this.stripe = stripe;
        this.accounts = accounts;
        this.receipts = receipts;
        this.failures = failures;
        this.sent = sent;
        this.clock = clock;
    }

    @Override
    public Consumer<Handle> read(AccountLock.Held held, String customer) {
        var account = held.account();
        var read = stripe.ofCustomer(account, customer);
        var notes = creditNotes(account, customer, read);
        var owner = accounts.ownerEmail(account).orElse(null);
        var to = new Addressees(
                owner,
                jdbi.withExtension(Invoices.class, table -> table.addressee(account))
                        .orElse(owner));
        return transaction -> {
            write(transaction, account, read, to);
            var papers = transaction.attach(CreditNotes.class);
            notes.forEach(papers::put);
            markPaid(transaction, account, read);
        };
    }

    /// Most customers have none, and their invoices say so.
    private List<CreditNote> creditNotes(UUID account, String customer, List<StripeInvoices.Read> read) {
        boolean any = read.stream().anyMatch(one -> one.credited() > 0)
                || jdbi.withExtension(CreditNotes.class, rows -> rows.has(account));
        return any ? stripe.creditNotes(account, customer) : List.of();
    }

    /// @param owner hears of what must be done
    /// @param books gets the papers
    private record Addressees(
            @Nullable String owner, @Nullable String books) {}

    private void write(Handle transaction, UUID account, List<StripeInvoices.Read> read, Addressees to) {
        var table = transaction.attach(Invoices.class);
        var finalized = table.finalized(account);
        for (var one : read) {
            table.put(one.invoice());
            if (!finalized.contains(one.invoice().stripeId())) {
                putLines(table, one);
            }
            if (one.invoice().isPayment() && table.announce(one.invoice().stripeId(), clock.instant()) == 1) {
                receipts.send(transaction, to.books(), table.idOf(one.invoice().stripeId()), one);
            }
            failures.send(transaction, to.owner(), one);
            sent.send(transaction, to.books(), one);
        }
    }

    /// From the first payment on an account may do what a stranger may not.
    private void markPaid(Handle transaction, UUID account, List<StripeInvoices.Read> read) {
        read.stream()
                .map(StripeInvoices.Read::invoice)
                .filter(Invoice::isPayment)
                .map(invoice -> Objects.requireNonNullElse(invoice.paidAt(), invoice.createdAt()))
                .min(Comparator.naturalOrder())
                .ifPresent(first -> accounts.markPaid(transaction, account, first));
    }

    private static void putLines(Invoices table, StripeInvoices.Read one) {
        var id = table.idOf(one.invoice().stripeId());
        table.deleteLines(id);
        table.insertLines(one.lines().stream().map(line -> line.of(id)).toList());
    }
}
