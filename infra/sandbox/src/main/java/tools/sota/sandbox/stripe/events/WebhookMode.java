package tools.sota.sandbox.stripe.events;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Consumer;
import tools.sota.sandbox.stripe.account.Store;
import tools.sota.sandbox.stripe.json.Json;

/// How webhooks behave until somebody says otherwise: sent, held back for later, or lost; late; wrongly signed.
public final class WebhookMode {
    private static final String SETTING = "webhooks";
    private static final int MOST_COPIES = 20;

    public enum Traffic {
        /// Sent as they come.
        FLOWING,
        /// Kept, and sent when traffic flows again.
        HELD,
        /// Not sent; they count as undelivered and can be redelivered by hand.
        DROPPED
    }

    private final Store store;

    public WebhookMode(Store store) {
        this.store = store;
    }

    public void traffic(Traffic traffic) {
        set(setting -> setting.put("traffic", traffic.name().toLowerCase(Locale.ROOT)));
    }

    public void delay(Duration delay) {
        set(setting -> setting.put("delay", delay.toSeconds()));
    }

    /// The next so many deliveries carry a signature made with a secret that nobody knows.
    public void forgeNext(int deliveries) {
        set(setting -> setting.put("forge", deliveries));
    }

    /// Of what is due the newest goes out first.
    public void newestFirst(boolean wanted) {
        set(setting -> setting.put("newest_first", wanted));
    }

    /// How often each event is sent.
    public void copies(int count) {
        if (count < 1 || count > MOST_COPIES) {
            throw new IllegalArgumentException("between 1 and " + MOST_COPIES + " copies");
        }
        set(setting -> setting.put("copies", count));
    }

    boolean isNewestFirst() {
        return setting().path("newest_first").asBoolean();
    }

    int copies() {
        return setting().path("copies").asInt(1);
    }

    /// What was asked for, in words of the control.
    public ObjectNode state() {
        return Json.object()
                .put("traffic", setting().path("traffic").asText("flowing"))
                .put("newest_first", isNewestFirst())
                .put("copies", copies())
                .put("delay", Json.number(setting(), "delay"))
                .put("forge", Json.number(setting(), "forge"));
    }

    boolean holding() {
        return is(Traffic.HELD);
    }

    boolean dropping() {
        return is(Traffic.DROPPED);
    }

    Duration delay() {
        return Duration.ofSeconds(Json.number(setting(), "delay"));
    }

    boolean takeForgery() {
        var left = setting().path("forge").asInt();
        if (left > 0) {
            set(setting -> setting.put("forge", left - 1));
        }
        return left > 0;
    }

    private boolean is(Traffic traffic) {
        return Json.is(setting(), "traffic", traffic.name().toLowerCase(Locale.ROOT));
    }

    private ObjectNode setting() {
        return store.setting(SETTING);
    }

    private void set(Consumer<ObjectNode> change) {
        change.accept(setting());
        store.touch();
    }
}
