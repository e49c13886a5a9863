package tools.sota.sandbox.stripe.discounts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import tools.sota.sandbox.stripe.account.Account;
import tools.sota.sandbox.stripe.account.Ids;
import tools.sota.sandbox.stripe.error.ApiError;
import tools.sota.sandbox.stripe.http.Call;
import tools.sota.sandbox.stripe.http.Listing;
import tools.sota.sandbox.stripe.json.Json;

/// `/v1/coupons`: how much is taken off, and for how long.
public final class Coupons {
    static final String COUPON = "coupon";
    private static final String MONTHS = "duration_in_months";

    private final Account account;

    public Coupons(Account account) {
        this.account = account;
    }

    public JsonNode create(Call call) {
        check(call);
        var coupon = account.blank(COUPON).put("times_redeemed", 0L).put("valid", true);
        coupon.put("id", call.text("id").orElseGet(() -> Ids.random(8)));
        coupon.put("duration", call.text("duration").orElse("once")).putObject("metadata");
        if (account.find(COUPON, Json.text(coupon, "id")).isPresent()) {
            throw ApiError.invalid("resource_already_exists", "id", "Coupon already exists.");
        }
        account.assign(
                coupon,
                call.params(),
                "amount_off",
                "applies_to",
                "currency",
                "currency_options",
                MONTHS,
                "max_redemptions",
                "metadata",
                "name",
                "percent_off",
                "redeem_by");
        account.store(coupon);
        account.announce("coupon.created", coupon);
        return coupon;
    }

    public JsonNode get(Call call) {
        return seen(account, account.require(COUPON, call.id(), "id"));
    }

    public JsonNode list(Call call) {
        account.all(COUPON).forEach(coupon -> seen(account, coupon));
        return Listing.page(call, account.all(COUPON));
    }

    public JsonNode update(Call call) {
        var coupon = account.require(COUPON, call.id(), "id");
        account.change(
                coupon,
                "coupon.updated",
                it -> account.assign(it, call.params(), "currency_options", "metadata", "name"));
        return seen(account, coupon);
    }

    /// Who has it keeps it; nobody gets it any more.
    public JsonNode delete(Call call) {
        var coupon = account.require(COUPON, call.id(), "id");
        account.remove(coupon);
        account.announce("coupon.deleted", coupon);
        account.note(call.id()).set(COUPON, coupon);
        return Json.object().put("id", call.id()).put("object", COUPON).put("deleted", true);
    }

    /// A coupon as it is now: time and redemptions end it.
    static ObjectNode seen(Account account, ObjectNode coupon) {
        var expired = Json.moment(coupon, "redeem_by").filter(at -> at <= account.now());
        var isValid = expired.isEmpty() && !isUsedUp(coupon);
        if (coupon.path("valid").asBoolean() != isValid) {
            account.edit(coupon, it -> it.put("valid", isValid));
        }
        return coupon;
    }

    static boolean isUsedUp(ObjectNode redeemable) {
        return Json.moment(redeemable, "max_redemptions")
                .filter(most -> Json.number(redeemable, "times_redeemed") >= most)
                .isPresent();
    }

    private static void check(Call call) {
        if (call.has("percent_off") == call.has("amount_off")) {
            throw ApiError.invalid("You must pass exactly one of percent_off or amount_off.");
        }
        if (call.has("amount_off") && !call.has("currency")) {
            throw ApiError.invalid("parameter_missing", "currency", "You must pass currency when passing amount_off.");
        }
        var percent = call.param("percent_off").asDouble(100);
        if (percent <= 0 || percent > 100) {
            throw ApiError.invalid("percent_off", "Invalid percent_off: must be greater than 0 and at most 100.");
        }
        if (call.text("duration").orElse("once").equals("repeating") != call.has(MONTHS)) {
            throw ApiError.invalid(MONTHS, "`duration_in_months` goes with `duration=repeating`, and only with it.");
        }
    }
}
