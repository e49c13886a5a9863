package tools.sota.sandbox.stripe.invoices;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import tools.sota.sandbox.stripe.account.Account;
import tools.sota.sandbox.stripe.json.Json;

/// Where an invoice keeps the subscription it is for.
public final class SubscriptionOf {
    private SubscriptionOf() {}

    public static Optional<String> id(ObjectNode invoice) {
        return Json.optional(invoice.path("parent").path("subscription_details"), "subscription");
    }

    public static Optional<ObjectNode> invoice(Account account, ObjectNode invoice) {
        return id(invoice).flatMap(id -> account.find("subscription", id));
    }
}
