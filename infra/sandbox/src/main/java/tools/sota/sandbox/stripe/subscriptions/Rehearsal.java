package tools.sota.sandbox.stripe.subscriptions;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import tools.sota.sandbox.stripe.account.Account;
import tools.sota.sandbox.stripe.customers.Presence;
import tools.sota.sandbox.stripe.discounts.Discounts;
import tools.sota.sandbox.stripe.json.Json;

/// Carries a change out as the change itself would, without charging, and finds the invoice that it led to.
final class Rehearsal {
    private static final String INVOICE = "invoice";
    private static final String BEHAVIOR = "payment_behavior";
    private static final String UNCHARGED = "default_incomplete";

    private final Account account;
    private final Starts starts;
    private final Changes changes;
    private final Cancellations cancellations;
    private final Renewals renewals;

    Rehearsal(Account account, Starts starts, Changes changes, Cancellations cancellations, Renewals renewals) {
        this.account = account;
        this.starts = starts;
        this.changes = changes;
        this.cancellations = cancellations;
        this.renewals = renewals;
    }

    ObjectNode begin(String customer, ObjectNode details) {
        var params = details.deepCopy().put("customer", customer).put(BEHAVIOR, UNCHARGED);
        var subscription = starts.start(params, Presence.PRESENT);
        return account.require(INVOICE, Json.text(subscription, "latest_invoice"), INVOICE);
    }

    /// The invoice of the change, or that of the next period when the change itself makes none.
    Optional<ObjectNode> change(ObjectNode subscription, ObjectNode details) {
        var known = ids();
        if (details.has("discounts")) {
            new Discounts(account).attach(subscription, details, Items.worth(Items.of(subscription)));
        }
        if (Changes.isAsked(details)) {
            changes.carryOut(subscription, details.deepCopy().put(BEHAVIOR, UNCHARGED));
        }
        account.edit(subscription, it -> cancellations.apply(it, details));
        return made(known).or(() -> renewed(subscription, known));
    }

    private Optional<ObjectNode> renewed(ObjectNode subscription, List<String> known) {
        var end = Items.period(subscription).end();
        var stops = Json.moment(subscription, "cancel_at").filter(at -> at <= end);
        if (stops.isPresent() || Subscriptions.hasEnded(subscription)) {
            return Optional.empty();
        }
        return account.at(end, () -> {
            renewals.renew(subscription);
            return made(known);
        });
    }

    private Optional<ObjectNode> made(List<String> known) {
        Predicate<ObjectNode> isNew = it -> !known.contains(Json.text(it, "id"));
        return account.all(INVOICE).reversed().stream().filter(isNew).findFirst();
    }

    private List<String> ids() {
        return account.all(INVOICE).stream().map(it -> Json.text(it, "id")).toList();
    }
}
