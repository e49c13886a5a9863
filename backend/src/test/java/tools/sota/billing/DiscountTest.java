package tools.sota.billing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.stripe.exception.StripeException;
import com.stripe.model.Coupon;
import com.stripe.param.CouponCreateParams;
import com.stripe.param.PromotionCodeCreateParams;
import com.stripe.param.SubscriptionUpdateParams;
import com.stripe.param.common.EmptyParam;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.sota.sandbox.stripe.customers.TestCard;
import tools.sota.testing.Answer;
import tools.sota.testing.Stranger;

/// Coupons and promotion codes, from the pay page to the invoice. Numbers are those of stripe.md, section 6.
class DiscountTest {
    private final Shop shop = Shop.fresh();

    @AfterEach
    void close() {
        shop.close();
    }

    /// 46: the code is applied, and shown wherever the price is.
    @Test
    void aCodeMakesThePlanCheaperForAsLongAsItHolds() throws StripeException {
        code(
                "SPRING",
                coupon(
                        "20",
                        it -> it.setDuration(CouponCreateParams.Duration.REPEATING)
                                .setDurationInMonths(2L)
                                .setName("Spring sale")));
        var ada = givenSubscriber("spring");

        var discount = shop.subscriptionOf(ada).json().path("discounts").get(0);
        assertThat(discount.path("code").asText()).isEqualTo("SPRING");
        assertThat(discount.path("name").asText()).isEqualTo("Spring sale");
        assertThat(discount.path("percent_off").asInt()).isEqualTo(20);
        assertThat(discount.path("duration").asText()).isEqualTo("repeating");
        assertThat(paid(ada)).isEqualTo(7_920);
        shop.passTime(ada, Duration.ofDays(31).plusHours(2));
        assertThat(paid(ada)).isEqualTo(7_920);
        shop.passTime(ada, Duration.ofDays(31));
        assertThat(paid(ada)).isEqualTo(9_900);
        assertThat(shop.subscriptionOf(ada).json().path("discounts")).isEmpty();
    }

    /// 46: nothing due asks for no card.
    @Test
    void aPlanThatCostsNothingAsksForNoCard() throws StripeException {
        code("GIFT", coupon("100", it -> it.setDuration(CouponCreateParams.Duration.ONCE)));
        var ada = shop.product().signUp();
        var session = checkout(ada, "gift").text("id");
        assertThat(shop.api().checkout().sessions().retrieve(session).getPaymentMethodCollection())
                .isEqualTo("if_required");

        shop.stripe().payNothing(session);
        shop.deliver();

        assertThat(shop.planOf(ada)).isEqualTo("pro");
        assertThat(paid(ada)).isZero();
    }

    /// 46: a code is used as often as its maker allows, and what it is not good for says why.
    @Test
    void aCodeThatCannotBeUsedIsRefusedByItsField() throws StripeException {
        var once = coupon("20", it -> it.setDuration(CouponCreateParams.Duration.ONCE));
        code("ONLYONE", once, it -> it.setMaxRedemptions(1L));
        givenSubscriber("onlyone");
        var bob = shop.product().signUp();

        for (var word : new String[] {"onlyone", "nosuch"}) {
            var refused = checkout(bob, word);
            assertThat(refused.status()).as(refused.body()).isEqualTo(422);
            assertThat(refused.json().at("/errors/0/pointer").asText()).isEqualTo("/promotion_code");
        }
        assertThat(checkout(bob, "").status()).isEqualTo(422);
        assertThat(shop.startCheckout(bob, "pro", "month").status()).isEqualTo(201);
    }

    /// Another code is another page; the same code the same page.
    @Test
    void anOpenPageIsKeptForTheSameCodeAlone() throws StripeException {
        var coupon = coupon("20", it -> it.setDuration(CouponCreateParams.Duration.FOREVER));
        code("ONE", coupon);
        code("TWO", coupon);
        var ada = shop.product().signUp();

        var first = checkout(ada, "one").text("id");

        assertThat(checkout(ada, "one").text("id")).isEqualTo(first);
        var second = checkout(ada, "two").text("id");
        assertThat(second).isNotEqualTo(first);
        assertThat(shop.api().checkout().sessions().retrieve(first).getStatus()).isEqualTo("expired");
        assertThat(shop.startCheckout(ada, "pro", "month").text("id")).isNotIn(first, second);
    }

    /// 15: the preview of an upgrade knows the discount, and the credit is of what was paid.
    @Test
    void anUpgradeWithADiscountCostsWhatItsPreviewSays() throws StripeException {
        code("HALF", coupon("50", it -> it.setDuration(CouponCreateParams.Duration.FOREVER)));
        var ada = givenSubscriber("half");
        shop.passTime(ada, Duration.ofDays(10));

        var preview = preview(ada, "team");
        var changed = change(ada, "team", preview);

        assertThat(changed.text("plan")).as(changed.body()).isEqualTo("team");
        assertThat(amount(preview, "discount")).isEqualTo(24_950);
        assertThat(amount(preview, "credit")).isBetween(4_950L * 20 / 31, 4_950L * 21 / 31);
        assertThat(amount(preview, "due")).isEqualTo(24_950 - amount(preview, "credit"));
        assertThat(preview.at("/next_invoice/amount/amount").asLong()).isEqualTo(24_950);
        assertThat(paid(ada)).isEqualTo(amount(preview, "due"));
        shop.passTime(ada, Duration.ofDays(32));
        assertThat(paid(ada)).isEqualTo(24_950);
    }

    /// What is for one invoice is used up by the upgrade, and what ends before the next invoice does not count there.
    @Test
    void thePreviewOfTheNextInvoiceKnowsWhichDiscountsStillHold() throws StripeException {
        code("ONCE", coupon("50", it -> it.setDuration(CouponCreateParams.Duration.ONCE)));
        var ada = shop.product().signUp().proveEmail();
        var session = ada.browser().post("/v1/checkout", """
                {"plan":"pro","interval":"month","trial":true,"trial_card":"now","promotion_code":"once"}""");
        assertThat(session.status()).as(session.body()).isEqualTo(201);
        shop.pay(session.text("id"));
        shop.deliver();
        shop.passTime(ada, Duration.ofDays(1));

        var preview = preview(ada, "team");

        assertThat(amount(preview, "due")).isEqualTo(24_950);
        assertThat(preview.at("/next_invoice/amount/amount").asLong()).isEqualTo(49_900);
    }

    /// A downgrade goes through a schedule, which would end discounts that its phases do not name.
    @Test
    void aDowngradeKeepsTheDiscount() throws StripeException {
        code("HALF", coupon("50", it -> it.setDuration(CouponCreateParams.Duration.FOREVER)));
        var ada = shop.product().signUp();
        shop.pay(ada.browser().post("/v1/checkout", """
                {"plan":"team","interval":"month","promotion_code":"HALF"}""").text("id"));
        shop.deliver();
        shop.passTime(ada, Duration.ofDays(1));

        var preview = preview(ada, "pro");
        var changed = change(ada, "pro", preview);
        assertThat(changed.status()).as(changed.body()).isEqualTo(200);
        assertThat(preview(ada, "pro").at("/next_invoice/amount/amount").asLong())
                .isEqualTo(4_950);
        shop.passTime(ada, Duration.ofDays(31));

        assertThat(preview.at("/next_invoice/amount/amount").asLong()).isEqualTo(4_950);
        assertThat(shop.planOf(ada)).isEqualTo("pro");
        assertThat(paid(ada)).isEqualTo(4_950);
    }

    /// 15: what changes at Stripe between the preview and the change makes the preview void, and nothing is charged.
    @Test
    void aPreviewIsVoidOnceStripeWouldChargeSomethingElse() throws StripeException {
        code("HALF", coupon("50", it -> it.setDuration(CouponCreateParams.Duration.FOREVER)));
        var ada = givenSubscriber("half");
        shop.passTime(ada, Duration.ofDays(1));
        var preview = preview(ada, "team");
        var subscription = shop.ask("select id from subscription where customer_id = ?", shop.customerOf(ada))
                .getFirst();
        shop.api()
                .subscriptions()
                .update(
                        subscription,
                        SubscriptionUpdateParams.builder()
                                .setDiscounts(EmptyParam.EMPTY)
                                .build());

        assertThat(change(ada, "team", preview).code()).isEqualTo("preview_outdated");

        assertThat(shop.planOf(ada)).isEqualTo("pro");
        assertThat(paid(ada)).isEqualTo(4_950);
    }

    private Stranger givenSubscriber(String code) {
        var who = shop.product().signUp();
        var opened = checkout(who, code);
        assertThat(opened.status()).as(opened.body()).isEqualTo(201);
        shop.stripe().pay(opened.text("id"), TestCard.VISA);
        shop.deliver();
        assertThat(shop.planOf(who)).isEqualTo("pro");
        return who;
    }

    private static Answer checkout(Stranger who, String code) {
        return who.browser().post("/v1/checkout", """
                {"plan":"pro","interval":"month","promotion_code":"%s"}""".formatted(code));
    }

    private static JsonNode preview(Stranger who, String plan) {
        var answer = who.browser().post("/v1/subscription/preview", """
                {"plan":"%s","interval":"month"}""".formatted(plan));
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return answer.json();
    }

    private static Answer change(Stranger who, String plan, JsonNode preview) {
        return who.browser().patch("/v1/subscription", """
                {"plan":"%s","interval":"month","preview_id":"%s"}""".formatted(
                        plan, preview.path("id").asText()));
    }

    private static long amount(JsonNode preview, String field) {
        return preview.at("/" + field + "/amount").asLong();
    }

    /// With the newest invoice.
    private static long paid(Stranger who) {
        return who.browser()
                .get("/v1/invoices")
                .json()
                .at("/data/0/amount_paid/amount")
                .asLong();
    }

    private Coupon coupon(String percent, UnaryOperator<CouponCreateParams.Builder> more) throws StripeException {
        return shop.api()
                .coupons()
                .create(more.apply(CouponCreateParams.builder().setPercentOff(new BigDecimal(percent)))
                        .build());
    }

    private void code(String word, Coupon coupon) throws StripeException {
        code(word, coupon, UnaryOperator.identity());
    }

    private void code(String word, Coupon coupon, UnaryOperator<PromotionCodeCreateParams.Builder> more)
            throws StripeException {
        var builder = PromotionCodeCreateParams.builder()
                .setCode(word)
                .setPromotion(PromotionCodeCreateParams.Promotion.builder()
                        .setType(PromotionCodeCreateParams.Promotion.Type.COUPON)
                        .setCoupon(coupon.getId())
                        .build());
        shop.api().promotionCodes().create(more.apply(builder).build());
    }
}
