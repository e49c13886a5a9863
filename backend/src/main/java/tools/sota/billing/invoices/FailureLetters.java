package tools.sota.billing.invoices;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import tools.sota.notify.Letter;
import tools.sota.notify.Mail;
import tools.sota.notify.Outbox;
import tools.sota.platform.Ids;
import tools.sota.platform.Money;

/// Tells the owner that a renewal could not be charged: once for each attempt, however often it is heard of. A first
/// payment is not among them, for there the customer stands at the checkout and sees it.
final class FailureLetters {
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH).withZone(ZoneOffset.UTC);

    private final Outbox outbox;
    private final Duration grace;
    private final String publicUrl;
    private final Clock clock;

    /// @param grace how long a plan stays in force after its renewal could not be charged
    FailureLetters(Outbox outbox, Duration grace, String publicUrl, Clock clock) {
        this.outbox = outbox;
        this.grace = grace;
        this.publicUrl = publicUrl;
        this.clock = clock;
    }

    /// @param to null when the account has lost its owner; then there is nobody to ask
    void send(Handle transaction, @Nullable String to, StripeInvoices.Read read) {
        if (to != null && read.isFailedRenewal()) {
            var fact = "payment-failed:" + read.invoice().stripeId() + ':' + read.attempts();
            outbox.add(transaction, new Mail(fact, "payment-failed", to, letter(read)));
        }
    }

    private Letter letter(StripeInvoices.Read read) {
        var due = new Money(read.invoice().amountDue(), read.invoice().currency());
        return new Letter(
                "We could not charge " + due,
                "Your renewal is not paid yet.",
                "Your bank did not let us charge " + due + " for your renewal.",
                List.of(
                        standing(read),
                        "Pay on the page below: with another card, or confirm the payment if your bank asks for it."),
                facts(read, due),
                new Letter.Button("Pay now", page(read.invoice())),
                "You get this because the renewal of your plan at SOTA Tools was not paid.");
    }

    /// The newest line is that of the plan; others bill what was called before.
    private String standing(StripeInvoices.Read read) {
        var began = read.lines().stream()
                .map(InvoiceLine::periodStart)
                .max(Comparator.naturalOrder())
                .orElse(read.invoice().periodStart());
        var end = began.plus(grace);
        return clock.instant().isBefore(end)
                ? "Your plan stays as it is until " + DAY.format(end)
                        + ". From then on your account is on the free plan; nothing of yours is deleted."
                : "Your account is on the free plan now; nothing of yours was deleted.";
    }

    private static List<Letter.Fact> facts(StripeInvoices.Read read, Money due) {
        var facts = new ArrayList<Letter.Fact>();
        facts.add(new Letter.Fact("Amount", due.toString()));
        facts.add(new Letter.Fact("Attempt", String.valueOf(read.attempts())));
        facts.add(new Letter.Fact("We try again", next(read.nextAttempt())));
        return List.copyOf(facts);
    }

    private static String next(@Nullable Instant at) {
        return at == null ? "no more" : "on " + DAY.format(at);
    }

    /// Stripe's page also asks for 3-D Secure; it needs no session, so whoever gets this mail can pay.
    private String page(Invoice invoice) {
        var hosted = invoice.hostedUrl();
        return hosted == null ? publicUrl + "/app/" + Ids.show("acc", invoice.accountId()) + "/billing" : hosted;
    }
}
