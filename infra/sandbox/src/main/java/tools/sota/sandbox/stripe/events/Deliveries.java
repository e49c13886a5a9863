package tools.sota.sandbox.stripe.events;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import tools.sota.sandbox.stripe.account.Ids;
import tools.sota.sandbox.stripe.account.Store;
import tools.sota.sandbox.stripe.account.Time;
import tools.sota.sandbox.stripe.json.Json;

/// Which event is still to reach which endpoint, and when it is tried next.
public final class Deliveries {
    private static final String TABLE = "delivery";
    private static final String PENDING = "pending_webhooks";
    /// The wait before each further attempt; when they are used up the event stays undelivered.
    private static final List<Duration> BACK_OFF = List.of(
            Duration.ofSeconds(5),
            Duration.ofMinutes(1),
            Duration.ofMinutes(10),
            Duration.ofHours(1),
            Duration.ofHours(6),
            Duration.ofHours(24),
            Duration.ofHours(40));

    private final Store store;
    private final Time time;
    private final WebhookMode mode;

    public Deliveries(Store store, Time time, WebhookMode mode) {
        this.store = store;
        this.time = time;
        this.mode = mode;
    }

    void schedule(ObjectNode event) {
        store.all(WebhookEndpoints.TABLE).stream()
                .filter(endpoint -> wants(endpoint, Json.text(event, "type")))
                .forEach(endpoint -> addCopies(event, endpoint, mode.dropping() ? "failed" : "pending"));
    }

    /// How many wait to be sent, held ones included.
    public long waiting() {
        return store.all(TABLE).stream()
                .filter(delivery -> Json.is(delivery, "state", "pending"))
                .count();
    }

    private void addCopies(ObjectNode event, ObjectNode endpoint, String state) {
        for (var i = 0; i < mode.copies(); i++) {
            add(event, endpoint, state);
        }
    }

    /// Sends an event once more, whether or not it arrived before.
    void repeat(ObjectNode event, Optional<ObjectNode> only) {
        only.map(List::of)
                .orElseGet(() -> store.all(WebhookEndpoints.TABLE))
                .forEach(endpoint -> add(event, endpoint, "pending"));
    }

    public void repeat(String event) {
        repeat(
                store.find(EventLog.TABLE, event).orElseThrow(() -> new IllegalArgumentException("No event " + event)),
                Optional.empty());
    }

    /// Those whose time has come, in the order in which they were scheduled or the reverse; none while webhooks are
    /// held.
    List<ObjectNode> due() {
        if (mode.holding()) {
            return List.of();
        }
        var due = store.all(TABLE).stream()
                .filter(delivery -> Json.is(delivery, "state", "pending"))
                .filter(delivery -> Json.number(delivery, "due") <= time.present())
                .toList();
        return mode.isNewestFirst() ? due.reversed() : due;
    }

    void succeeded(ObjectNode delivery) {
        store.remove(TABLE, Json.text(delivery, "id"));
        count(Json.text(delivery, "event"), -1);
    }

    void failed(ObjectNode delivery) {
        var attempts = delivery.path("attempts").asInt() + 1;
        delivery.put("attempts", attempts);
        if (attempts > BACK_OFF.size()) {
            delivery.put("state", "failed");
        } else {
            delivery.put("due", time.present() + BACK_OFF.get(attempts - 1).toSeconds());
        }
        store.touch();
    }

    boolean arrivedEverywhere(ObjectNode event) {
        return Json.number(event, PENDING) == 0;
    }

    private void add(ObjectNode event, ObjectNode endpoint, String state) {
        var delivery = Json.object()
                .put("id", "whd_" + Ids.random(24))
                .put("event", Json.text(event, "id"))
                .put("endpoint", Json.text(endpoint, "id"))
                .put("state", state)
                .put("attempts", 0)
                .put("due", time.present() + mode.delay().toSeconds());
        store.put(TABLE, Json.text(delivery, "id"), delivery);
        count(Json.text(event, "id"), 1);
    }

    private void count(String event, int change) {
        store.find(EventLog.TABLE, event).ifPresent(found -> found.put(PENDING, Json.number(found, PENDING) + change));
        store.touch();
    }

    private static boolean wants(ObjectNode endpoint, String type) {
        var enabled = Json.texts(endpoint.path("enabled_events"));
        return Json.is(endpoint, "status", "enabled") && (enabled.contains("*") || enabled.contains(type));
    }
}
