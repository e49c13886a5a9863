package tools.sota.billing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.stripe.exception.StripeException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.sota.sandbox.stripe.customers.TestCard;
import tools.sota.sandbox.stripe.events.WebhookMode.Traffic;
import tools.sota.testing.Answer;
import tools.sota.testing.Stranger;

/// What an account pays with: seen, added on Stripe's page, chosen, removed. Numbers are those of the known mistakes in
/// stripe.md, section 6.
class PaymentMethodsTest {
    private final Shop shop = Shop.shared();

    @Test
    void theCardThatPaidIsListedAsTheDefault() {
        var ada = shop.givenSubscriber("pro");

        var only = only(ada);

        assertThat(only.path("brand").asText()).isEqualTo("visa");
        assertThat(only.path("last4").asText()).isEqualTo("4242");
        assertThat(only.path("exp_month").asInt()).isEqualTo(12);
        assertThat(only.path("is_default").asBoolean()).isTrue();
    }

    @Test
    void whoHasNeverBoughtHasNoneAndTheFirstAddedBecomesTheDefault() {
        var ada = shop.product().signUp();
        assertThat(list(ada)).isEmpty();

        shop.stripe().pay(page(ada), TestCard.MASTERCARD);
        shop.deliver();

        assertThat(only(ada).path("is_default").asBoolean()).isTrue();
        var customer = shop.stripe().object(shop.customerOf(ada)).orElseThrow();
        assertThat(customer.at("/invoice_settings/default_payment_method").asText())
                .isEqualTo(only(ada).path("id").asText());
    }

    /// 20: back from Stripe before its word of it.
    @Test
    void whoComesBackBeforeTheWebhookSeesTheNewCard() {
        try (var own = Shop.fresh()) {
            var ada = own.product().signUp();
            var page = page(own, ada);
            own.stripe().webhooks(Traffic.HELD);
            own.stripe().pay(page, TestCard.VISA);

            var synced = ada.browser().post("/v1/payment-methods/sync");

            assertThat(synced.json().path("data")).hasSize(1);
            own.stripe().webhooks(Traffic.FLOWING);
            own.deliver();
            assertThat(ada.browser().get("/v1/payment-methods").json()).isEqualTo(synced.json());
        }
    }

    @Test
    void anAddedCardIsChosenAndTheNextRenewalIsChargedOnIt() {
        try (var own = Shop.fresh()) {
            var ada = own.givenSubscriber("pro");
            own.stripe().pay(page(own, ada), TestCard.MASTERCARD);
            own.deliver();
            assertThat(own.ask("select last4 from payment_method where is_default"))
                    .containsExactly("4242");
            var added = own.ask("select id from payment_method where not is_default")
                    .getFirst();

            var answer = ada.browser().post("/v1/payment-methods/" + added + "/default");

            assertThat(answer.status()).as(answer.body()).isEqualTo(200);
            assertThat(answer.json().at("/data/0/last4").asText()).isEqualTo("4444");
            own.passTime(ada, Duration.ofDays(32));
            var charge = own.stripe().objects("charge").getLast();
            assertThat(charge.path("payment_method").asText()).isEqualTo(added);
        }
    }

    /// 35: a change of mind and back again is not taken for a repeat.
    @Test
    void theDefaultCanGoBackAndForth() {
        var ada = shop.givenSubscriber("pro");
        var first = only(ada).path("id").asText();
        var second = added(ada, TestCard.AMEX);

        for (var chosen : List.of(second, first, second, first)) {
            assertThat(ada.browser()
                            .post("/v1/payment-methods/" + chosen + "/default")
                            .json()
                            .at("/data/0/id")
                            .asText())
                    .isEqualTo(chosen);
        }
    }

    @Test
    void theLastAndTheDefaultStayWhileThereIsAPlan() throws StripeException {
        var ada = shop.givenSubscriber("pro");
        var first = only(ada).path("id").asText();

        var last = remove(ada, first);
        assertThat(last.status()).isEqualTo(409);
        assertThat(last.text("detail")).contains("Add another card first");

        var second = added(ada, TestCard.AMEX);
        assertThat(remove(ada, first).text("detail")).contains("Make another one the default first");
        assertThat(remove(ada, second).status()).isEqualTo(204);
        assertThat(only(ada).path("id").asText()).isEqualTo(first);

        shop.api()
                .subscriptions()
                .cancel(shop.ask("select id from subscription where customer_id = ?", shop.customerOf(ada))
                        .getFirst());
        shop.deliver();
        assertThat(remove(ada, first).status()).isEqualTo(204);
        assertThat(list(ada)).isEmpty();
    }

    /// 18: what belongs to another account is not there.
    @Test
    void nobodyTouchesTheCardOfAnother() {
        var ada = shop.givenSubscriber("pro");
        var eve = shop.givenSubscriber("pro");
        var adas = only(ada).path("id").asText();

        assertThat(remove(eve, adas).status()).isEqualTo(404);
        assertThat(eve.browser()
                        .post("/v1/payment-methods/" + adas + "/default")
                        .status())
                .isEqualTo(404);
        assertThat(only(ada).path("id").asText()).isEqualTo(adas);
    }

    /// What is removed in Stripe's portal names its customer among its former values alone.
    @Test
    void aCardRemovedAtStripeIsGoneHere() throws StripeException {
        var ada = shop.givenSubscriber("pro");
        var second = added(ada, TestCard.AMEX);

        shop.api().paymentMethods().detach(second);
        shop.deliver();

        assertThat(list(ada)).hasSize(1);
    }

    @Test
    void aPageThatIsLeftChangesNothing() {
        var ada = shop.givenSubscriber("pro");
        page(ada);

        assertThat(ada.browser().post("/v1/payment-methods/sync").json().path("data"))
                .hasSize(1);
        assertThat(page(ada)).isNotEmpty();
    }

    private List<JsonNode> list(Stranger who) {
        var answer = who.browser().get("/v1/payment-methods");
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json().path("data").valueStream().toList();
    }

    private JsonNode only(Stranger who) {
        assertThat(list(who)).hasSize(1);
        return list(who).getFirst();
    }

    private Answer remove(Stranger who, String id) {
        return who.browser().delete("/v1/payment-methods/" + id);
    }

    private String added(Stranger who, TestCard card) {
        shop.stripe().pay(page(who), card);
        shop.deliver();
        return list(who).getLast().path("id").asText();
    }

    private String page(Stranger who) {
        return page(shop, who);
    }

    /// @return the id of the session that was opened
    private static String page(Shop shop, Stranger who) {
        var answer = who.browser().post("/v1/payment-methods");
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        var path = URI.create(answer.text("url")).getPath();
        return shop.stripe().objects("checkout.session").stream()
                .map(session -> session.path("id").asText())
                .filter(path::contains)
                .findFirst()
                .orElseThrow();
    }
}
