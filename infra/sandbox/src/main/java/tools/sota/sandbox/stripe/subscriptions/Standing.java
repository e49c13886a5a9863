package tools.sota.sandbox.stripe.subscriptions;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.Consumer;
import tools.sota.sandbox.stripe.account.Account;
import tools.sota.sandbox.stripe.invoices.InvoiceWatcher;
import tools.sota.sandbox.stripe.invoices.SubscriptionOf;
import tools.sota.sandbox.stripe.json.Json;

/// How a subscription's status follows its newest invoice.
final class Standing implements InvoiceWatcher {
    private static final String UPDATED = "customer.subscription.updated";

    private final Account account;
    private final PendingUpdates pending;
    private final Cancellations cancellations;

    Standing(Account account, PendingUpdates pending, Cancellations cancellations) {
        this.account = account;
        this.pending = pending;
        this.cancellations = cancellations;
    }

    @Override
    public void paid(ObjectNode invoice) {
        of(invoice, subscription -> {
            pending.paid(subscription, invoice);
            switch (Json.text(subscription, "status")) {
                case "incomplete", "past_due", "unpaid" -> move(subscription, "active");
                default -> {}
            }
        });
    }

    @Override
    public void notPaid(ObjectNode invoice) {
        of(invoice, subscription -> {
            if (Json.is(subscription, "status", "active") && isLatest(subscription, invoice)) {
                move(subscription, "past_due");
            }
        });
    }

    @Override
    public void givenUp(ObjectNode invoice) {
        of(invoice, subscription -> {
            switch (DunningEnd.of(account)) {
                case CANCELED -> cancellations.now(subscription, "payment_failed");
                case UNPAID -> move(subscription, "unpaid");
                case PAST_DUE -> {}
            }
        });
    }

    @Override
    public void closed(ObjectNode invoice) {
        of(invoice, subscription -> {
            pending.closed(subscription, invoice);
            if (Json.is(subscription, "status", "past_due") && isLatest(subscription, invoice)) {
                move(subscription, "active");
            }
            if (Json.is(subscription, "status", "incomplete")) {
                cancellations.expire(subscription);
            }
        });
    }

    private void of(ObjectNode invoice, Consumer<ObjectNode> action) {
        SubscriptionOf.invoice(account, invoice).ifPresent(action);
    }

    private void move(ObjectNode subscription, String status) {
        account.change(subscription, UPDATED, it -> it.put("status", status));
    }

    private static boolean isLatest(ObjectNode subscription, ObjectNode invoice) {
        return Json.is(subscription, "latest_invoice", Json.text(invoice, "id"));
    }
}
