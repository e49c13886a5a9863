package tools.sota.sandbox.stripe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import tools.sota.sandbox.stripe.checkout.Completion;
import tools.sota.sandbox.stripe.customers.TestCard;
import tools.sota.sandbox.stripe.events.WebhookMode.Traffic;
import tools.sota.sandbox.stripe.http.Fault;
import tools.sota.sandbox.stripe.json.Json;
import tools.sota.sandbox.stripe.subscriptions.DunningEnd;

/// The control over HTTP, JSON in and out, for the sandbox and for tests in a browser. A wish that makes no sense is
/// answered with 400 and the reason.
final class ControlRoutes {
    private final Control control;

    ControlRoutes(Control control) {
        this.control = control;
    }

    void addTo(RoutesConfig routes) {
        routes.get("/_control/clock", ctx -> show(ctx, clock()));
        routes.post("/_control/clock", ctx -> wish(ctx, body -> control.advanceTo(Instant.parse(text(body, "to")))));
        routes.get("/_control/events", ctx -> show(ctx, list(control.events())));
        routes.post(
                "/_control/events/{id}/redeliver", ctx -> wish(ctx, body -> control.redeliver(ctx.pathParam("id"))));
        routes.get("/_control/objects/{kind}", ctx -> show(ctx, list(control.objects(ctx.pathParam("kind")))));
        routes.get("/_control/object/{id}", this::object);
        routes.post("/_control/webhooks", ctx -> wish(ctx, body -> control.webhook(url(body), text(body, "secret"))));
        routes.post(
                "/_control/webhooks/roll",
                ctx -> wish(ctx, body -> control.rollSecret(url(body), text(body, "secret"))));
        routes.post("/_control/webhooks/retire", ctx -> wish(ctx, body -> control.retireOldSecrets(url(body))));
        routes.post(
                "/_control/webhooks/traffic",
                ctx -> wish(ctx, body -> control.webhooks(named(Traffic.class, body, "traffic"))));
        routes.post("/_control/webhooks/delay", ctx -> wish(ctx, body -> control.delayWebhooks(seconds(body))));
        routes.post(
                "/_control/webhooks/forge",
                ctx -> wish(
                        ctx,
                        body -> control.forgeSignatures(body.path("deliveries").asInt(1))));
        addOrder(routes);
        routes.post("/_control/flush", ctx -> wish(ctx, body -> control.flush()));
        routes.post("/_control/faults", ctx -> wish(ctx, body -> control.fault(fault(body))));
        routes.delete("/_control/faults", ctx -> wish(ctx, body -> control.clearFaults()));
        routes.post("/_control/faults/release", ctx -> wish(ctx, body -> control.releaseHeld()));
        routes.post(
                "/_control/dunning",
                ctx -> wish(ctx, body -> control.dunningEnds(named(DunningEnd.class, body, "end"))));
        routes.post("/_control/refunds/{id}/fail", ctx -> wish(ctx, body -> control.failRefund(ctx.pathParam("id"))));
        addCards(routes);
        addRisk(routes);
        routes.post("/_control/checkout/{id}/pay", ctx -> wish(ctx, body -> pay(ctx.pathParam("id"), body)));
    }

    private void addOrder(RoutesConfig routes) {
        routes.get("/_control/webhooks", ctx -> show(ctx, control.webhookState()));
        routes.post(
                "/_control/webhooks/order",
                ctx -> wish(
                        ctx,
                        body -> control.reorderWebhooks(
                                body.path("newest_first").asBoolean())));
        routes.post(
                "/_control/webhooks/copies",
                ctx -> wish(
                        ctx,
                        body -> control.duplicateWebhooks(body.path("copies").asInt())));
    }

    private void addCards(RoutesConfig routes) {
        routes.post(
                "/_control/charges/decline",
                ctx -> wish(
                        ctx, body -> control.declineNext(body.path("charges").asInt(1))));
        routes.post(
                "/_control/payment_methods/{id}/renew",
                ctx -> wish(ctx, body -> control.renewCard(ctx.pathParam("id"))));
        routes.post(
                "/_control/payment_methods/{id}/behave",
                ctx -> wish(
                        ctx, body -> control.cardBehavesAs(ctx.pathParam("id"), named(TestCard.class, body, "card"))));
    }

    private void addRisk(RoutesConfig routes) {
        routes.post(
                "/_control/charges/{id}/dispute",
                ctx -> wish(
                        ctx,
                        body -> control.dispute(
                                ctx.pathParam("id"), body.path("reason").asText("fraudulent"))));
        routes.post("/_control/charges/{id}/warn", ctx -> wish(ctx, body -> control.warnOfFraud(ctx.pathParam("id"))));
        routes.post(
                "/_control/disputes/{id}/decide",
                ctx -> wish(
                        ctx,
                        body -> control.decideDispute(
                                ctx.pathParam("id"), body.path("won").asBoolean())));
        routes.post(
                "/_control/disputes/{id}/escalate",
                ctx -> wish(ctx, body -> control.escalateInquiry(ctx.pathParam("id"))));
    }

    private ObjectNode clock() {
        return Json.object().put("now", control.now().toString());
    }

    private void object(Context ctx) {
        control.object(ctx.pathParam("id")).ifPresentOrElse(found -> show(ctx, found), () -> ctx.status(404));
    }

    private void pay(String session, JsonNode body) {
        var card = TestCard.numbered(body.path("number").asText("4242424242424242"))
                .orElseThrow(() -> new IllegalArgumentException("number is not one of Stripe's test cards"));
        if (control.pay(session, card) instanceof Completion.Result.Refused(var message)) {
            throw new IllegalArgumentException(message);
        }
    }

    private static void wish(Context ctx, Consumer<JsonNode> action) {
        try {
            action.accept(ctx.body().isBlank() ? Json.object() : Json.parse(ctx.body()));
            ctx.status(204);
        } catch (RuntimeException e) {
            ctx.status(400);
            show(ctx, Json.object().put("error", String.valueOf(e.getMessage())));
        }
    }

    private static Fault fault(JsonNode body) {
        return new Fault(
                named(Fault.Kind.class, body, "kind"),
                body.path("path").asText("/v1/.*"),
                body.path("times").asInt(1),
                Duration.ofMillis(body.path("delay_ms").asLong()));
    }

    private static <E extends Enum<E>> E named(Class<E> type, JsonNode body, String field) {
        return Enum.valueOf(type, text(body, field).toUpperCase(Locale.ROOT));
    }

    private static URI url(JsonNode body) {
        return URI.create(text(body, "url"));
    }

    private static Duration seconds(JsonNode body) {
        return Duration.ofSeconds(body.path("seconds").asLong());
    }

    private static String text(JsonNode body, String field) {
        return Json.optional(body, field).orElseThrow(() -> new IllegalArgumentException(field + " is missing"));
    }

    private static ObjectNode list(List<ObjectNode> objects) {
        var list = Json.object();
        list.putArray("data").addAll(objects);
        return list;
    }

    private static void show(Context ctx, ObjectNode json) {
        ctx.contentType("application/json").result(json.toPrettyString());
    }
}
