package tools.sota.sandbox.stripe.pages;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import tools.sota.sandbox.stripe.checkout.Buyer;
import tools.sota.sandbox.stripe.invoices.Amounts;
import tools.sota.sandbox.stripe.json.Json;

/// What the pay page says: what is bought, what is due today, what comes later, and the form.
record PayForm(ObjectNode session, List<ObjectNode> items, long trialDays, boolean needsCard) {
    private static final List<String> COUNTRIES = List.of("US", "GB", "DE", "FR", "JP");

    static PayForm of(ObjectNode session, List<ObjectNode> items, ObjectNode params, boolean needsCard) {
        return new PayForm(
                session, items, Json.number(params.path("subscription_data"), "trial_period_days"), needsCard);
    }

    /// What is charged today.
    static String due(ObjectNode session) {
        return Json.optional(session, "currency")
                .map(currency -> Amounts.show(Json.number(session, "amount_total"), currency))
                .orElse("nothing");
    }

    String html(Buyer buyer, String problem) {
        return summary() + form(buyer, problem);
    }

    private String summary() {
        return """
                <section aria-labelledby="summary">
                <h1 id="summary">%s</h1>
                <p class="amount">%s <span class="quiet">due today</span></p>
                %s
                <table><tbody>%s%s</tbody></table>
                %s
                %s
                </section>
                """.formatted(title(), due(session), trial(), lines(), tax(), PromotionBox.html(session), cancel());
    }

    private String form(Buyer buyer, String problem) {
        return """
                <section aria-labelledby="details">
                <h2 id="details">Your details</h2>
                %s
                <form method="post" action="/c/pay/%s">
                <label>E-mail
                <input name="email" type="email" autocomplete="email" value="%s" required></label>
                <label>Name
                <input name="name" autocomplete="name" value="%s" required></label>
                %s
                <label>Country
                <select name="country" autocomplete="country">
                %s
                </select></label>
                %s
                <button type="submit">%s</button>
                </form>
                %s
                </section>
                """.formatted(
                        Html.problem(problem),
                        Html.text(Json.text(session, "id")),
                        Html.text(buyer.email()),
                        Html.text(buyer.name()),
                        needsCard ? CardForm.FIELDS : "",
                        countries(buyer.country()),
                        new PayerFields(session).html(buyer),
                        button(),
                        needsCard ? CardForm.HINT : "");
    }

    private static String countries(String chosen) {
        return COUNTRIES.stream()
                .map(code -> "<option value=\"%s\"%s>%s</option>"
                        .formatted(
                                code,
                                code.equals(chosen) ? " selected" : "",
                                Locale.of("", code).getDisplayCountry(Locale.ENGLISH)))
                .collect(Collectors.joining());
    }

    private String title() {
        return switch (Json.text(session, "mode")) {
            case "subscription" -> trialDays > 0 ? "Start your free trial" : "Subscribe";
            case "setup" -> "Save a card";
            default -> "Pay";
        };
    }

    private String button() {
        return switch (Json.text(session, "mode")) {
            case "subscription" -> trialDays > 0 ? "Start trial" : "Subscribe";
            case "setup" -> "Save card";
            default -> "Pay " + due(session);
        };
    }

    private String trial() {
        return trialDays > 0
                ? "<p>%d days free, then the prices below. Cancel before the trial ends and nothing is charged.</p>"
                        .formatted(trialDays)
                : "";
    }

    private String lines() {
        return items.stream()
                .map(item -> "<tr><th scope=\"row\">%s</th><td class=\"number\">%s</td></tr>"
                        .formatted(
                                Html.text(Json.text(item, "description")),
                                Html.text(
                                        Amounts.show((ObjectNode) item.path("price"), Json.number(item, "quantity")))))
                .collect(Collectors.joining());
    }

    private String tax() {
        if (!session.path("automatic_tax").path("enabled").asBoolean()) {
            return "";
        }
        var isKnown = Json.is(session.path("automatic_tax"), "status", "complete");
        var amount = Json.number(session.path("total_details"), "amount_tax");
        return "<tr><th scope=\"row\">Tax</th><td class=\"number\">%s</td></tr>"
                .formatted(isKnown ? Amounts.show(amount, Json.text(session, "currency")) : "depends on your address");
    }

    private String cancel() {
        return Json.optional(session, "cancel_url")
                .map(url -> "<p><a href=\"%s\">Back without paying</a></p>".formatted(Html.text(url)))
                .orElse("");
    }
}
