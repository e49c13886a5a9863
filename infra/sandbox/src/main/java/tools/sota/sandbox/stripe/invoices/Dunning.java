package tools.sota.sandbox.stripe.invoices;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import tools.sota.sandbox.stripe.account.Account;
import tools.sota.sandbox.stripe.account.Agenda;
import tools.sota.sandbox.stripe.account.Due;
import tools.sota.sandbox.stripe.customers.Presence;
import tools.sota.sandbox.stripe.json.Json;

/// What an invoice has coming by itself: being finalised, being tried again, and being late.
public final class Dunning implements Agenda {
    private static final String OVERDUE = "overdue";
    private static final String REMINDED = "reminded";
    private static final long REMINDER = Duration.ofDays(3).toSeconds();

    private final Account account;
    private final Collection collection;

    public Dunning(Account account, Collection collection) {
        this.account = account;
        this.collection = collection;
    }

    @Override
    public Stream<Due> coming() {
        return account.all("invoice").stream()
                .flatMap(invoice -> next(invoice).stream())
                .filter(due -> account.find("customer", due.customer()).isPresent());
    }

    private Optional<Due> next(ObjectNode invoice) {
        return switch (Json.text(invoice, "status")) {
            case "draft" ->
                Json.moment(invoice, "automatically_finalizes_at").map(at -> due(invoice, at, () -> advance(invoice)));
            case "open" ->
                Json.moment(invoice, "next_payment_attempt")
                        .map(at -> due(invoice, at, () -> collection.retry(invoice)))
                        .or(() -> almostDue(invoice))
                        .or(() -> overdue(invoice));
            default -> Optional.empty();
        };
    }

    /// A reminder before the date; Stripe lets its merchants choose how long before.
    private Optional<Due> almostDue(ObjectNode invoice) {
        return account.note(invoice).has(REMINDED)
                ? Optional.empty()
                : Json.moment(invoice, "due_date")
                        .map(at -> due(invoice, Math.max(at - REMINDER, Json.number(invoice, "created")), () -> {
                            account.note(invoice).put(REMINDED, true);
                            account.announce("invoice.will_be_due", invoice);
                        }));
    }

    /// An invoice that was sent rather than charged, and is not paid by its date.
    private Optional<Due> overdue(ObjectNode invoice) {
        return account.note(invoice).has(OVERDUE)
                ? Optional.empty()
                : Json.moment(invoice, "due_date")
                        .map(at -> due(invoice, at, () -> {
                            account.note(invoice).put(OVERDUE, true);
                            collection.overdue(invoice);
                        }));
    }

    /// While a subscription's collection is paused its invoices are finalised and given up at once.
    private void advance(ObjectNode invoice) {
        var paused = SubscriptionOf.invoice(account, invoice)
                .flatMap(it -> Json.optional(it.path("pause_collection"), "behavior"))
                .orElse("");
        switch (paused) {
            case "void" -> {
                collection.open(invoice);
                collection.voidInvoice(invoice);
            }
            case "mark_uncollectible" -> {
                collection.open(invoice);
                collection.markUncollectible(invoice);
            }
            default -> collection.advance(invoice, Presence.ABSENT);
        }
    }

    private static Due due(ObjectNode invoice, long at, Runnable action) {
        return new Due(at, Json.text(invoice, "customer"), action);
    }
}
