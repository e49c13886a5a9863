package tools.sota.sandbox.stripe.subscriptions;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import tools.sota.sandbox.stripe.account.Account;
import tools.sota.sandbox.stripe.json.Json;

/// `pending_if_incomplete`: a change that counts only once its invoice is paid, within 23 hours.
final class PendingUpdates {
    private static final String UPDATED = "customer.subscription.updated";
    private static final String FIELD = "pending_update";
    private static final String INVOICE = "invoice";
    private static final long PATIENCE = Duration.ofHours(23).toSeconds();

    private final Account account;

    PendingUpdates(Account account) {
        this.account = account;
    }

    /// Remembers with the subscription what paying this invoice will change.
    void prepare(ObjectNode subscription, ObjectNode invoice, Change change) {
        var note = account.note(subscription);
        note.set(INVOICE, invoice.path("id"));
        note.set("change", change.json());
    }

    /// The payment did not come at once: from now on everybody can see what is waiting.
    void show(ObjectNode subscription, ObjectNode invoice, Change change) {
        var update = Json.object().put("expires_at", account.now() + PATIENCE);
        update.putArray("subscription_items").addAll(change.items());
        if (change.resetsAnchor()) {
            update.put("billing_cycle_anchor", change.anchor());
        }
        account.change(subscription, UPDATED, it -> {
            it.set(FIELD, account.shaped("subscription", FIELD, update));
            it.set("latest_invoice", invoice.path("id"));
        });
    }

    void paid(ObjectNode subscription, ObjectNode invoice) {
        if (!isFor(subscription, invoice)) {
            return;
        }
        var wasPending = subscription.path(FIELD).isObject();
        var change = Change.of((ObjectNode) account.note(subscription).path("change"));
        forget(subscription);
        account.change(subscription, UPDATED, it -> {
            change.apply(it);
            it.putNull(FIELD).set("latest_invoice", invoice.path("id"));
        });
        if (wasPending) {
            account.announce("customer.subscription.pending_update_applied", subscription);
        }
    }

    /// Nobody will pay this invoice any more.
    void closed(ObjectNode subscription, ObjectNode invoice) {
        if (isFor(subscription, invoice)) {
            var _ = discard(subscription);
        }
    }

    /// Drops what is waiting and says which invoice is not needed any more.
    Optional<ObjectNode> discard(ObjectNode subscription) {
        var invoice = Json.optional(account.note(subscription), INVOICE).flatMap(id -> account.find(INVOICE, id));
        forget(subscription);
        account.change(subscription, UPDATED, it -> it.putNull(FIELD));
        return invoice;
    }

    Optional<ObjectNode> expire(ObjectNode subscription) {
        var invoice = discard(subscription);
        account.announce("customer.subscription.pending_update_expired", subscription);
        return invoice;
    }

    private boolean isFor(ObjectNode subscription, ObjectNode invoice) {
        return Json.is(account.note(subscription), INVOICE, Json.text(invoice, "id"));
    }

    private void forget(ObjectNode subscription) {
        account.note(subscription).remove(List.of(INVOICE, "change"));
    }
}
