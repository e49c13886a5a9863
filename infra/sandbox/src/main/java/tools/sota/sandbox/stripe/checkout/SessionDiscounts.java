package tools.sota.sandbox.stripe.checkout;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
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
        var bought = due(session, items);
        var shares = new long[bought.size()];
        for (var one : given) {
            var coupon =
                    discounts.coupon(one, Json.optional(session, "customer"), Json.text(session, "currency"), worth);
            var taken = Reduction.of(coupon, Json.text(session, "currency"), portions(bought, shares));
            for (var i = 0; i < shares.length; i++) {
                shares[i] += taken.get(i);
            }
        }
        var taken = Math.min(due, Arrays.stream(shares).sum());
        var kept = account.note(session).putArray("off");
        Arrays.stream(shares).forEach(kept::add);
        account.edit(session, it -> {
            it.set(FIELD, account.shaped(CheckoutSessions.SESSION, FIELD, given));
            it.put("amount_total", due - taken);
            it.withObject("total_details").put("amount_discount", taken);
        });
        new SessionTax(account, lineItems).again(session);
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

    /// Only what is paid today: in a trial that leaves out what recurs.
    static List<ObjectNode> due(ObjectNode session, List<ObjectNode> items) {
        var isTrial = Json.number(session, "amount_subtotal") < LineItems.total(items);
        return items.stream()
                .filter(item -> !isTrial || !LineItems.isRecurring(item))
                .toList();
    }

    /// What is left of each item after the discounts before.
    private static List<Reduction.Portion> portions(List<ObjectNode> items, long[] shares) {
        return IntStream.range(0, shares.length)
                .mapToObj(i -> new Reduction.Portion(
                        Json.number(items.get(i), "amount_total") - shares[i],
                        Json.text(items.get(i).path("price"), "product")))
                .toList();
    }
}
