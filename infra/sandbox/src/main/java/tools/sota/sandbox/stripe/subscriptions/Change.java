package tools.sota.sandbox.stripe.subscriptions;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import tools.sota.sandbox.stripe.invoices.Period;
import tools.sota.sandbox.stripe.json.Json;

/// What an update makes of a subscription's items and cycle, decided before anything is touched.
///
/// @param anchor where the cycle is counted from; a new one starts a new period
record Change(List<ObjectNode> items, long anchor, boolean resetsAnchor, boolean endsTrial) {
    static Change of(ObjectNode json) {
        return new Change(
                Json.objects(json.path("items")),
                Json.number(json, "anchor"),
                json.path("resetsAnchor").asBoolean(),
                json.path("endsTrial").asBoolean());
    }

    ObjectNode json() {
        var json = Json.object()
                .put("anchor", anchor)
                .put("resetsAnchor", resetsAnchor)
                .put("endsTrial", endsTrial);
        json.putArray("items").addAll(items);
        return json;
    }

    Period period() {
        return Items.periodOf(items);
    }

    void apply(ObjectNode subscription) {
        Items.set(subscription, items.stream().map(ObjectNode::deepCopy).toList());
        subscription.put("billing_cycle_anchor", anchor);
        if (endsTrial) {
            subscription.put("trial_end", anchor).put("status", "active");
        }
    }
}
