package tools.sota.billing;

import static org.assertj.core.api.Assertions.assertThat;

import com.stripe.exception.StripeException;
import com.stripe.param.checkout.SessionCreateParams;
import java.util.HashSet;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
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

    /// 16: a double click, ten tabs.
    @Test
    void tenCheckoutsAtOnceAreOnePageAndOneCustomer() throws Exception {
        var ada = shop.product().signUp();
        var pages = new HashSet<String>();
        try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = IntStream.range(0, 10)
                    .mapToObj(click -> pool.submit(() -> shop.givenCheckout(ada, "pro")))
                    .toList();
            for (var answer : answers) {
                pages.add(answer.get());
            }
        }

        assertThat(pages).hasSize(1);
        assertThat(sessionsOf(ada)).containsExactly("open");
        assertThat(shop.stripe().objects("customer").stream()
                        .filter(customer -> ada.email().equals(customer.path("email").asText())))
                .hasSize(1);
    }

    @Test
    void anotherPlanClosesThePageOfTheFirst() {
        var ada = shop.product().signUp();
        var first = shop.givenCheckout(ada, "pro");

        var second = shop.givenCheckout(ada, "team");

        assertThat(second).isNotEqualTo(first);
        assertThat(sessionsOf(ada)).containsExactlyInAnyOrder("expired", "open");
        assertThat(sync(ada, first).text("status")).isEqualTo("expired");
    }

    @Test
    void aPageThatRanOutIsFollowedByANewOne() {
        try (var own = Shop.fresh()) {
            var ada = own.product().signUp();
            var first = own.givenCheckout(ada, "pro");
            own.passTime(java.time.Duration.ofHours(25));

            assertThat(own.givenCheckout(ada, "pro")).isNotEqualTo(first);
        }
    }

    /// 16: who is subscribed changes the plan, and does not buy a second one.
    @Test
    void whoHasASubscriptionIsSentToThePortal() {
        var ada = shop.givenSubscriber("pro");

        var answer = shop.startCheckout(ada, "team", "year");

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.code()).isEqualTo("state_conflict");
        assertThat(answer.text("detail")).contains("/v1/portal");
    }

    @Test
    void whoHasPaidCannotPayAgainWhileTheWebhookIsStillUnderWay() {
        try (var own = Shop.fresh()) {
            own.stripe().webhooks(Traffic.HELD);
            var ada = own.product().signUp();
            own.pay(own.givenCheckout(ada, "pro"));

            assertThat(own.startCheckout(ada, "pro", "month").status()).isEqualTo(409);
            assertThat(own.planOf(ada)).isEqualTo("pro");
        }
    }

    /// 16: two pages of one customer, both paid.
    @Test
    void theSecondOfTwoPaidSessionsIsPaidBackAndEnded() throws StripeException {
        var ada = shop.product().signUp();
        var first = shop.givenCheckout(ada, "pro");
        var second = foreignSession(ada);
        shop.pay(first);
        shop.pay(second);

        shop.deliver();

        assertThat(statusesOf(ada)).containsExactly("active", "canceled");
        assertThat(shop.planOf(ada)).isEqualTo("pro");
        assertThat(shop.ask("select count(*) from subscription_claim where closed_at is null and account_id in "
                        + "(select account_id from stripe_customer where customer_id = ?)", shop.customerOf(ada)))
                .containsExactly("1");
        var refunds = shop.stripe().objects("refund").stream()
                .filter(refund -> shop.customerOf(ada).equals(refund.path("customer").asText()))
                .toList();
        assertThat(refunds).singleElement().satisfies(refund -> {
            assertThat(refund.path("amount").asLong()).isEqualTo(9900);
            assertThat(refund.path("reason").asText()).isEqualTo("duplicate");
        });
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

    /// A session that our server did not open, as two of its requests could have without a lock.
    private String foreignSession(Stranger who) throws StripeException {
        return shop.api()
                .checkout()
                .sessions()
                .create(SessionCreateParams.builder()
                        .setMode(SessionCreateParams.Mode.SUBSCRIPTION)
                        .setUiMode(SessionCreateParams.UiMode.HOSTED_PAGE)
                        .setCustomer(shop.customerOf(who))
                        .addLineItem(SessionCreateParams.LineItem.builder()
                                .setPrice(shop.stripe().objects("price").stream()
                                        .filter(price -> "pro_month".equals(price.path("lookup_key").asText()))
                                        .findFirst()
                                        .orElseThrow()
                                        .path("id")
                                        .asText())
                                .setQuantity(1L)
                                .build())
                        .setSubscriptionData(SessionCreateParams.SubscriptionData.builder()
                                .putMetadata("account_id", who.accountId())
                                .build())
                        .setSuccessUrl("http://127.0.0.1/")
                        .build())
                .getId();
    }

    private java.util.List<String> sessionsOf(Stranger who) {
        var customer = shop.customerOf(who);
        return shop.stripe().objects("checkout.session").stream()
                .filter(session -> customer.equals(session.path("customer").asText()))
                .map(session -> session.path("status").asText())
                .toList();
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

    private java.util.List<String> statusesOf(Stranger who) {
        return shop.ask(
                "select status from subscription where customer_id = ? order by status", shop.customerOf(who));
    }
}
