package tools.sota.sandbox.stripe;

import static tools.sota.sandbox.stripe.pages.Html.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import tools.sota.sandbox.stripe.invoices.Amounts;
import tools.sota.sandbox.stripe.json.Json;

/// What the control page shows: the time, the webhooks, what was paid, what happened, and what there is.
final class ControlSheet {
    private static final int NEWEST = 15;
    private static final List<String> KINDS = List.of(
            "customer",
            "subscription",
            "subscription_schedule",
            "invoice",
            "payment_intent",
            "charge",
            "refund",
            "credit_note",
            "dispute",
            "checkout.session",
            "product",
            "price",
            "coupon",
            "promotion_code",
            "webhook_endpoint");

    private final Control control;

    ControlSheet(Control control) {
        this.control = control;
    }

    String html(String said) {
        var message = said.isEmpty() ? "" : "<p role=\"status\" id=\"said\">%s</p>".formatted(text(said));
        return "<section><h1>The stand-in's control</h1>" + message + clock() + "</section>" + webhooks() + charges()
                + subscriptions() + events() + holdings();
    }

    private String clock() {
        return """
                <p class="amount"><time id="now">%s</time></p>
                <div class="actions">%s%s%s%s</div>
                <form method="post" class="actions"><input type="hidden" name="deed" value="advance">
                <label>To a day <input type="date" name="value" required></label>
                <button type="submit" class="second">Go to that day</button></form>
                """.formatted(
                        control.now(),
                        button("One hour later", "advance", "", "hour"),
                        button("One day later", "advance", "", "day"),
                        button("One month later", "advance", "", "month"),
                        button("One year later", "advance", "", "year"));
    }

    private String webhooks() {
        var state = control.webhookState();
        return """
                <section><h2>Webhooks</h2>
                <p>Traffic is <strong>%s</strong>, %s first, %s of each, %s seconds late; %s wait; %s to be forged.</p>
                <div class="actions">%s%s%s%s%s%s%s%s</div>
                <div class="actions">%s%s</div>
                %s</section>
                """.formatted(
                        text(state.path("traffic").asText()),
                        state.path("newest_first").asBoolean() ? "newest" : "oldest",
                        Json.number(state, "copies"),
                        Json.number(state, "delay"),
                        Json.number(state, "waiting"),
                        Json.number(state, "forge"),
                        button("Let them flow", "traffic", "", "flowing"),
                        button("Hold them", "traffic", "", "held"),
                        button("Drop them", "traffic", "", "dropped"),
                        button("Newest first", "order", "", "newest"),
                        button("Oldest first", "order", "", "oldest"),
                        button("Send each twice", "copies", "", "2"),
                        button("Send each once", "copies", "", "1"),
                        button("Deliver what is due", "flush", "", ""),
                        asking("Seconds late", "delay", 0),
                        asking("Forge the next signatures", "forge", 1),
                        table("Address", "", objects("webhook_endpoint"), ControlSheet::endpoint));
    }

    private static String endpoint(ObjectNode endpoint) {
        var url = Json.text(endpoint, "url");
        return row(
                text(url),
                button("Rotate the secret", "roll", url, "") + button("Retire old secrets", "retire", url, ""));
    }

    private String charges() {
        return "<section><h2>Payments</h2>"
                + asking("Decline the next charges", "decline", 1)
                + table("Charge", "Status", newest("charge"), ControlSheet::charge)
                + table("Refund", "Status", newest("refund"), ControlSheet::refund)
                + table("Dispute", "Status", newest("dispute"), ControlSheet::dispute)
                + "</section>";
    }

    private static String charge(ObjectNode charge) {
        var id = Json.text(charge, "id");
        var isOpen = Json.is(charge, "status", "succeeded")
                && !charge.path("disputed").asBoolean();
        return row(
                named(charge) + " " + money(charge, "amount"),
                Json.text(charge, "status"),
                isOpen ? button("Open a dispute", "dispute", id, "") + button("Warn of fraud", "warn", id, "") : "");
    }

    private static String refund(ObjectNode refund) {
        var status = Json.optional(refund, "status").orElse("");
        var canFail = status.equals("succeeded") || status.equals("pending");
        return row(
                named(refund) + " " + money(refund, "amount"),
                status,
                canFail ? button("Fail", "fail", Json.text(refund, "id"), "") : "");
    }

    private static String dispute(ObjectNode dispute) {
        var id = Json.text(dispute, "id");
        var status = Json.text(dispute, "status");
        var isOpen = status.endsWith("needs_response") || status.endsWith("under_review");
        var escalate = isOpen && status.startsWith("warning") ? button("Escalate", "escalate", id, "") : "";
        return row(
                named(dispute) + " " + money(dispute, "amount"),
                status,
                isOpen ? button("Won", "decide", id, "won") + button("Lost", "decide", id, "lost") + escalate : "");
    }

    private String subscriptions() {
        return "<section><h2>Subscriptions</h2>"
                + table(
                        "Subscription",
                        "Status",
                        newest("subscription"),
                        it -> row(
                                named(it) + " of " + text(Json.text(it, "customer")),
                                Json.text(it, "status"),
                                "until "
                                        + Instant.ofEpochSecond(Json.number(
                                                it.path("items").path("data").path(0), "current_period_end"))))
                + "</section>";
    }

    private String events() {
        var all = control.events();
        var newest = all.subList(Math.max(0, all.size() - NEWEST), all.size()).reversed();
        return "<section><h2>Events</h2>"
                + table(
                        "Event",
                        "Webhooks to come",
                        newest,
                        it -> row(
                                named(it) + " " + text(Json.text(it, "type")),
                                String.valueOf(Json.number(it, "pending_webhooks")),
                                button("Deliver again", "redeliver", Json.text(it, "id"), "")))
                + "</section>";
    }

    private String holdings() {
        return KINDS.stream()
                .map(kind -> "<li><a href=\"/_control/objects/%s\">%s</a>: %d</li>"
                        .formatted(kind, kind, control.objects(kind).size()))
                .collect(Collectors.joining("", "<section><h2>What there is</h2><ul>", "</ul></section>"));
    }

    private List<ObjectNode> objects(String kind) {
        return control.objects(kind);
    }

    private List<ObjectNode> newest(String kind) {
        var all = control.objects(kind);
        return all.subList(Math.max(0, all.size() - NEWEST), all.size()).reversed();
    }

    private static String table(String first, String second, List<ObjectNode> rows, Function<ObjectNode, String> row) {
        if (rows.isEmpty()) {
            return "<p class=\"quiet\">%s: none yet.</p>".formatted(first);
        }
        var head = "<tr><th scope=\"col\">%s</th><th scope=\"col\">%s</th><td></td></tr>".formatted(first, second);
        return "<table><thead>" + head + "</thead><tbody>"
                + rows.stream().map(row).collect(Collectors.joining()) + "</tbody></table>";
    }

    private static String row(String... cells) {
        return List.of(cells).stream().collect(Collectors.joining("</td><td>", "<tr><td>", "</td></tr>"));
    }

    private static String named(JsonNode object) {
        var id = text(Json.text(object, "id"));
        return "<a href=\"/_control/object/%s\">%s</a>".formatted(id, id);
    }

    private static String money(ObjectNode of, String field) {
        return text(Amounts.show(Json.number(of, field), Json.text(of, "currency")));
    }

    private static String asking(String label, String deed, int usual) {
        return """
                <form method="post" class="actions"><input type="hidden" name="deed" value="%s">
                <label>%s <input type="number" name="value" min="0" value="%d" required></label>
                <button type="submit" class="second">Set</button></form>
                """.formatted(deed, text(label), usual);
    }

    private static String button(String label, String deed, String on, String value) {
        return "<form method=\"post\">%s%s%s<button type=\"submit\" class=\"second\">%s</button></form>"
                .formatted(hidden("deed", deed), hidden("on", on), hidden("value", value), text(label));
    }

    private static String hidden(String name, String value) {
        return "<input type=\"hidden\" name=\"%s\" value=\"%s\">".formatted(name, text(value));
    }
}
