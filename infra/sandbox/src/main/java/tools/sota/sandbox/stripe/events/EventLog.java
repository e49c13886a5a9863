package tools.sota.sandbox.stripe.events;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import tools.sota.sandbox.stripe.account.Announcer;
import tools.sota.sandbox.stripe.account.Ids;
import tools.sota.sandbox.stripe.account.Store;
import tools.sota.sandbox.stripe.account.Time;
import tools.sota.sandbox.stripe.json.Json;
import tools.sota.sandbox.stripe.schema.Judge;

/// Writes an event for each change: a copy of the object as it is at that moment, handed to the webhooks.
public final class EventLog implements Announcer {
    static final String TABLE = "event";

    private final Store store;
    private final Time time;
    private final String apiVersion;
    private final Deliveries deliveries;
    private final Optional<Judge> judge;
    private ObjectNode cause = nobody();

    /// @param judge absent when payloads are not to be judged
    public EventLog(Store store, Time time, String apiVersion, Deliveries deliveries, Optional<Judge> judge) {
        this.store = store;
        this.time = time;
        this.apiVersion = apiVersion;
        this.deliveries = deliveries;
        this.judge = judge;
    }

    @Override
    public void announce(String type, ObjectNode object, ObjectNode former) {
        judged(type, object);
        var event = Json.object()
                .put("id", Ids.of(TABLE))
                .put("object", TABLE)
                .put("api_version", apiVersion)
                .put("created", time.now());
        var data = event.putObject("data");
        data.set("object", object.deepCopy());
        if (!former.isEmpty()) {
            data.set("previous_attributes", former);
        }
        event.put("livemode", false).put("pending_webhooks", 0L);
        event.set("request", cause.deepCopy());
        event.put("type", type);
        store.put(TABLE, Json.text(event, "id"), event);
        deliveries.schedule(event);
    }

    @Override
    public <T> T causedBy(ObjectNode request, Supplier<T> action) {
        cause = request;
        try {
            return action.get();
        } finally {
            cause = nobody();
        }
    }

    /// Oldest first.
    public List<ObjectNode> all() {
        return store.all(TABLE);
    }

    private void judged(String type, JsonNode object) {
        var differences = judge.map(present -> present.differences(object)).orElseGet(List::of);
        if (!differences.isEmpty()) {
            throw new IllegalStateException(type + " would carry what Stripe's types do not promise: " + differences);
        }
    }

    private static ObjectNode nobody() {
        var cause = Json.object();
        cause.putNull("id");
        cause.putNull("idempotency_key");
        return cause;
    }
}
