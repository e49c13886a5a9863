package tools.sota.sandbox.stripe.events;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.Predicate;
import tools.sota.sandbox.stripe.account.Account;
import tools.sota.sandbox.stripe.http.Call;
import tools.sota.sandbox.stripe.http.Listing;
import tools.sota.sandbox.stripe.json.Json;

/// `/v1/events`: what happened, newest first, and sending one of them again.
public final class EventsApi {
    private final Account account;
    private final Deliveries deliveries;

    public EventsApi(Account account, Deliveries deliveries) {
        this.account = account;
        this.deliveries = deliveries;
    }

    public JsonNode get(Call call) {
        return account.require(EventLog.TABLE, call.id(), "id");
    }

    public JsonNode list(Call call) {
        return Listing.page(call, account.all(EventLog.TABLE), wantedType(call).and(wantedSuccess(call)), "type");
    }

    /// What `stripe events resend` calls; Stripe does not document it.
    public JsonNode retry(Call call) {
        var event = account.require(EventLog.TABLE, call.id(), "id");
        deliveries.repeat(
                event,
                call.text("webhook_endpoint")
                        .map(id -> account.require(WebhookEndpoints.TABLE, id, "webhook_endpoint")));
        return event;
    }

    private static Predicate<ObjectNode> wantedType(Call call) {
        var types = Json.texts(call.param("types"));
        return event -> types.isEmpty() || types.contains(Json.text(event, "type"));
    }

    private Predicate<ObjectNode> wantedSuccess(Call call) {
        return event ->
                !call.has("delivery_success") || deliveries.arrivedEverywhere(event) == call.flag("delivery_success");
    }
}
