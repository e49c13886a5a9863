package tools.sota.billing;

import static org.assertj.core.api.Assertions.assertThat;

import com.stripe.exception.StripeException;
import com.stripe.param.checkout.SessionCreateParams;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.sota.sandbox.stripe.events.WebhookMode.Traffic;
import tools.sota.testing.Stranger;

/// An account has one subscription, whatever it clicks. Numbers are those of the known mistakes in stripe.md, section
/// 6.
class OneSubscriptionTest {
    private final Shop shop = Shop.shared();

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
                        .filter(customer ->
                                ada.email().equals(customer.path("email").asText())))
                .hasSize(1);
    }

    @Test
    void anotherPlanClosesThePageOfTheFirst() {
        var ada = shop.product().signUp();
        var first = shop.givenCheckout(ada, "pro");

        var second = shop.givenCheckout(ada, "team");

        assertThat(second).isNotEqualTo(first);
        assertThat(sessionsOf(ada)).containsExactlyInAnyOrder("expired", "open");
        assertThat(ada.browser().post("/v1/checkout/" + first + "/sync").text("status"))
                .isEqualTo("expired");
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
        assertThat(shop.ask(
                        "select count(*) from subscription_claim where closed_at is null and account_id in "
                                + "(select account_id from stripe_customer where customer_id = ?)",
                        shop.customerOf(ada)))
                .containsExactly("1");
        var refunds = shop.stripe().objects("refund").stream()
                .filter(refund ->
                        shop.customerOf(ada).equals(refund.path("customer").asText()))
                .toList();
        assertThat(refunds).singleElement().satisfies(refund -> {
            assertThat(refund.path("amount").asLong()).isEqualTo(9900);
            assertThat(refund.path("reason").asText()).isEqualTo("duplicate");
        });
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
                                        .filter(price -> "pro_month"
                                                .equals(price.path("lookup_key").asText()))
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

    private List<String> sessionsOf(Stranger who) {
        var customer = shop.customerOf(who);
        return shop.stripe().objects("checkout.session").stream()
                .filter(session -> customer.equals(session.path("customer").asText()))
                .map(session -> session.path("status").asText())
                .toList();
    }

    private List<String> statusesOf(Stranger who) {
        return shop.ask("select status from subscription where customer_id = ? order by status", shop.customerOf(who));
    }
}
