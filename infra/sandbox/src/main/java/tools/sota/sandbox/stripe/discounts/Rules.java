package tools.sota.sandbox.stripe.discounts;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import tools.sota.sandbox.stripe.account.Account;
import tools.sota.sandbox.stripe.error.ApiError;
import tools.sota.sandbox.stripe.json.Json;

/// Who may redeem what.
final class Rules {
    private final Account account;

    Rules(Account account) {
        this.account = account;
    }

    void check(ObjectNode coupon, String currency) {
        if (!Coupons.seen(account, coupon).path("valid").asBoolean()) {
            throw ApiError.invalid("coupon_expired", "coupon", "Coupon expired: " + Json.text(coupon, "id"));
        }
        var isPercent = coupon.path("percent_off").isNumber();
        if (!isPercent
                && !Json.is(coupon, "currency", currency)
                && !coupon.path("currency_options").has(currency)) {
            throw ApiError.invalid(
                    "coupon", "The coupon takes off an amount in another currency than `" + currency + "`.");
        }
    }

    /// @param customer absent while nobody knows who will pay
    /// @param amount what is bought, before anything is taken off
    void check(ObjectNode code, Optional<String> customer, long amount) {
        var expired = Json.moment(code, "expires_at").filter(at -> at <= account.now());
        if (!code.path("active").asBoolean() || expired.isPresent() || Coupons.isUsedUp(code)) {
            throw refusal("This promotion code is no longer active.");
        }
        var owner = Json.optional(code, "customer");
        if (owner.isPresent() && !owner.equals(customer)) {
            throw refusal("This promotion code cannot be redeemed by this customer.");
        }
        var restrictions = code.path("restrictions");
        if (restrictions.path("first_time_transaction").asBoolean()
                && customer.filter(this::hasPaid).isPresent()) {
            throw refusal("This promotion code cannot be redeemed because the associated customer has prior"
                    + " transactions.");
        }
        if (Json.number(restrictions, "minimum_amount") > amount) {
            throw refusal("This promotion code needs a larger purchase.");
        }
    }

    private boolean hasPaid(String customer) {
        return account.all("charge").stream()
                .anyMatch(it -> Json.is(it, "customer", customer) && Json.is(it, "status", "succeeded"));
    }

    private static ApiError refusal(String message) {
        return ApiError.invalid("promotion_code", message);
    }
}
