package tools.sota.billing.invoices;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import tools.sota.notify.Letter;
import tools.sota.notify.Mail;
import tools.sota.notify.Outbox;
import tools.sota.platform.Ids;
import tools.sota.platform.Money;

/// The mail that thanks for a payment, to the owner of the account.
final class Receipts {
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH).withZone(ZoneOffset.UTC);

    private final Outbox outbox;
    private final String publicUrl;

    Receipts(Outbox outbox, String publicUrl) {
        this.outbox = outbox;
        this.publicUrl = publicUrl;
    }

    /// @param to null when the account has lost its owner; then there is nobody to thank
    void send(Handle transaction, @Nullable String to, UUID id, StripeInvoices.Read read) {
        if (to != null) {
            var fact = "receipt:" + read.invoice().stripeId();
            outbox.add(transaction, new Mail(fact, "receipt", to, letter(id, read)));
        }
    }

    private Letter letter(UUID id, StripeInvoices.Read read) {
        var invoice = read.invoice();
        var paid = new Money(invoice.amountPaid(), invoice.currency());
        return new Letter(
                "Receipt for " + paid,
                "Your payment arrived. Thank you.",
                "Thank you: we received " + paid + '.',
                read.lines().stream().map(InvoiceLine::description).toList(),
                facts(id, invoice, paid),
                new Letter.Button("See your invoices", address(invoice)),
                "You get this because your account at SOTA Tools paid an invoice.");
    }

    private static List<Letter.Fact> facts(UUID id, Invoice invoice, Money paid) {
        var facts = new ArrayList<Letter.Fact>();
        facts.add(
                new Letter.Fact("Invoice", Optional.ofNullable(invoice.number()).orElse(Ids.show("sinv", id))));
        facts.add(new Letter.Fact("Amount", paid.toString()));
        if (invoice.tax() > 0) {
            facts.add(new Letter.Fact("Tax in it", new Money(invoice.tax(), invoice.currency()).toString()));
        }
        facts.add(new Letter.Fact(
                "Period", DAY.format(invoice.periodStart()) + " to " + DAY.format(invoice.periodEnd())));
        return List.copyOf(facts);
    }

    private String address(Invoice invoice) {
        return publicUrl + "/app/" + Ids.show("acc", invoice.accountId()) + "/billing";
    }
}
