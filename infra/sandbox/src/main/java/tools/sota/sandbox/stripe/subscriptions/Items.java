package tools.sota.sandbox.stripe.subscriptions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import tools.sota.sandbox.stripe.account.Account;
import tools.sota.sandbox.stripe.catalog.Prices;
import tools.sota.sandbox.stripe.error.ApiError;
import tools.sota.sandbox.stripe.invoices.Amounts;
import tools.sota.sandbox.stripe.invoices.Period;
import tools.sota.sandbox.stripe.json.Json;

/// The items of a subscription: which price, how many of it, for which period.
final class Items {
    private static final String ITEM = "subscription_item";

    private final Account account;
    private final Prices prices;

    Items(Account account, Prices prices) {
        this.account = account;
        this.prices = prices;
    }

    static List<ObjectNode> of(ObjectNode subscription) {
        return Json.objects(subscription.path("items").path("data"));
    }

    static Period period(ObjectNode subscription) {
        return periodOf(of(subscription));
    }

    static Period periodOf(List<ObjectNode> items) {
        return new Period(
                items.stream()
                        .mapToLong(item -> Json.number(item, "current_period_start"))
                        .min()
                        .orElseThrow(),
                items.stream()
                        .mapToLong(item -> Json.number(item, "current_period_end"))
                        .max()
                        .orElseThrow());
    }

    static void set(ObjectNode subscription, List<ObjectNode> items) {
        var list = subscription.withObject("items").put("object", "list").put("has_more", false);
        list.put("url", "/v1/subscription_items?subscription=" + Json.text(subscription, "id"));
        var data = list.putArray("data");
        items.forEach(data::add);
    }

    /// What one period costs before anything is taken off.
    static long worth(List<ObjectNode> items) {
        return items.stream()
                .mapToLong(item -> Amounts.of((ObjectNode) item.path("price"), Json.number(item, "quantity")))
                .sum();
    }

    static void setPeriod(List<ObjectNode> items, Period period) {
        items.forEach(item -> item.put("current_period_start", period.start()).put("current_period_end", period.end()));
    }

    List<ObjectNode> create(ObjectNode subscription, JsonNode given) {
        if (given.isEmpty()) {
            throw ApiError.invalid("parameter_missing", "items", "Missing required param: items.");
        }
        var items = new ArrayList<ObjectNode>();
        for (var i = 0; i < given.size(); i++) {
            items.add(create(subscription, (ObjectNode) given.path(i), i));
        }
        requireOneInterval(items);
        return items;
    }

    /// The items as they will be when an update's `items` have been carried out; the present ones stay untouched.
    List<ObjectNode> changed(ObjectNode subscription, JsonNode given) {
        var items = new ArrayList<>(
                of(subscription).stream().map(ObjectNode::deepCopy).toList());
        for (var i = 0; i < given.size(); i++) {
            var change = (ObjectNode) given.path(i);
            if (change.has("id")) {
                change(items, change, i);
            } else {
                items.add(create(subscription, change, i));
            }
        }
        requireOneInterval(items);
        return items;
    }

    private void change(List<ObjectNode> items, ObjectNode change, int index) {
        var item = items.stream()
                .filter(it -> Json.is(it, "id", Json.text(change, "id")))
                .findFirst()
                .orElseThrow(() -> ApiError.missing(ITEM, Json.text(change, "id"), "items[" + index + "][id]"));
        if (change.path("deleted").asBoolean()) {
            items.remove(item);
            return;
        }
        if (change.has("price") || change.has("price_data")) {
            setPrice(item, price(change, index));
        }
        account.assign(item, change, "quantity", "metadata");
    }

    private ObjectNode create(ObjectNode subscription, ObjectNode given, int index) {
        var item = account.blank(ITEM).put("quantity", 1L);
        item.set("subscription", subscription.path("id"));
        setPrice(item, price(given, index));
        account.assign(item, given, "quantity", "metadata");
        return item;
    }

    private ObjectNode price(ObjectNode given, int index) {
        var param = "items[" + index + "][price]";
        var price = given.has("price_data")
                ? prices.make((ObjectNode) given.path("price_data"))
                : account.require("price", Json.optional(given, "price").orElse(""), param);
        if (!Json.is(price, "type", "recurring")) {
            throw ApiError.invalid(
                    param,
                    "The price specified is set to `type=one_time` but this field only accepts"
                            + " prices with `type=recurring`.");
        }
        if (!price.path("active").asBoolean()) {
            throw ApiError.invalid(param, "The price specified is inactive. This field only accepts active prices.");
        }
        return price;
    }

    private void setPrice(ObjectNode item, ObjectNode price) {
        item.set("price", price.deepCopy());
        item.set("plan", plan(price));
    }

    /// The price in the older form that Stripe still repeats on each item.
    private ObjectNode plan(ObjectNode price) {
        var plan = account.bare("plan");
        for (var field :
                new String[] {"id", "active", "billing_scheme", "created", "currency", "metadata", "nickname", "product"
                }) {
            plan.set(field, price.path(field).deepCopy());
        }
        plan.set("amount", price.path("unit_amount"));
        plan.set("amount_decimal", price.path("unit_amount_decimal"));
        plan.set("interval", price.path("recurring").path("interval"));
        plan.set("interval_count", price.path("recurring").path("interval_count"));
        plan.set("usage_type", price.path("recurring").path("usage_type"));
        return plan;
    }

    private static void requireOneInterval(List<ObjectNode> items) {
        var intervals = items.stream()
                .map(item -> item.path("price").path("recurring"))
                .map(it -> Json.text(it, "interval") + Json.number(it, "interval_count"))
                .distinct()
                .count();
        if (intervals > 1) {
            throw ApiError.invalid("items", "The stand-in bills all items of a subscription at one interval.");
        }
        if (items.isEmpty()) {
            throw ApiError.invalid("items", "A subscription must have at least one active item.");
        }
    }
}
