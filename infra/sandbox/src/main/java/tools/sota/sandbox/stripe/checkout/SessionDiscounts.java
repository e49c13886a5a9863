package tools.sota.sandbox.stripe.checkout;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import tools.sota.sandbox.stripe.account.Account;
import tools.sota.sandbox.stripe.discounts.Discounts;
import tools.sota.sandbox.stripe.discounts.PromotionCodes;
import tools.sota.sandbox.stripe.discounts.Reduction;
import tools.sota.sandbox.stripe.error.ApiError;
import tools.sota.sandbox.stripe.json.Json;

/// What a session takes off: what the merchant gave it, or the promotion code that the customer typed.
public final class SessionDiscounts {
    private static final String FIELD = "discounts";

    private final Account account;
    private final LineItems lineItems;
    private final Discounts discounts;

    public SessionDiscounts(Account account, LineItems lineItems) {
        this.account = account;
        this.lineItems = lineItems;
        this.discounts = new Discounts(account);
    }

    /// The customer typed a code; an empty one takes it back.
    public void enter(ObjectNode session, String word) {
        if (!session.path("allow_promotion_codes").asBoolean()) {
            throw ApiError.invalid("This page takes no promotion codes.");
        }
        var given = Json.array();
        if (!word.isBlank()) {
            var code = new PromotionCodes(account)
                    .active(word)
                    .orElseThrow(() -> ApiError.invalid("promotion_code", "This code is invalid."));
            given.addObject().set("promotion_code", code.path("id"));
        }
        set(session, given);
    }

    void set(ObjectNode session, JsonNode given) {
        if (!given.isEmpty() && session.path("invoice_creation").path("enabled").asBoolean()) {
            throw ApiError.invalid(FIELD, "The stand-in discounts no invoices of `payment` mode.");
        }
        var due = Json.number(session, "amount_subtotal");
        var items = lineItems.of(session);
        var worth = LineItems.total(items);
        var off = 0L;
        for (var one : given) {
            var coupon =
                    discounts.coupon(one, Json.optional(session, "customer"), Json.text(session, "currency"), worth);
            off += Reduction.of(coupon, Json.text(session, "currency"), portions(items, due)).stream()
                    .mapToLong(Long::longValue)
                    .sum();
        }
        var taken = Math.min(due, off);
        account.edit(session, it -> {
            it.set(FIELD, account.shaped(CheckoutSessions.SESSION, FIELD, given));
            it.put("amount_total", due - taken);
            it.withObject("total_details").put("amount_discount", taken);
        });
    }

    /// As a subscription's parameters have them.
    static JsonNode given(ObjectNode session) {
        var given = Json.array();
        for (var one : session.path(FIELD)) {
            var kept = Json.object();
            one.properties().stream()
                    .filter(entry -> !entry.getValue().isNull())
                    .forEach(entry -> kept.set(entry.getKey(), entry.getValue()));
            given.add(kept);
        }
        return given;
    }

    /// Only what is due today: in a trial that leaves out what recurs.
    private static List<Reduction.Portion> portions(List<ObjectNode> items, long due) {
        var isTrial = due < LineItems.total(items);
        return items.stream()
                .filter(item -> !isTrial || !LineItems.isRecurring(item))
                .map(item -> new Reduction.Portion(
                        Json.number(item, "amount_total"), Json.text(item.path("price"), "product")))
                .toList();
    }
}
