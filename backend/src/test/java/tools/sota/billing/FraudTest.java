package tools.sota.billing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.sota.sandbox.stripe.customers.TestCard;

/// Stolen cards: asking the bank for 3-D Secure, and noticing who tries card after card.
class FraudTest {
    private static final List<TestCard> STOLEN =
            List.of(TestCard.DECLINED, TestCard.INSUFFICIENT_FUNDS, TestCard.EXPIRED, TestCard.INCORRECT_CVC);

    @Test
    void threeDSecureIsAskedForFromThePriceInTheCatalogOn() {
        var shop = Shop.shared();

        assertThat(threeDSecureOf(shop, shop.givenCheckout(shop.product().signUp(), "pro")))
                .isEmpty();
        assertThat(threeDSecureOf(shop, shop.givenCheckout(shop.product().signUp(), "team")))
                .isEqualTo("any");
    }

    @Test
    void whoTriesCardAfterCardPaysNothingForADayAndTheTeamIsToldOnce() {
        try (var shop = Shop.fresh()) {
            shop.givenStaff();
            var eve = shop.product().signUp();
            var page = shop.givenCheckout(eve, "pro");
            refuse(shop, page, 2);

            assertThat(shop.startCheckout(eve, "pro", "month").status()).isEqualTo(201);
            refuse(shop, page, 4);

            var refused = shop.startCheckout(eve, "pro", "month");
            assertThat(refused.status()).as(refused.body()).isEqualTo(429);
            assertThat(Long.parseLong(refused.header("Retry-After"))).isBetween(86_000L, 86_401L);
            assertThat(statusOf(shop, page)).isEqualTo("expired");
            assertThat(shop.ask("select count(*) from mail where kind = 'card-testing'"))
                    .containsExactly("1");

            shop.passTime(eve, Duration.ofHours(24).plusMinutes(1));
            var again = shop.givenCheckout(eve, "pro");
            shop.pay(again);
            shop.deliver();
            assertThat(shop.planOf(eve)).isEqualTo("pro");
        }
    }

    /// Bad luck is not fraud: one card that is refused again and again.
    @Test
    void oneCardThatIsRefusedOftenIsNoTest() {
        var shop = Shop.shared();
        var ada = shop.product().signUp();
        var page = shop.givenCheckout(ada, "pro");
        for (int attempt = 0; attempt < 8; attempt++) {
            shop.stripe().pay(page, TestCard.DECLINED);
        }
        shop.deliver();

        assertThat(shop.startCheckout(ada, "pro", "month").status()).isEqualTo(201);
    }

    private static void refuse(Shop shop, String page, int attempts) {
        for (int attempt = 0; attempt < attempts; attempt++) {
            shop.stripe().pay(page, STOLEN.get(attempt));
        }
        shop.deliver();
    }

    private static String threeDSecureOf(Shop shop, String page) {
        return session(shop, page)
                .at("/payment_method_options/card/request_three_d_secure")
                .asText();
    }

    private static String statusOf(Shop shop, String page) {
        return session(shop, page).path("status").asText();
    }

    private static JsonNode session(Shop shop, String page) {
        return shop.stripe().objects("checkout.session").stream()
                .filter(one -> page.equals(one.path("id").asText()))
                .findFirst()
                .orElseThrow();
    }
}
