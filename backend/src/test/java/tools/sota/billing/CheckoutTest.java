package tools.sota.billing;

import static org.assertj.core.api.Assertions.assertThat;

import com.stripe.exception.StripeException;
import com.stripe.param.CustomerCreateParams;
import com.stripe.param.SubscriptionCreateParams;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.sota.sandbox.stripe.events.WebhookMode.Traffic;
import tools.sota.sandbox.stripe.http.Fault;
import tools.sota.testing.Stranger;

/// From a plan to a paid subscription. Numbers are those of the known mistakes in stripe.md, section 6.
class CheckoutTest {
    private final Shop shop = Shop.shared();

    @Test
    void whoPaysIsOnThePlanWithItsLimitsAnInvoiceAndOneReceipt() {
        var ada = shop.product().signUp();
        assertThat(shop.subscriptionOf(ada).text("status")).isEqualTo("none");

        shop.pay(shop.givenCheckout(ada, "pro"));
        shop.deliver();

        var subscription = shop.subscriptionOf(ada);
        assertThat(subscription.text("plan")).isEqualTo("pro");
        assertThat(subscription.text("status")).isEqualTo("active");
        assertThat(subscription.text("interval")).isEqualTo("month");
        assertThat(subscription.json().get("cancel_at").isNull()).isTrue();
        var me = ada.browser().get("/v1/me");
        assertThat(me.text("plan")).isEqualTo("pro");
        assertThat(me.text("quota.limit")).isEqualTo("10000");
        assertThat(me.text("quota.period.start")).isEqualTo(subscription.text("current_period.start"));
        var invoices = ada.browser().get("/v1/invoices").json().get("data");
        assertThat(invoices).hasSize(1);
        assertThat(invoices.at("/0/status").asText()).isEqualTo("paid");
        assertThat(invoices.at("/0/amount_paid").toString()).isEqualTo("{\"amount\":9900,\"currency\":\"usd\"}");
        assertThat(invoices.at("/0/lines")).hasSize(1);
        assertThat(shop.receiptsOf(ada)).isEqualTo(1);
    }

    /// From the first payment on an account is no stranger: a live key needs no proof of the address.
    @Test
    void whoPaysMayHoldALiveKey() {
        var ada = shop.product().signUp();
        assertThat(liveKey(ada)).isEqualTo(403);

        shop.pay(shop.givenCheckout(ada, "pro"));
        shop.deliver();

        assertThat(liveKey(ada)).isEqualTo(201);
    }

    /// 20: the success page does not wait for a webhook, and the webhook that comes later changes nothing.
    @Test
    void theSuccessPageFindsThePaymentWithoutAnyWebhook() {
        try (var own = Shop.fresh()) {
            own.stripe().webhooks(Traffic.HELD);
            var ada = own.product().signUp();
            var session = own.givenCheckout(ada, "team");
            own.pay(session);
            own.deliver();
            assertThat(own.planOf(ada)).isEqualTo("free");

            var answer = sync(ada, session);

            assertThat(answer.text("status")).isEqualTo("complete");
            assertThat(answer.text("subscription.plan")).isEqualTo("team");
            var before = own.subscriptionOf(ada).body();
            own.stripe().webhooks(Traffic.FLOWING);
            own.deliver();
            assertThat(own.subscriptionOf(ada).body()).isEqualTo(before);
            assertThat(own.receiptsOf(ada)).isEqualTo(1);
        }
    }

    /// 19: coming back proves nothing.
    @Test
    void anUnpaidSessionGrantsNothing() {
        var ada = shop.product().signUp();
        var session = shop.givenCheckout(ada, "pro");

        var answer = sync(ada, session);

        assertThat(answer.text("status")).isEqualTo("open");
        assertThat(answer.text("subscription.plan")).isEqualTo("free");
        assertThat(shop.planOf(ada)).isEqualTo("free");
    }

    /// 18: the id of a session is no credential.
    @Test
    void theSessionOfAnotherAccountIsNotFound() {
        var session = shop.givenCheckout(shop.product().signUp(), "pro");
        shop.pay(session);
        var eve = shop.product().signUp();

        var answer = eve.browser().post("/v1/checkout/" + session + "/sync");

        assertThat(answer.status()).isEqualTo(404);
        assertThat(shop.planOf(eve)).isEqualTo("free");
    }

    /// 21: an address is typed by anybody, and so is what stands beside it; only our own row joins customer and
    /// account.
    @Test
    void aCustomerWithSomebodysAddressIsNotJoinedToHim() throws StripeException {
        var ada = shop.product().signUp();
        var customer = shop.api()
                .customers()
                .create(CustomerCreateParams.builder()
                        .setEmail(ada.email())
                        .putMetadata("account_id", ada.accountId())
                        .setPaymentMethod("pm_card_visa")
                        .build());
        shop.api()
                .subscriptions()
                .create(SubscriptionCreateParams.builder()
                        .setCustomer(customer.getId())
                        .putMetadata("account_id", ada.accountId())
                        .setDefaultPaymentMethod(shop.api()
                                .customers()
                                .paymentMethods()
                                .list(customer.getId())
                                .getData()
                                .getFirst()
                                .getId())
                        .addItem(SubscriptionCreateParams.Item.builder()
                                .setPrice(SubscriptionTest.priceId(shop, "team_month"))
                                .build())
                        .build());

        shop.deliver();

        assertThat(shop.planOf(ada)).isEqualTo("free");
        assertThat(shop.ask("select count(*) from stripe_customer where customer_id = ?", customer.getId()))
                .containsExactly("0");
    }

    /// 22: a client names a plan of ours and nothing else.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"plan\":\"free\",\"interval\":\"month\"}          | /plan     | costs nothing",
                "{\"plan\":\"enterprise\",\"interval\":\"month\"}    | /plan     | by contract",
                "{\"plan\":\"pro_month\",\"interval\":\"month\"}     | /plan     | choose one of pro, team",
                "{\"plan\":\"pro\",\"interval\":\"week\"}            | /interval | ",
                "{\"plan\":\"pro\",\"interval\":\"month\",\"price\":\"price_1\"} | /price | not a field",
                "{}                                                  | /plan     | is required",
            })
    void whatIsNotForSaleIsRefusedByField(String body, String pointer, String detail) {
        var ada = shop.product().signUp();

        var answer = ada.browser().post("/v1/checkout", body);

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().get("errors").findValuesAsText("pointer")).contains(pointer);
        assertThat(answer.json().get("errors").toString()).contains(detail == null ? "" : detail);
    }

    @Test
    void aPageThatRanOutIsFollowedByANewOne() {
        try (var own = Shop.fresh()) {
            var ada = own.product().signUp();
            var first = own.givenCheckout(ada, "pro");
            own.passTime(ada, Duration.ofHours(25));

            assertThat(own.givenCheckout(ada, "pro")).isNotEqualTo(first);
        }
    }

    /// 45: somebody deleted the customer in Stripe's dashboard.
    @Test
    void aCustomerThatWasDeletedAtStripeIsMadeAnew() throws StripeException {
        var ada = shop.product().signUp();
        shop.givenCheckout(ada, "pro");
        var gone = shop.customerOf(ada);
        shop.api().checkout().sessions().expire(openSessionOf(ada));
        shop.api().customers().delete(gone);
        shop.deliver();

        shop.pay(shop.givenCheckout(ada, "pro"));
        shop.deliver();

        assertThat(shop.customerOf(ada)).isNotEqualTo(gone);
        assertThat(shop.planOf(ada)).isEqualTo("pro");
    }

    @Test
    void withoutStripeACheckoutIsRefusedInPlainWordsAndLaterWorks() {
        try (var own = Shop.fresh()) {
            var ada = own.product().signUp();
            own.stripe().fault(Fault.next(Fault.Kind.SERVER_ERROR, "/v1/.*").times(100));

            var refused = own.startCheckout(ada, "pro", "month");

            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.code()).isEqualTo("upstream_unavailable");
            assertThat(refused.header("Retry-After")).matches("[1-9]\\d*");
            assertThat(refused.text("detail")).contains("payments").doesNotContain("Exception");
            own.stripe().clearFaults();
            assertThat(own.startCheckout(ada, "pro", "month").status()).isEqualTo(201);
        }
    }

    /// 36: stripe-java repeats no "too many requests"; we do.
    @Test
    void aMomentOfTooManyRequestsOrAnErrorAtStripeIsNotNoticed() {
        try (var own = Shop.fresh()) {
            var ada = own.product().signUp();
            own.stripe().fault(Fault.next(Fault.Kind.TOO_MANY_REQUESTS, "/v1/checkout/sessions"));
            own.stripe().fault(Fault.next(Fault.Kind.SERVER_ERROR, "/v1/customers"));

            assertThat(own.startCheckout(ada, "pro", "month").status()).isEqualTo(201);
        }
    }

    /// 35: Stripe did it, but its answer was lost.
    @Test
    void anAnswerLostAfterTheDeedMakesNoSecondPage() {
        try (var own = Shop.fresh()) {
            var ada = own.product().signUp();
            own.stripe().fault(Fault.next(Fault.Kind.SERVER_ERROR_AFTER_EXECUTING, "/v1/customers"));
            own.stripe().fault(Fault.next(Fault.Kind.SERVER_ERROR_AFTER_EXECUTING, "/v1/checkout/sessions"));

            own.givenCheckout(ada, "pro");

            assertThat(own.stripe().objects("customer")).hasSize(1);
            assertThat(own.stripe().objects("checkout.session")).hasSize(1);
        }
    }

    private static tools.sota.testing.Answer sync(Stranger who, String session) {
        var answer = who.browser().post("/v1/checkout/" + session + "/sync");
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer;
    }

    private static int liveKey(Stranger who) {
        return who.browser()
                .post("/v1/keys", "{\"name\":\"live\",\"environment\":\"live\"}")
                .status();
    }

    private String openSessionOf(Stranger who) {
        var customer = shop.customerOf(who);
        return shop.stripe().objects("checkout.session").stream()
                .filter(session -> customer.equals(session.path("customer").asText()))
                .filter(session -> session.path("status").asText().equals("open"))
                .findFirst()
                .orElseThrow()
                .path("id")
                .asText();
    }
}
