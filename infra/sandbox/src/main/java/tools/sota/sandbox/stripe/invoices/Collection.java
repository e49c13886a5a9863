package tools.sota.sandbox.stripe.invoices;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.sota.sandbox.stripe.account.Account;
import tools.sota.sandbox.stripe.customers.PaymentMethods;
import tools.sota.sandbox.stripe.customers.Presence;
import tools.sota.sandbox.stripe.error.ApiError;
import tools.sota.sandbox.stripe.json.Json;
import tools.sota.sandbox.stripe.payments.Outcome;
import tools.sota.sandbox.stripe.payments.PaymentIntents;

/// Getting invoices paid: the attempt, and the retries when it fails.
public final class Collection {
    /// The wait before each further attempt; after the last one the invoice is given up.
    private static final List<Duration> RETRIES = List.of(Duration.ofDays(3), Duration.ofDays(2), Duration.ofDays(2));

    private static final String ATTEMPTS = "attempt_count";
    private static final String NEXT_ATTEMPT = "next_payment_attempt";

    private final Account account;
    private final PaymentMethods methods;
    private final Ledger ledger;
    private final PaymentIntents intents;
    private final InvoicePayments payments;
    private final List<InvoiceWatcher> watchers = new ArrayList<>();

    public Collection(
            Account account, PaymentMethods methods, Ledger ledger, PaymentIntents intents, InvoicePayments payments) {
        this.account = account;
        this.methods = methods;
        this.ledger = ledger;
        this.intents = intents;
        this.payments = payments;
    }

    public void tell(InvoiceWatcher watcher) {
        watchers.add(watcher);
    }

    /// Finalises a draft, unless its tax cannot be told. One over nothing, or one that the customer's credit covers, is
    /// paid with that.
    public void open(ObjectNode invoice) {
        if (ledger.finalizeDraft(invoice) && Json.number(invoice, "amount_due") == 0) {
            paid(invoice);
        }
    }

    /// Finalises a draft and, when it is to be charged, tries to.
    public Optional<Outcome> advance(ObjectNode invoice, Presence presence) {
        open(invoice);
        return Json.is(invoice, "status", "open") && Json.is(invoice, "collection_method", "charge_automatically")
                ? Optional.of(collect(invoice, presence))
                : Optional.empty();
    }

    /// The next attempt of the schedule.
    void retry(ObjectNode invoice) {
        collect(invoice, Presence.ABSENT);
    }

    /// An attempt by hand: it may come at any time and leaves the schedule alone.
    public Outcome attempt(ObjectNode invoice, Optional<ObjectNode> method, Presence presence) {
        var outcome = charge(invoice, method, presence);
        settle(invoice, outcome, Math.max(1, Json.number(invoice, ATTEMPTS)), Json.moment(invoice, NEXT_ATTEMPT));
        return outcome;
    }

    /// The customer passed or failed the 3-D Secure challenge of the invoice's payment.
    public Outcome answerChallenge(ObjectNode invoice, ObjectNode intent, boolean passed) {
        var outcome = intents.answerChallenge(intent, passed);
        settle(invoice, outcome, Math.max(1, Json.number(invoice, ATTEMPTS)), Json.moment(invoice, NEXT_ATTEMPT));
        return outcome;
    }

    /// Nobody is charged; the subscription waits for its money.
    void overdue(ObjectNode invoice) {
        account.announce("invoice.overdue", invoice);
        watchers.forEach(watcher -> watcher.notPaid(invoice));
    }

    public void payOutOfBand(ObjectNode invoice) {
        ledger.paidOutOfBand(invoice);
        watchers.forEach(watcher -> watcher.paid(invoice));
    }

    /// Credit notes left nothing to pay.
    public void settleWithoutMoney(ObjectNode invoice) {
        ledger.paidByCredit(invoice);
        watchers.forEach(watcher -> watcher.paid(invoice));
    }

    public void voidInvoice(ObjectNode invoice) {
        ledger.voided(invoice);
        watchers.forEach(watcher -> watcher.closed(invoice));
    }

    public void markUncollectible(ObjectNode invoice) {
        ledger.uncollectible(invoice);
        watchers.forEach(watcher -> watcher.closed(invoice));
    }

    /// The card that an invoice is charged to: its own, its subscription's, else its customer's.
    public Optional<ObjectNode> defaultMethod(ObjectNode invoice) {
        var subscription = SubscriptionOf.invoice(account, invoice);
        var customer = account.find("customer", Json.text(invoice, "customer"));
        return Stream.of(
                        Json.optional(invoice, "default_payment_method"),
                        subscription.flatMap(it -> Json.optional(it, "default_payment_method")),
                        customer.flatMap(it -> Json.optional(it.path("invoice_settings"), "default_payment_method")))
                .flatMap(Optional::stream)
                .findFirst()
                .flatMap(methods::saved);
    }

    private void paid(ObjectNode invoice) {
        ledger.paid(invoice);
        watchers.forEach(watcher -> watcher.paid(invoice));
    }

    private Outcome collect(ObjectNode invoice, Presence presence) {
        var outcome = charge(invoice, defaultMethod(invoice), presence);
        var next = nextAttempt(invoice);
        settle(invoice, outcome, Json.number(invoice, ATTEMPTS) + 1, next);
        if (!(outcome instanceof Outcome.Paid) && next.isEmpty() && isRenewal(invoice)) {
            watchers.forEach(watcher -> watcher.givenUp(invoice));
        }
        return outcome;
    }

    private Outcome charge(ObjectNode invoice, Optional<ObjectNode> method, Presence presence) {
        var intent = payments.intentOf(invoice).orElseThrow();
        return method.map(card -> intents.confirm(intent, card, presence)).orElseGet(Collection::noCard);
    }

    private void settle(ObjectNode invoice, Outcome outcome, long attempts, Optional<Long> next) {
        switch (outcome) {
            case Outcome.Paid paid -> paid(invoice);
            case Outcome.Refused refused -> notPaid(invoice, attempts, next);
            case Outcome.Challenged challenged -> {
                notPaid(invoice, attempts, next);
                account.announce("invoice.payment_action_required", invoice);
            }
        }
    }

    private void notPaid(ObjectNode invoice, long attempts, Optional<Long> next) {
        account.change(invoice, "invoice.updated", it -> {
            it.put("attempted", true).put(ATTEMPTS, attempts);
            next.ifPresentOrElse(at -> it.put(NEXT_ATTEMPT, at), () -> it.putNull(NEXT_ATTEMPT));
        });
        account.announce("invoice.payment_failed", invoice);
        watchers.forEach(watcher -> watcher.notPaid(invoice));
    }

    /// Only renewals are retried: before the first payment the customer is there and tries again.
    private Optional<Long> nextAttempt(ObjectNode invoice) {
        var failures = (int) Json.number(invoice, ATTEMPTS);
        return isRenewal(invoice) && failures < RETRIES.size()
                ? Optional.of(account.now() + RETRIES.get(failures).toSeconds())
                : Optional.empty();
    }

    private static boolean isRenewal(ObjectNode invoice) {
        return Json.is(invoice, "billing_reason", "subscription_cycle");
    }

    private static Outcome noCard() {
        return new Outcome.Refused(ApiError.card("missing", "Cannot charge a customer that has no active card"));
    }
}
