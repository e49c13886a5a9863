package tools.sota.billing.invoices;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import tools.sota.notify.Letter;
import tools.sota.notify.Mail;
import tools.sota.notify.Outbox;
import tools.sota.platform.Ids;
import tools.sota.platform.Money;

/// Tells the owner of an invoice that is to be paid by a date instead of being charged: once when it is final, once
/// more
/// when the date has passed.
final class SentInvoiceLetters {
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("d MMMM yyyy", Locale.ENGLISH).withZone(ZoneOffset.UTC);

    private final Outbox outbox;
    private final Duration grace;
    private final String publicUrl;
    private final Clock clock;

    /// @param grace how long a plan stays in force after the date
    SentInvoiceLetters(Outbox outbox, Duration grace, String publicUrl, Clock clock) {
        this.outbox = outbox;
        this.grace = grace;
        this.publicUrl = publicUrl;
        this.clock = clock;
    }

    /// @param to null when the account has lost its owner; then there is nobody to ask
    void send(Handle transaction, @Nullable String to, StripeInvoices.Read read) {
        var due = read.dueAt();
        var invoice = read.invoice();
        if (to == null || due == null || !"open".equals(invoice.status()) || invoice.amountDue() == 0) {
            return;
        }
        if (clock.instant().isBefore(due)) {
            outbox.add(transaction, new Mail("invoice:" + invoice.stripeId(), "invoice", to, first(invoice, due)));
        } else {
            var fact = "invoice-overdue:" + invoice.stripeId();
            outbox.add(transaction, new Mail(fact, "invoice-overdue", to, overdue(invoice, due)));
        }
    }

    private Letter first(Invoice invoice, Instant due) {
        var money = money(invoice);
        return new Letter(
                "Invoice " + invoice.number() + " over " + money,
                "Please pay it until " + DAY.format(due) + '.',
                "Your invoice over " + money + " is ready.",
                List.of("Pay it until " + DAY.format(due) + ", by transfer or on the page below."),
                facts(invoice, money, due),
                new Letter.Button("See and pay the invoice", page(invoice)),
                "You get this because your plan at SOTA Tools is invoiced by contract.");
    }

    private Letter overdue(Invoice invoice, Instant due) {
        var money = money(invoice);
        var end = due.plus(grace);
        return new Letter(
                "Invoice " + invoice.number() + " over " + money + " is overdue",
                "It was due on " + DAY.format(due) + '.',
                "Your invoice over " + money + " is not paid yet.",
                List.of(
                        clock.instant().isBefore(end)
                                ? "Your plan stays as it is until " + DAY.format(end)
                                        + ". From then on your account is on the free plan; nothing of yours is deleted."
                                : "Your account is on the free plan now; nothing of yours was deleted.",
                        "If you have paid in the last days, there is nothing to do; else pay on the page below."),
                facts(invoice, money, due),
                new Letter.Button("Pay now", page(invoice)),
                "You get this because an invoice of your contract with SOTA Tools is overdue.");
    }

    private static Money money(Invoice invoice) {
        return new Money(invoice.amountDue(), invoice.currency());
    }

    private static List<Letter.Fact> facts(Invoice invoice, Money money, Instant due) {
        return List.of(
                new Letter.Fact("Invoice", String.valueOf(invoice.number())),
                new Letter.Fact("Amount", money.toString()),
                new Letter.Fact("Due", DAY.format(due)));
    }

    private String page(Invoice invoice) {
        var hosted = invoice.hostedUrl();
        return hosted == null ? publicUrl + "/app/" + Ids.show("acc", invoice.accountId()) + "/billing" : hosted;
    }
}
