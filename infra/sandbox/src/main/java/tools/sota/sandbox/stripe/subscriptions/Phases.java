package tools.sota.sandbox.stripe.subscriptions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;
import tools.sota.sandbox.stripe.account.Account;
import tools.sota.sandbox.stripe.error.ApiError;
import tools.sota.sandbox.stripe.invoices.Period;
import tools.sota.sandbox.stripe.json.Json;

/// The phases of a schedule: when each begins and ends, and at which price.
final class Phases {
    private static final Set<String> KNOWN =
            Set.of("items", "start_date", "end_date", "duration", "proration_behavior", "metadata", "discounts");
    private static final String END = "end_date";
    private static final String DISCOUNTS = "discounts";

    private final Account account;
    private final Items items;

    Phases(Account account, Items items) {
        this.account = account;
        this.items = items;
    }

    /// The one phase of a subscription that is only now given a schedule.
    ArrayNode running(ObjectNode subscription) {
        var one = Items.of(subscription).getFirst();
        var priced = Json.array()
                .add(Json.object()
                        .put("price", Json.text(one.path("price"), "id"))
                        .put("quantity", Json.number(one, "quantity")));
        var only = phase(
                priced, Json.text(one.path("price"), "currency"), Items.period(subscription), "create_prorations");
        Json.texts(subscription.path(DISCOUNTS))
                .forEach(id -> only.withArray(DISCOUNTS).addObject().put("discount", id));
        return Json.array().add(only);
    }

    /// One after the other from this moment on.
    ArrayNode of(List<ObjectNode> given, long start) {
        var made = Json.array();
        var from = start;
        for (var i = 0; i < given.size(); i++) {
            var asked = given.get(i);
            refuseUnknown(asked, i);
            var price = price(asked, i);
            var period = new Period(from, end(asked, price, from, i));
            var behavior = Json.optional(asked, "proration_behavior").orElse("create_prorations");
            var phase = phase(asked.path("items"), Json.text(price, "currency"), period, behavior);
            asked.path(DISCOUNTS).forEach(phase.withArray(DISCOUNTS)::add);
            made.add(phase);
            from = period.end();
        }
        return made;
    }

    /// As `items` of a new subscription.
    ArrayNode items(JsonNode phase) {
        var asked = Json.array();
        for (var item : phase.path("items")) {
            asked.add(Json.object()
                    .put("price", Json.text(item, "price"))
                    .put("quantity", Json.number(item, "quantity")));
        }
        return asked;
    }

    /// The price of the phase is that of the subscription from now on; another interval counts from here. Of the
    /// subscription's discounts those stay that the phase names.
    void apply(ObjectNode subscription, ObjectNode phase) {
        var asked = items(phase);
        ((ObjectNode) asked.path(0)).put("id", Json.text(Items.of(subscription).getFirst(), "id"));
        var changed = items.changed(subscription, asked);
        var before = Items.of(subscription).getFirst().path("price").path("recurring");
        var after = changed.getFirst().path("price").path("recurring");
        account.edit(subscription, it -> {
            Items.set(it, changed);
            it.set(DISCOUNTS, kept(it, phase));
            if (!Json.text(before, "interval").equals(Json.text(after, "interval"))) {
                it.put("billing_cycle_anchor", Json.number(phase, "start_date"));
            }
        });
    }

    private static ArrayNode kept(ObjectNode subscription, JsonNode phase) {
        var named = Json.objects(phase.path(DISCOUNTS)).stream()
                .map(it -> Json.text(it, "discount"))
                .toList();
        var kept = Json.array();
        Json.texts(subscription.path(DISCOUNTS)).stream()
                .filter(named::contains)
                .forEach(kept::add);
        return kept;
    }

    private static ObjectNode phase(JsonNode priced, String currency, Period period, String behavior) {
        var phase = Json.object()
                .put("currency", currency)
                .put("start_date", period.start())
                .put(END, period.end())
                .put("proration_behavior", behavior);
        var lines = phase.putArray("items");
        for (var item : priced) {
            var line = lines.addObject().put("price", Json.text(item, "price"));
            line.set("plan", line.path("price"));
            line.put("quantity", item.path("quantity").asLong(1));
        }
        return phase;
    }

    private ObjectNode price(ObjectNode asked, int index) {
        if (asked.path("items").size() != 1) {
            throw ApiError.invalid("phases[" + index + "][items]", "The stand-in schedules one item.");
        }
        var id = Json.optional(asked.path("items").path(0), "price").orElse("");
        return account.require("price", id, "phases[" + index + "][items][0][price]");
    }

    private static long end(ObjectNode asked, ObjectNode price, long start, int index) {
        if (asked.path(END).isNumber()) {
            if (asked.path(END).asLong() <= start) {
                throw ApiError.invalid("phases[" + index + "][end_date]", "A phase must end after it begins.");
            }
            return asked.path(END).asLong();
        }
        var recurring = asked.path("duration").isObject() ? asked.path("duration") : price.path("recurring");
        var lasting = Json.object();
        lasting.putObject("recurring")
                .put("interval", Json.text(recurring, "interval"))
                .put("interval_count", recurring.path("interval_count").asLong(1));
        return Cycle.of(start, lasting).from(start).end();
    }

    private static void refuseUnknown(ObjectNode asked, int index) {
        asked.properties().stream()
                .map(entry -> entry.getKey())
                .filter(name -> !KNOWN.contains(name))
                .findFirst()
                .ifPresent(name -> {
                    throw ApiError.invalid(
                            "phases[" + index + "][" + name + "]",
                            "The stand-in does not do `" + name + "` in a phase.");
                });
    }
}
