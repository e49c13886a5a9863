package tools.sota.billing;

import static org.assertj.core.api.Assertions.assertThat;

import com.stripe.exception.StripeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.sota.sandbox.stripe.customers.TestCard;
import tools.sota.testing.Stranger;

/// A renewal that cannot be charged. Numbers are those of the known mistakes in stripe.md, section 6.
class DunningTest {
    /// 27: a mail for each attempt and one alone, though every event arrives twice and each customer is read again.
    @Test
    void eachFailedAttemptIsToldOnceAndNothingIsDeletedWhenThePlanEnds() {
        try (var shop = Shop.fresh()) {
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

            passTimeTo(shop, ada, end.plus(Duration.ofDays(9)));
            assertThat(failuresToldOf(shop, ada)).containsExactly("1", "2", "3");
            assertThat(shop.planOf(ada)).isEqualTo("free");
            assertThat(shop.ask("select stripe_id from invoice order by id")).isEqualTo(invoices);
        }
    }

    /// 27: the card is mended after the plan fell; whoever pays has it back at once and hears no more.
    @Test
    void whoPaysAfterTheGraceHasThePlanBackAndHearsNoMore() throws StripeException {
        try (var shop = Shop.fresh()) {
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
