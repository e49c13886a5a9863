package tools.sota.billing;

import static org.assertj.core.api.Assertions.assertThat;

import com.stripe.exception.StripeException;
import com.stripe.model.Subscription;
import com.stripe.param.PaymentMethodAttachParams;
import com.stripe.param.PaymentMethodUpdateParams;
import com.stripe.param.PriceListParams;
import com.stripe.param.SubscriptionCreateParams;
import com.stripe.param.SubscriptionUpdateParams;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.sota.sandbox.stripe.customers.TestCard;
import tools.sota.sandbox.stripe.subscriptions.DunningEnd;
import tools.sota.testing.Stranger;

/// A renewal that cannot be charged. Numbers are those of the known mistakes in stripe.md, section 6.
class DunningTest {
    /// 27: a mail for each attempt and one alone, though every event arrives twice and each customer is read again.
    @Test
    void eachFailedAttemptIsToldOnceAndNothingIsDeletedWhenThePlanEnds() {
        try (var shop = unpaidAtTheEnd()) {
            var ada = shop.givenSubscriber("pro");
            SubscriptionTest.useCard(shop, ada, TestCard.CUSTOMER_FAIL);
            var end = Instant.parse(shop.subscriptionOf(ada).text("current_period.end"));
            assertThat(failuresToldOf(shop, ada)).isEmpty();

            passTimeTo(shop, ada, end.plus(Duration.ofDays(1)));
            assertThat(failuresToldOf(shop, ada)).containsExactly("1");
            shop.send(shop.eventOf(ada, "invoice.payment_failed")
                    .put("id", "evt_again")
                    .toString());
            shop.product().billing().sweep();
            assertThat(failuresToldOf(shop, ada)).containsExactly("1");

            passTimeTo(shop, ada, end.plus(Duration.ofDays(4)));
            assertThat(failuresToldOf(shop, ada)).containsExactly("1", "2");
            var invoices = shop.ask("select stripe_id from invoice order by id");

            passTimeTo(shop, ada, end.plus(Duration.ofDays(6)));
            assertThat(failuresToldOf(shop, ada)).containsExactly("1", "2", "3");
            passTimeTo(shop, ada, end.plus(Duration.ofDays(7).plusHours(23)));
            assertThat(failuresToldOf(shop, ada)).containsExactly("1", "2", "3", "4");
            assertThat(shop.planOf(ada)).isEqualTo("pro");
            assertThat(falls(shop, ada)).isZero();

            passTimeTo(shop, ada, end.plus(Duration.ofDays(9)));
            shop.product().billing().sweep();
            assertThat(failuresToldOf(shop, ada)).containsExactly("1", "2", "3", "4");
            assertThat(shop.planOf(ada)).isEqualTo("free");
            assertThat(falls(shop, ada)).isEqualTo(1);
            assertThat(shop.ask("select stripe_id from invoice order by id")).isEqualTo(invoices);
        }
    }

    /// 27: the card is mended after the plan fell; whoever pays has it back at once and hears no more.
    @Test
    void whoPaysAfterTheGraceHasThePlanBackAndHearsNoMore() throws StripeException {
        try (var shop = unpaidAtTheEnd()) {
            var ada = shop.givenSubscriber("pro");
            SubscriptionTest.useCard(shop, ada, TestCard.CUSTOMER_FAIL);
            var end = Instant.parse(shop.subscriptionOf(ada).text("current_period.end"));
            passTimeTo(shop, ada, end.plus(Duration.ofDays(9)));
            assertThat(shop.planOf(ada)).isEqualTo("free");
            SubscriptionTest.useCard(shop, ada, TestCard.VISA);

            shop.api().invoices().pay(openInvoice(shop));
            shop.deliver();

            assertThat(shop.planOf(ada)).isEqualTo("pro");
            var told = failuresToldOf(shop, ada);
            passTimeTo(shop, ada, end.plus(Duration.ofDays(20)));
            assertThat(failuresToldOf(shop, ada)).isEqualTo(told);
            assertThat(shop.planOf(ada)).isEqualTo("pro");
        }
    }

    /// 28: two periods of an unpaid time are drafted; the one that is over is voided, the running one is charged.
    @Test
    void whoPaysAfterMonthsOnFreePaysForTheRunningMonthAndForNoneThatIsOver() throws StripeException {
        try (var shop = unpaidAtTheEnd()) {
            var ada = shop.givenSubscriber("pro");
            SubscriptionTest.useCard(shop, ada, TestCard.CUSTOMER_FAIL);
            var end = Instant.parse(shop.subscriptionOf(ada).text("current_period.end"));
            passTimeTo(shop, ada, end.plus(Duration.ofDays(9)));
            passTimeTo(shop, ada, end.plus(Duration.ofDays(40)));
            assertThat(shop.planOf(ada)).isEqualTo("free");
            passTimeTo(shop, ada, end.plus(Duration.ofDays(70)));
            assertThat(statuses(shop)).containsExactly("paid", "open", "draft", "draft");
            assertThat(shop.planOf(ada)).isEqualTo("free");
            assertThat(falls(shop, ada)).isEqualTo(1);
            SubscriptionTest.useCard(shop, ada, TestCard.VISA);

            shop.api().invoices().pay(openInvoice(shop));
            shop.deliver();
            shop.product().billing().sweep();
            shop.deliver();

            assertThat(statuses(shop)).containsExactly("paid", "paid", "void", "paid");
            assertThat(shop.subscriptionOf(ada).text("status")).isEqualTo("active");
            assertThat(shop.planOf(ada)).isEqualTo("pro");
            passTimeTo(shop, ada, end.plus(Duration.ofDays(75)));
            assertThat(statuses(shop)).containsExactly("paid", "paid", "void", "paid");
        }
    }

    /// 26: the first payment waits for the bank, for 23 hours; then another checkout begins.
    @Test
    void aFirstPaymentThatWaitsShowsWhereAndUntilWhenItIsPaid() throws StripeException {
        try (var shop = Shop.fresh()) {
            var ada = shop.product().signUp();
            shop.givenCheckout(ada, "pro");
            var waiting = incomplete(shop, ada);
            shop.deliver();

            var shown = shop.subscriptionOf(ada);

            assertThat(shown.text("status")).isEqualTo("incomplete");
            assertThat(shown.text("plan")).isEqualTo("free");
            assertThat(shown.text("payment.url")).startsWith("http");
            assertThat(Instant.parse(shown.text("payment.until")))
                    .isEqualTo(Instant.ofEpochSecond(waiting.getCreated()).plus(Duration.ofHours(23)));
            shop.passTime(ada, Duration.ofHours(24));
            assertThat(shop.subscriptionOf(ada).json().path("payment").isNull()).isTrue();
            shop.pay(shop.givenCheckout(ada, "pro"));
            shop.deliver();
            assertThat(shop.planOf(ada)).isEqualTo("pro");
        }
    }

    @Test
    void theOwnerOfACardThatWillExpireIsToldOnceAndOnlyWhenItIsToBeCharged() throws StripeException {
        try (var shop = Shop.fresh()) {
            var ada = shop.givenSubscriber("pro");
            var bob = shop.givenSubscriber("pro");
            shop.api()
                    .subscriptions()
                    .update(
                            shop.ask("select id from subscription where customer_id = ?", shop.customerOf(bob))
                                    .getFirst(),
                            SubscriptionUpdateParams.builder()
                                    .setCancelAtPeriodEnd(true)
                                    .build());
            var next = shop.product().clock().instant().atOffset(ZoneOffset.UTC).plusMonths(2);
            cardGoodUntil(shop, ada, next.getMonthValue(), next.getYear());
            cardGoodUntil(shop, bob, next.getMonthValue(), next.getYear());
            shop.deliver();
            assertThat(expiryTold(shop)).isEmpty();
            var month = next.withDayOfMonth(1).toLocalDate();

            passTimeTo(shop, ada, month.plusDays(15).atStartOfDay().toInstant(ZoneOffset.UTC));
            shop.product().billing().sweep();
            shop.product().billing().sweep();

            assertThat(expiryTold(shop)).containsExactly(ada.email());
        }
    }

    private static Shop unpaidAtTheEnd() {
        var shop = Shop.fresh();
        shop.stripe().dunningEnds(DunningEnd.UNPAID);
        return shop;
    }

    private static void cardGoodUntil(Shop shop, Stranger who, int month, int year) throws StripeException {
        var card = shop.ask("select id from payment_method where account_id = ?::uuid", shop.accountOf(who))
                .getFirst();
        shop.api()
                .paymentMethods()
                .update(
                        card,
                        PaymentMethodUpdateParams.builder()
                                .setCard(PaymentMethodUpdateParams.Card.builder()
                                        .setExpMonth((long) month)
                                        .setExpYear((long) year)
                                        .build())
                                .build());
    }

    private static List<String> expiryTold(Shop shop) {
        return shop.ask("""
                select p.email from mail m
                join payment_method c on m.dedupe like 'card-expiring:' || c.id || ':%'
                join membership o on o.account_id = c.account_id
                join person p on p.user_id = o.user_id""");
    }

    private static int falls(Shop shop, Stranger who) {
        return Integer.parseInt(shop.ask("""
                select count(*) from mail m join subscription s on m.dedupe like 'plan-fell:' || s.id || ':%'
                where s.account_id = ?::uuid""", shop.accountOf(who)).getFirst());
    }

    private static List<String> statuses(Shop shop) {
        return shop.stripe().objects("invoice").stream()
                .map(invoice -> invoice.path("status").asText())
                .toList();
    }

    /// A subscription that somebody of ours began for the customer, and whose bank wants 3-D Secure.
    private static Subscription incomplete(Shop shop, Stranger who) throws StripeException {
        var customer = shop.customerOf(who);
        var method = shop.api()
                .paymentMethods()
                .attach(
                        "pm_card_threeDSecure2Required",
                        PaymentMethodAttachParams.builder()
                                .setCustomer(customer)
                                .build());
        var price = shop.api()
                .prices()
                .list(PriceListParams.builder().addLookupKey("pro_month").build())
                .getData()
                .getFirst();
        return shop.api()
                .subscriptions()
                .create(SubscriptionCreateParams.builder()
                        .setCustomer(customer)
                        .setDefaultPaymentMethod(method.getId())
                        .setPaymentBehavior(SubscriptionCreateParams.PaymentBehavior.DEFAULT_INCOMPLETE)
                        .addItem(SubscriptionCreateParams.Item.builder()
                                .setPrice(price.getId())
                                .build())
                        .build());
    }

    private static String openInvoice(Shop shop) {
        return shop.stripe().objects("invoice").stream()
                .filter(invoice -> invoice.path("status").asText().equals("open"))
                .findFirst()
                .orElseThrow()
                .path("id")
                .asText();
    }

    /// The attempts that the owner had a mail about.
    private static List<String> failuresToldOf(Shop shop, Stranger who) {
        return shop.ask("""
                select split_part(m.dedupe, ':', 3) from mail m
                join invoice i on m.dedupe like 'payment-failed:' || i.stripe_id || ':%'
                where i.account_id = ?::uuid order by 1
                """, shop.accountOf(who));
    }

    private static void passTimeTo(Shop shop, Stranger who, Instant moment) {
        shop.passTime(who, Duration.between(shop.product().clock().instant(), moment));
    }
}
