package tools.sota.sandbox.stripe.portal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import tools.sota.sandbox.stripe.account.Account;
import tools.sota.sandbox.stripe.json.Json;

/// One customer in the portal: what they may do, what they have, and where they go afterwards.
public record PortalVisit(Account account, ObjectNode session, ObjectNode features, ObjectNode customer) {
    private static final List<String> ENDED = List.of("canceled", "incomplete_expired");
    private static final String FLOW = "flow";

    public static Optional<PortalVisit> find(Account account, PortalSessions sessions, String id) {
        return account.find(PortalSessions.SESSION, id)
                .flatMap(session -> account.find("customer", Json.text(session, "customer"))
                        .map(customer -> new PortalVisit(
                                account,
                                session,
                                (ObjectNode) sessions.configurationOf(session).path("features"),
                                customer)));
    }

    public static long periodEnd(ObjectNode subscription) {
        return Json.number(subscription.path("items").path("data").path(0), "current_period_end");
    }

    public boolean allows(String feature) {
        return features.path(feature).path("enabled").asBoolean();
    }

    public String path() {
        return "/p/session/" + Json.text(session, "id");
    }

    /// The one thing this visit is for, or nothing.
    public String flow() {
        return session.path(FLOW).path("type").asText("");
    }

    public String flowSubscription() {
        return session.path(FLOW)
                .path("subscription_cancel")
                .path("subscription")
                .asText("");
    }

    public String afterFlow() {
        return Json.optional(session.path(FLOW).path("after_completion").path("redirect"), "return_url")
                .orElse(flow().isEmpty() ? path() : wayBack());
    }

    /// Out of a flow the way back leads to the shop; else to the portal's first page.
    public String wayBack() {
        return flow().isEmpty() ? path() : returnUrl().orElse(path());
    }

    public Optional<String> returnUrl() {
        return Json.optional(session, "return_url");
    }

    public List<ObjectNode> subscriptions() {
        return own("subscription").stream()
                .filter(subscription -> !ENDED.contains(Json.text(subscription, "status")))
                .toList();
    }

    public Optional<ObjectNode> subscription(String id) {
        return subscriptions().stream()
                .filter(subscription -> Json.is(subscription, "id", id))
                .findFirst();
    }

    public List<ObjectNode> cards() {
        return own("payment_method");
    }

    /// Whether renewals are charged to this card, for the customer or for one plan.
    public boolean isDefault(ObjectNode card) {
        var id = Json.text(card, "id");
        return Json.is(customer.path("invoice_settings"), "default_payment_method", id)
                || subscriptions().stream().anyMatch(it -> Json.is(it, "default_payment_method", id));
    }

    public List<ObjectNode> invoices() {
        return own("invoice").stream()
                .filter(invoice -> !Json.is(invoice, "status", "draft"))
                .toList()
                .reversed();
    }

    public String productName(ObjectNode subscription) {
        var price = subscription.path("items").path("data").path(0).path("price");
        return account.find("product", Json.text(price, "product"))
                .map(product -> Json.text(product, "name"))
                .orElse("Your plan");
    }

    private List<ObjectNode> own(String kind) {
        return account.all(kind).stream()
                .filter(object -> Json.is(object, "customer", Json.text(customer, "id")))
                .toList();
    }
}
