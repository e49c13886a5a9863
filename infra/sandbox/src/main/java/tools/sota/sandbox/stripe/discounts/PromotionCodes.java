package tools.sota.sandbox.stripe.discounts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.Optional;
import tools.sota.sandbox.stripe.account.Account;
import tools.sota.sandbox.stripe.account.Ids;
import tools.sota.sandbox.stripe.error.ApiError;
import tools.sota.sandbox.stripe.http.Call;
import tools.sota.sandbox.stripe.http.Listing;
import tools.sota.sandbox.stripe.json.Json;

/// `/v1/promotion_codes`: the word that a customer types to get a coupon, and who may.
public final class PromotionCodes {
    static final String CODE = "promotion_code";
    private static final String ACTIVE = "active";

    private final Account account;

    public PromotionCodes(Account account) {
        this.account = account;
    }

    public JsonNode create(Call call) {
        call.refuse("customer_account");
        var promotion = call.param("promotion");
        var coupon = account.require(
                Coupons.COUPON, Json.optional(promotion, "coupon").orElse(""), "promotion[coupon]");
        if (!Coupons.seen(account, coupon).path("valid").asBoolean()) {
            throw ApiError.invalid("promotion[coupon]", "The coupon is not valid any more.");
        }
        var word = call.text("code").orElseGet(() -> Ids.random(8).toUpperCase(Locale.ROOT));
        active(word).ifPresent(other -> {
            throw ApiError.invalid("code", "An active promotion code with `code: " + word + "` already exists.");
        });
        call.text("customer").ifPresent(id -> account.require("customer", id, "customer"));
        var made = account.blank(CODE).put("code", word).put(ACTIVE, true).put("times_redeemed", 0L);
        made.putObject("metadata");
        made.set("promotion", account.shaped(CODE, "promotion", promotion));
        account.assign(
                made, call.params(), ACTIVE, "customer", "expires_at", "max_redemptions", "metadata", "restrictions");
        account.store(made);
        account.announce("promotion_code.created", made);
        return made;
    }

    public JsonNode get(Call call) {
        return account.require(CODE, call.id(), "id");
    }

    public JsonNode list(Call call) {
        return Listing.page(
                call,
                account.all(CODE),
                it -> (!call.has(ACTIVE) || call.flag(ACTIVE) == it.path(ACTIVE).asBoolean())
                        && call.text("code").map(word -> isWord(it, word)).orElse(true)
                        && call.text("coupon")
                                .map(id -> Json.is(it.path("promotion"), "coupon", id))
                                .orElse(true),
                "customer");
    }

    public JsonNode update(Call call) {
        var code = account.require(CODE, call.id(), "id");
        account.change(
                code,
                "promotion_code.updated",
                it -> account.assign(it, call.params(), ACTIVE, "metadata", "restrictions"));
        return code;
    }

    /// What a customer typed, however they wrote it.
    public Optional<ObjectNode> active(String word) {
        return account.all(CODE).stream()
                .filter(it -> it.path(ACTIVE).asBoolean() && isWord(it, word))
                .findFirst();
    }

    private static boolean isWord(ObjectNode code, String word) {
        return Json.text(code, "code").equalsIgnoreCase(word.strip());
    }
}
