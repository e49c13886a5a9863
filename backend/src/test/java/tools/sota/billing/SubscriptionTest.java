package tools.sota.billing;

import static org.assertj.core.api.Assertions.assertThat;

import com.stripe.exception.StripeException;
import com.stripe.param.SubscriptionCreateParams;
import com.stripe.param.SubscriptionListParams;
import com.stripe.param.SubscriptionUpdateParams;
import com.stripe.param.common.EmptyParam;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import tools.sota.sandbox.stripe.customers.TestCard;
import tools.sota.sandbox.stripe.subscriptions.DunningEnd;
import tools.sota.testing.Stranger;

/// A subscription over time. Numbers are those of the known mistakes in stripe.md, section 6.
class SubscriptionTest {
    /// 9, 10: the period stands on the item, and the renewal's invoice names its subscription in `parent`.
    @Test
    void aRenewalMovesThePeriodAndBringsTheNextInvoice() {
        try (var shop = Shop.fresh()) {
            var ada = shop.givenSubscriber("pro");
            var first = shop.subscriptionOf(ada);

            shop.passTime(ada, Duration.ofDays(32));

            var second = shop.subscriptionOf(ada);
            assertThat(second.text("status")).isEqualTo("active");
            assertThat(second.text("current_period.start")).isEqualTo(first.text("current_period.end"));
            assertThat(ada.browser().get("/v1/invoices").json().get("data")).hasSize(2);
            assertThat(shop.receiptsOf(ada)).isEqualTo(2);
        }
    }

    /// 11: the portal sets `cancel_at` alone, the API both; what customers see is one date.
    @Test
    void aCancellationShowsItsDateHoweverItWasMade() throws StripeException {
        var shop = Shop.shared();
        var ada = shop.givenSubscriber("pro");
        var end = shop.subscriptionOf(ada).text("current_period.end");

        update(shop, ada, SubscriptionUpdateParams.builder().setCancelAtPeriodEnd(true));
        assertThat(shop.subscriptionOf(ada).text("cancel_at")).isEqualTo(end);

        update(shop, ada, SubscriptionUpdateParams.builder().setCancelAtPeriodEnd(false));
        assertThat(shop.subscriptionOf(ada).json().get("cancel_at").isNull()).isTrue();

        long at = Instant.parse(end).getEpochSecond();
        update(shop, ada, SubscriptionUpdateParams.builder().setCancelAt(at));
        assertThat(shop.subscriptionOf(ada).text("cancel_at")).isEqualTo(end);

        update(shop, ada, SubscriptionUpdateParams.builder().setCancelAt(EmptyParam.EMPTY));
        assertThat(shop.subscriptionOf(ada).json().get("cancel_at").isNull()).isTrue();
        assertThat(shop.planOf(ada)).isEqualTo("pro");
    }

    @Test
    void aCancellationTakesEffectWhenItsDateComesAndOpensTheCheckoutAgain() throws StripeException {
        try (var shop = Shop.fresh()) {
            var ada = shop.givenSubscriber("pro");
            update(shop, ada, SubscriptionUpdateParams.builder().setCancelAtPeriodEnd(true));

            shop.passTime(ada, Duration.ofDays(32));

            assertThat(shop.planOf(ada)).isEqualTo("free");
            assertThat(shop.subscriptionOf(ada).text("status")).isEqualTo("none");
            shop.pay(shop.givenCheckout(ada, "team"));
            shop.deliver();
            assertThat(shop.planOf(ada)).isEqualTo("team");
        }
    }

    /// 17: the end of an old subscription is no news of the new one.
    @Test
    void anOldCanceledSubscriptionTakesNothingFromTheActiveOne() throws StripeException {
        var shop = Shop.shared();
        var ada = shop.givenSubscriber("pro");
        shop.api().subscriptions().cancel(subscriptionId(shop, ada));
        shop.deliver();
        assertThat(shop.planOf(ada)).isEqualTo("free");
        shop.pay(shop.givenCheckout(ada, "team"));
        shop.deliver();

        var ended = shop.stripe().events().stream()
                .filter(event -> event.path("type").asText().equals("customer.subscription.deleted"))
                .reduce((earlier, later) -> later)
                .orElseThrow();
        shop.send(ended.deepCopy().put("id", "evt_late_end_of_the_old_one").toString());
        shop.deliver();

        assertThat(shop.planOf(ada)).isEqualTo("team");
    }

    /// 27: neither access for ever nor cut at once.
    @Test
    void aFailedRenewalKeepsThePlanForTheGraceAndNoLonger() {
        try (var shop = Shop.fresh()) {
            shop.stripe().dunningEnds(DunningEnd.UNPAID);
            var ada = shop.product().signUp();
            shop.pay(shop.givenCheckout(ada, "pro"));
            shop.deliver();
            useCard(shop, ada, TestCard.CUSTOMER_FAIL);
            var end = Instant.parse(shop.subscriptionOf(ada).text("current_period.end"));

            passTimeTo(shop, ada, end.plus(Duration.ofDays(1)));
            assertThat(shop.subscriptionOf(ada).text("status")).isEqualTo("past_due");
            assertThat(shop.planOf(ada)).isEqualTo("pro");

            passTimeTo(shop, ada, end.plus(Duration.ofDays(8)).minusSeconds(1));
            assertThat(shop.planOf(ada)).isEqualTo("pro");
            passTimeTo(shop, ada, end.plus(Duration.ofDays(8)).plusSeconds(1));
            assertThat(shop.planOf(ada)).isEqualTo("free");
            assertThat(ada.browser().get("/v1/me").text("plan")).isEqualTo("free");
            assertThat(shop.startCheckout(ada, "pro", "month").status()).isEqualTo(409);
        }
    }

    @Test
    void whoPaysWithinTheGraceIsBackWithoutAGap() throws StripeException {
        try (var shop = Shop.fresh()) {
            var ada = shop.givenSubscriber("pro");
            useCard(shop, ada, TestCard.CUSTOMER_FAIL);
            var end = Instant.parse(shop.subscriptionOf(ada).text("current_period.end"));
            passTimeTo(shop, ada, end.plus(Duration.ofDays(1)));
            useCard(shop, ada, TestCard.VISA);
            var open = shop.stripe().objects("invoice").stream()
                    .filter(invoice -> invoice.path("status").asText().equals("open"))
                    .findFirst()
                    .orElseThrow();

            shop.api().invoices().pay(open.path("id").asText());
            shop.deliver();

            assertThat(shop.subscriptionOf(ada).text("status")).isEqualTo("active");
            passTimeTo(shop, ada, end.plus(Duration.ofDays(10)));
            assertThat(shop.planOf(ada)).isEqualTo("pro");
        }
    }

    /// A subscription that staff made by hand is somebody's contract: it is never ended or paid back by itself.
    @Test
    void aSecondSubscriptionMadeByHandIsLeftAlone() throws StripeException {
        var shop = Shop.shared();
        var ada = shop.givenSubscriber("pro");
        shop.api()
                .subscriptions()
                .create(SubscriptionCreateParams.builder()
                        .setCustomer(shop.customerOf(ada))
                        .setCollectionMethod(SubscriptionCreateParams.CollectionMethod.SEND_INVOICE)
                        .setDaysUntilDue(30L)
                        .addItem(SubscriptionCreateParams.Item.builder()
                                .setPrice(priceId(shop, "team_month"))
                                .build())
                        .build());

        shop.deliver();

        assertThat(shop.ask("select status from subscription where customer_id = ?", shop.customerOf(ada)))
                .containsExactlyInAnyOrder("active", "active");
        assertThat(shop.planOf(ada)).isEqualTo("pro");
    }

    private static void update(Shop shop, Stranger who, SubscriptionUpdateParams.Builder change)
            throws StripeException {
        shop.api().subscriptions().update(subscriptionId(shop, who), change.build());
        shop.deliver();
    }

    private static String subscriptionId(Shop shop, Stranger who) throws StripeException {
        return shop.api()
                .subscriptions()
                .list(SubscriptionListParams.builder()
                        .setCustomer(shop.customerOf(who))
                        .build())
                .getData()
                .getFirst()
                .getId();
    }

    static String priceId(Shop shop, String lookupKey) {
        return shop.stripe().objects("price").stream()
                .filter(price -> lookupKey.equals(price.path("lookup_key").asText()))
                .findFirst()
                .orElseThrow()
                .path("id")
                .asText();
    }

    static void useCard(Shop shop, Stranger who, TestCard card) {
        try {
            var customer = shop.customerOf(who);
            var method = shop.api()
                    .paymentMethods()
                    .attach(
                            "pm_card_" + card.magicName,
                            com.stripe.param.PaymentMethodAttachParams.builder()
                                    .setCustomer(customer)
                                    .build());
            shop.api()
                    .subscriptions()
                    .update(
                            subscriptionId(shop, who),
                            SubscriptionUpdateParams.builder()
                                    .setDefaultPaymentMethod(method.getId())
                                    .build());
            shop.deliver();
        } catch (StripeException e) {
            throw new AssertionError(e);
        }
    }

    private static void passTimeTo(Shop shop, Stranger ada, Instant moment) {
        shop.passTime(ada, Duration.between(shop.product().clock().instant(), moment));
    }
}
