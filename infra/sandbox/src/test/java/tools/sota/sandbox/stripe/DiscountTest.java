package tools.sota.sandbox.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.StripeException;
import com.stripe.model.Coupon;
import com.stripe.model.Invoice;
import com.stripe.model.PromotionCode;
import com.stripe.model.Subscription;
import com.stripe.param.CouponCreateParams;
import com.stripe.param.InvoiceCreatePreviewParams;
import com.stripe.param.PromotionCodeCreateParams;
import com.stripe.param.SubscriptionCreateParams;
import com.stripe.param.checkout.SessionCreateParams;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Mistake 46: coupons that were never applied, applied too often, or ask for a card when nothing is due.
class DiscountTest {
    private final Shop shop = Shop.open();

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void mistake46OnceForeverAndRepeatingOverThreeRenewals() throws Exception {
        assertThat(paidOverFourMonths(coupon("20", it -> it.setDuration(CouponCreateParams.Duration.ONCE))))
                .containsExactly(7920L, 9900L, 9900L, 9900L);
        assertThat(paidOverFourMonths(coupon("20", it -> it.setDuration(CouponCreateParams.Duration.FOREVER))))
                .containsExactly(7920L, 7920L, 7920L, 7920L);
        assertThat(paidOverFourMonths(coupon(
                        "33.3",
                        it -> it.setDuration(CouponCreateParams.Duration.REPEATING)
                                .setDurationInMonths(2L))))
                .containsExactly(6603L, 6603L, 9900L, 9900L);
    }

    @Test
    void mistake46APromotionCodeIsTypedOnThePayPage() throws Exception {
        var coupon = coupon("25", it -> it.setDuration(CouponCreateParams.Duration.ONCE));
        var code = code(coupon, it -> it.setCode("SPRING").setMaxRedemptions(1L));
        var session = shop.checkout(
                shop.customer("ada@example.com"), shop.pro(), builder -> builder.setAllowPromotionCodes(true));

        var wrong = Browser.send(session.getUrl() + "/promotion", Map.of("code", "WINTER"));
        var right = Browser.send(session.getUrl() + "/promotion", Map.of("code", "spring"));
        var page = Browser.open(session.getUrl());
        Browser.send(session.getUrl(), Browser.card("4242 4242 4242 4242"));

        assertThat(wrong.status()).isEqualTo(422);
        assertThat(right.status()).isEqualTo(303);
        assertThat(page.body()).contains("$74.25", "-$24.75");
        var done = shop.v1().checkout().sessions().retrieve(session.getId());
        assertThat(done.getAmountTotal()).isEqualTo(7425);
        assertThat(done.getTotalDetails().getAmountDiscount()).isEqualTo(2475);
        assertThat(shop.v1().invoices().retrieve(done.getInvoice()).getAmountPaid())
                .isEqualTo(7425);
        assertThat(shop.v1().promotionCodes().retrieve(code.getId()).getTimesRedeemed())
                .isEqualTo(1);
        assertThat(shop.eventTypes()).contains("customer.discount.created", "customer.discount.deleted");
    }

    @Test
    void mistake46APromotionCodeIsNotReused() throws Exception {
        var coupon = coupon("25", it -> it.setDuration(CouponCreateParams.Duration.ONCE));
        var once = code(coupon, it -> it.setMaxRedemptions(1L));
        var first = code(
                coupon,
                it -> it.setRestrictions(PromotionCodeCreateParams.Restrictions.builder()
                        .setFirstTimeTransaction(true)
                        .build()));
        var ada = shop.customerWith("pm_card_visa");
        var pro = shop.pro();
        shop.subscribe(ada, pro, it -> it.addDiscount(by(once)));

        assertThatThrownBy(() -> shop.subscribe(ada, pro, it -> it.addDiscount(by(once))))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("no longer active");
        assertThatThrownBy(() -> shop.subscribe(ada, pro, it -> it.addDiscount(by(first))))
                .hasMessageContaining("prior transactions");
    }

    @Test
    void mistake46NothingDueAsksForNoCard() throws Exception {
        var coupon = coupon("100", it -> it.setDuration(CouponCreateParams.Duration.ONCE));
        var session = shop.checkout(
                shop.customer("ada@example.com"),
                shop.pro(),
                builder -> builder.setPaymentMethodCollection(SessionCreateParams.PaymentMethodCollection.IF_REQUIRED)
                        .addDiscount(SessionCreateParams.Discount.builder()
                                .setCoupon(coupon.getId())
                                .build()));

        var page = Browser.open(session.getUrl());
        Browser.send(session.getUrl(), Map.of("email", "ada@example.com", "name", "Ada", "country", "GB"));

        assertThat(page.body()).contains("$0.00").doesNotContain("cvc");
        var done = shop.v1().checkout().sessions().retrieve(session.getId());
        assertThat(done.getPaymentStatus()).isEqualTo("no_payment_required");
        assertThat(shop.subscription(done.getSubscription()).getStatus()).isEqualTo("active");
    }

    @Test
    void aPreviewKnowsTheDiscount() throws Exception {
        var coupon = coupon("10", it -> it.setDuration(CouponCreateParams.Duration.ONCE));
        var preview = shop.v1()
                .invoices()
                .createPreview(InvoiceCreatePreviewParams.builder()
                        .setCustomer(shop.customer("ada@example.com").getId())
                        .addDiscount(InvoiceCreatePreviewParams.Discount.builder()
                                .setCoupon(coupon.getId())
                                .build())
                        .setSubscriptionDetails(InvoiceCreatePreviewParams.SubscriptionDetails.builder()
                                .addItem(InvoiceCreatePreviewParams.SubscriptionDetails.Item.builder()
                                        .setPrice(shop.pro().getId())
                                        .build())
                                .build())
                        .build());

        assertThat(preview.getSubtotal()).isEqualTo(9900);
        assertThat(preview.getAmountDue()).isEqualTo(8910);
        assertThat(shop.v1().coupons().retrieve(coupon.getId()).getTimesRedeemed())
                .isZero();
    }

    private List<Long> paidOverFourMonths(Coupon coupon) throws StripeException {
        var discount = SubscriptionCreateParams.Discount.builder()
                .setCoupon(coupon.getId())
                .build();
        Subscription subscription =
                shop.subscribe(shop.customerWith("pm_card_visa"), shop.pro(), it -> it.addDiscount(discount));
        for (var month = 0; month < 3; month++) {
            shop.clock.move(Duration.ofDays(31));
        }
        return shop.invoices(subscription.getId()).stream()
                .map(Invoice::getTotal)
                .toList();
    }

    private Coupon coupon(String percent, UnaryOperator<CouponCreateParams.Builder> more) throws StripeException {
        var builder = CouponCreateParams.builder().setPercentOff(new BigDecimal(percent));
        return shop.v1().coupons().create(more.apply(builder).build());
    }

    private PromotionCode code(Coupon coupon, UnaryOperator<PromotionCodeCreateParams.Builder> more)
            throws StripeException {
        var builder = PromotionCodeCreateParams.builder()
                .setPromotion(PromotionCodeCreateParams.Promotion.builder()
                        .setType(PromotionCodeCreateParams.Promotion.Type.COUPON)
                        .setCoupon(coupon.getId())
                        .build());
        return shop.v1().promotionCodes().create(more.apply(builder).build());
    }

    private static SubscriptionCreateParams.Discount by(PromotionCode code) {
        return SubscriptionCreateParams.Discount.builder()
                .setPromotionCode(code.getId())
                .build();
    }
}
