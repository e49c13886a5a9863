package tools.sota.sandbox.stripe.pages;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.stream.Collectors;
import tools.sota.sandbox.stripe.invoices.Amounts;
import tools.sota.sandbox.stripe.json.Json;
import tools.sota.sandbox.stripe.portal.PortalVisit;

/// The portal's first page: plans, cards, invoices, each as far as the configuration allows.
record PortalHome(PortalVisit visit) {
    String html() {
        return plans()
                + (visit.allows("payment_method_update") ? cards() : "")
                + (visit.allows("invoice_history") ? invoices() : "")
                + back();
    }

    private String plans() {
        var plans = visit.subscriptions().stream().map(this::plan).collect(Collectors.joining());
        return """
                <section>
                <h1>Billing of %s</h1>
                <h2>Current plan</h2>
                <ul>%s</ul>
                </section>
                """.formatted(
                        Html.text(Json.optional(visit.customer(), "email").orElse("a customer")),
                        plans.isEmpty() ? "<li>No plan</li>" : plans);
    }

    private String plan(ObjectNode subscription) {
        var item = subscription.path("items").path("data").path(0);
        var price = Amounts.show((ObjectNode) item.path("price"), Json.number(item, "quantity"));
        return """
                <li class="row"><div><strong>%s</strong><br>%s<br><span class="quiet">%s</span></div>%s</li>
                """.formatted(
                        Html.text(visit.productName(subscription)),
                        Html.text(price),
                        state(subscription),
                        visit.allows("subscription_cancel") ? action(subscription) : "");
    }

    private static String state(ObjectNode subscription) {
        return Json.moment(subscription, "cancel_at")
                .map(at -> "Cancels on " + Moments.day(at))
                .orElseGet(() -> switch (Json.text(subscription, "status")) {
                    case "trialing" -> "Trial ends on " + Moments.day(Json.number(subscription, "trial_end"));
                    case "active" -> "Renews on " + Moments.day(PortalVisit.periodEnd(subscription));
                    case "past_due", "unpaid" -> "The last payment failed";
                    case "incomplete" -> "The first payment is not complete";
                    default -> "Paused";
                });
    }

    private String action(ObjectNode subscription) {
        var id = Json.text(subscription, "id");
        return subscription.path("cancel_at").isNull()
                ? "<a class=\"button second\" href=\"%s/cancel/%s\">Cancel plan</a>".formatted(visit.path(), id)
                : "<form method=\"post\" action=\"%s/resume/%s\"><button>Don't cancel plan</button></form>"
                        .formatted(visit.path(), id);
    }

    private String cards() {
        var cards = visit.cards().stream()
                .map(card -> card(card, visit.isDefault(card)))
                .collect(Collectors.joining());
        return """
                <section>
                <h2>Payment methods</h2>
                <ul>%s</ul>
                <p><a href="%s/card">Add payment method</a></p>
                </section>
                """.formatted(cards.isEmpty() ? "<li>No payment method</li>" : cards, visit.path());
    }

    private String card(ObjectNode method, boolean isDefault) {
        var face = method.path("card");
        var name = "%s •••• %s"
                .formatted(face.path("brand").asText(), face.path("last4").asText());
        var id = Json.text(method, "id");
        return """
                <li class="row"><span>%s <span class="quiet">expires %02d/%d%s</span></span>
                <span class="row">%s%s</span></li>
                """.formatted(
                        Html.text(name),
                        face.path("exp_month").asInt(),
                        face.path("exp_year").asInt(),
                        isDefault ? ", default" : "",
                        isDefault ? "" : button(id, "default", "Make default", name),
                        isDefault ? "" : button(id, "remove", "Remove", name));
    }

    private String button(String method, String action, String label, String card) {
        return """
                <form method="post" action="%s/card/%s/%s"><button class="second" aria-label="%s: %s">%s</button></form>
                """.formatted(visit.path(), method, action, label, Html.text(card), label);
    }

    private String invoices() {
        var rows = visit.invoices().stream().map(PortalHome::invoice).collect(Collectors.joining());
        return """
                <section>
                <h2>Invoice history</h2>
                <table>
                <thead><tr><th scope="col">Date</th><th scope="col">Invoice</th><th scope="col">Status</th>\
                <th scope="col" class="number">Amount</th></tr></thead>
                <tbody>%s</tbody>
                </table>
                </section>
                """.formatted(rows);
    }

    private static String invoice(ObjectNode invoice) {
        var sheet = new InvoiceSheet(invoice);
        return """
                <tr><td>%s</td><td><a href="/i/%s">%s</a></td><td>%s</td><td class="number">%s</td></tr>
                """.formatted(
                        sheet.issued(),
                        Json.text(invoice, "id"),
                        Html.text(Json.text(invoice, "number")),
                        Html.text(Json.text(invoice, "status")),
                        sheet.money("total"));
    }

    private String back() {
        return visit.returnUrl()
                .map(url -> "<p><a href=\"%s\">Return to the shop</a></p>".formatted(Html.text(url)))
                .orElse("");
    }
}
