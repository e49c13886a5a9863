package tools.sota.sandbox.stripe.pages;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.stream.Collectors;
import tools.sota.sandbox.stripe.invoices.Amounts;
import tools.sota.sandbox.stripe.json.Json;

/// What the pay page says: what is bought, what is due today, what comes later, and the form.
record PayForm(ObjectNode session, List<ObjectNode> items, long trialDays, boolean needsCard) {
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

    String html(String email, String name, String problem) {
        return summary() + form(email, name, problem);
    }

    private String summary() {
        return """
                <section aria-labelledby="summary">
                <h1 id="summary">%s</h1>
                <p class="amount">%s <span class="quiet">due today</span></p>
                %s
                <table><tbody>%s</tbody></table>
                %s
                </section>
                """.formatted(title(), due(session), trial(), lines(), cancel());
    }

    private String form(String email, String name, String problem) {
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
                <option value="US">United States</option><option value="GB">United Kingdom</option>
                <option value="DE">Germany</option><option value="FR">France</option><option value="JP">Japan</option>
                </select></label>
                <button type="submit">%s</button>
                </form>
                %s
                </section>
                """.formatted(
                        Html.problem(problem),
                        Html.text(Json.text(session, "id")),
                        Html.text(email),
                        Html.text(name),
                        needsCard ? CardForm.FIELDS : "",
                        button(),
                        needsCard ? CardForm.HINT : "");
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

    private String cancel() {
        return Json.optional(session, "cancel_url")
                .map(url -> "<p><a href=\"%s\">Back without paying</a></p>".formatted(Html.text(url)))
                .orElse("");
    }
}
