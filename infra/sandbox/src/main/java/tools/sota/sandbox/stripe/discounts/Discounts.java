package tools.sota.sandbox.stripe.discounts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.sota.sandbox.stripe.account.Account;
import tools.sota.sandbox.stripe.error.ApiError;
import tools.sota.sandbox.stripe.json.Json;

/// The discounts of subscriptions, and what they take off invoices.
public final class Discounts {
    private static final String DISCOUNT = "discount";
    private static final String FIELD = "discounts";
    private static final String SUBSCRIPTION = "subscription";
    private static final String CODE = PromotionCodes.CODE;

    private final Account account;
    private final Rules rules;

    public Discounts(Account account) {
        this.account = account;
        this.rules = new Rules(account);
    }

    /// The coupon behind one `{coupon}` or `{promotion_code}` of a request, if it may be used.
    ///
    /// @param amount what is bought, before anything is taken off
    public ObjectNode coupon(JsonNode given, Optional<String> customer, String currency, long amount) {
        var code = Json.optional(given, CODE).map(id -> account.require(CODE, id, "discounts[0][promotion_code]"));
        code.ifPresent(it -> rules.check(it, customer, amount));
        var id = code.map(it -> Json.text(it.path("promotion"), "coupon"))
                .or(() -> Json.optional(given, "coupon"))
                .orElseThrow(() -> ApiError.invalid(FIELD, "The stand-in takes a coupon or a promotion code."));
        var coupon = account.require(Coupons.COUPON, id, "discounts[0][coupon]");
        rules.check(coupon, currency);
        return coupon;
    }

    /// Gives a subscription the discounts of a request in place of those it had. They count as redeemed afterwards.
    public List<ObjectNode> attach(ObjectNode subscription, JsonNode params, long amount) {
        var made = new ArrayList<ObjectNode>();
        for (var given : params.path(FIELD)) {
            Json.optional(given, DISCOUNT)
                    .map(id -> account.require(DISCOUNT, id, "discounts[0][discount]"))
                    .ifPresentOrElse(made::add, () -> made.add(make(subscription, given, amount)));
        }
        var ids = subscription.putArray(FIELD);
        made.forEach(it -> ids.add(Json.text(it, "id")));
        return made;
    }

    public void redeem(List<ObjectNode> made) {
        for (var discount : made) {
            account.find(Coupons.COUPON, Json.text(discount.path("source"), "coupon"))
                    .ifPresent(this::count);
            Json.optional(discount, CODE).flatMap(id -> account.find(CODE, id)).ifPresent(this::count);
            account.announce("customer.discount.created", discount);
        }
    }

    /// Those that still hold, for the next invoice of a subscription.
    public List<String> holding(ObjectNode subscription) {
        return Json.texts(subscription.path(FIELD)).stream()
                .filter(id -> Json.moment(account.require(DISCOUNT, id, FIELD), "end")
                        .map(end -> end > account.now())
                        .orElse(true))
                .toList();
    }

    /// Takes the discounts of an invoice off its lines and says how much that is.
    public long takeOff(ObjectNode invoice) {
        var lines = Json.objects(invoice.path("lines").path("data"));
        lines.forEach(line -> line.putArray("discount_amounts"));
        var left = new ArrayList<>(lines.stream().map(Discounts::reducible).toList());
        var totals = invoice.putArray("total_discount_amounts");
        var all = 0L;
        for (var id : Json.texts(invoice.path(FIELD))) {
            var portions = new ArrayList<Reduction.Portion>();
            for (var i = 0; i < lines.size(); i++) {
                portions.add(new Reduction.Portion(left.get(i), product(lines.get(i))));
            }
            var shares = Reduction.of(couponOf(id), Json.text(invoice, "currency"), portions);
            for (var i = 0; i < lines.size(); i++) {
                left.set(i, left.get(i) - shares.get(i));
                if (shares.get(i) > 0) {
                    lines.get(i).withArray("discount_amounts").add(taken(id, shares.get(i)));
                }
            }
            var sum = shares.stream().mapToLong(Long::longValue).sum();
            totals.add(taken(id, sum));
            all += sum;
        }
        return all;
    }

    /// After an invoice was issued: a coupon for once is used up by it, one whose months are over has ended.
    public void settle(ObjectNode subscription, ObjectNode invoice) {
        var holding = holding(subscription);
        var kept = holding.stream().filter(id -> !isUsedUp(id, invoice)).toList();
        var gone = Json.texts(subscription.path(FIELD)).stream()
                .filter(id -> !kept.contains(id))
                .toList();
        if (gone.isEmpty()) {
            return;
        }
        account.change(subscription, "customer.subscription.updated", it -> {
            var ids = it.putArray(FIELD);
            kept.forEach(ids::add);
        });
        gone.forEach(id -> account.announce("customer.discount.deleted", account.require(DISCOUNT, id, FIELD)));
    }

    private boolean isUsedUp(String id, ObjectNode invoice) {
        return Json.is(couponOf(id), "duration", "once")
                && Json.objects(invoice.path("total_discount_amounts")).stream()
                        .anyMatch(it -> Json.is(it, DISCOUNT, id) && Json.number(it, "amount") > 0);
    }

    private ObjectNode make(ObjectNode subscription, JsonNode given, long amount) {
        var customer = Json.text(subscription, "customer");
        var coupon = coupon(given, Optional.of(customer), Json.text(subscription, "currency"), amount);
        var discount = account.blank(DISCOUNT).put("start", account.now()).put("customer", customer);
        discount.set(SUBSCRIPTION, subscription.path("id"));
        discount.putObject("source").put("type", "coupon").set("coupon", coupon.path("id"));
        Json.optional(given, CODE).ifPresent(id -> discount.put(CODE, id));
        Json.moment(coupon, "duration_in_months").ifPresent(months -> discount.put("end", monthsOn(months)));
        account.store(discount);
        account.note(discount).set(Coupons.COUPON, coupon.deepCopy());
        return discount;
    }

    private long monthsOn(long months) {
        return Instant.ofEpochSecond(account.now())
                .atOffset(ZoneOffset.UTC)
                .plusMonths(months)
                .toEpochSecond();
    }

    private ObjectNode couponOf(String discount) {
        return (ObjectNode) account.note(discount).path(Coupons.COUPON);
    }

    private void count(ObjectNode redeemable) {
        account.edit(redeemable, it -> it.put("times_redeemed", Json.number(it, "times_redeemed") + 1));
    }

    /// Prorations and credits are not discounted.
    private static long reducible(ObjectNode line) {
        var parent = line.path("parent");
        var isProration = parent.path("invoice_item_details").path("proration").asBoolean();
        return line.path("discountable").asBoolean() && !isProration ? Math.max(0, Json.number(line, "amount")) : 0;
    }

    private static String product(ObjectNode line) {
        return Json.optional(line.path("pricing").path("price_details"), "product")
                .orElse("");
    }

    private static ObjectNode taken(String id, long amount) {
        return Json.object().put("amount", amount).put(DISCOUNT, id);
    }
}
