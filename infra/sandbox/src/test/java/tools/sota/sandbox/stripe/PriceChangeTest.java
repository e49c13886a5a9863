package tools.sota.sandbox.stripe;

import static org.assertj.core.api.Assertions.assertThat;

import com.stripe.exception.StripeException;
import com.stripe.model.Customer;
import com.stripe.model.Price;
import com.stripe.model.Subscription;
import com.stripe.param.PriceCreateParams.Recurring.Interval;
import com.stripe.param.SubscriptionUpdateParams;
import com.stripe.param.SubscriptionUpdateParams.ProrationBehavior;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PriceChangeTest {
    private final Shop shop = Shop.open();
    private Customer ada = new Customer();
    private Price team = new Price();
    private Subscription subscription = new Subscription();

    @BeforeEach
    void aSubscription() throws Exception {
        ada = shop.customerWith("pm_card_visa");
        team = shop.price("Team", 49_900, Interval.MONTH);
        subscription = shop.subscribe(ada, shop.pro());
    }

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void timeProrationsCreditTheRestOfTheOldPriceAndChargeTheRestOfTheNew() throws Exception {
        shop.clock.moveTo(Instant.ofEpochSecond((Shop.OPENING.getEpochSecond() + periodEnd(subscription)) / 2));

        update(SubscriptionUpdateParams.builder()
                .addItem(toTeam())
                .setProrationBehavior(ProrationBehavior.ALWAYS_INVOICE)
                .build());

        var invoice = shop.invoices(subscription.getId()).getLast();
        assertThat(invoice.getLines().getData())
                .extracting(line -> line.getAmount())
                .containsExactly(-4950L, 24_950L);
        assertThat(invoice.getAmountPaid()).isEqualTo(20_000);
        assertThat(periodEnd(shop.subscription(subscription.getId()))).isEqualTo(periodEnd(subscription));
    }

    @Test
    void aDowngradeWithoutProrationIsBilledWithTheNextPeriod() throws Exception {
        var small = shop.price("Small", 900, Interval.MONTH);
        update(SubscriptionUpdateParams.builder()
                .addItem(SubscriptionUpdateParams.Item.builder()
                        .setId(item())
                        .setPrice(small.getId())
                        .build())
                .setProrationBehavior(ProrationBehavior.NONE)
                .build());

        assertThat(shop.invoices(subscription.getId())).hasSize(1);
        shop.clock.move(Duration.ofDays(32));
        assertThat(shop.invoices(subscription.getId()).getLast().getAmountPaid())
                .isEqualTo(900);
    }

    @Test
    void aTrialThatIsEndedNowIsBilledNow() throws Exception {
        var trial = shop.subscribe(ada, team, builder -> builder.setTrialPeriodDays(14L));

        var billed = shop.v1()
                .subscriptions()
                .update(
                        trial.getId(),
                        SubscriptionUpdateParams.builder()
                                .setTrialEnd(SubscriptionUpdateParams.TrialEnd.NOW)
                                .build());

        assertThat(billed.getStatus()).isEqualTo("active");
        assertThat(shop.invoices(trial.getId()).getLast().getAmountPaid()).isEqualTo(49_900);
    }

    private SubscriptionUpdateParams.Item toTeam() {
        return SubscriptionUpdateParams.Item.builder()
                .setId(item())
                .setPrice(team.getId())
                .build();
    }

    private Subscription update(SubscriptionUpdateParams params) throws StripeException {
        return shop.v1().subscriptions().update(subscription.getId(), params);
    }

    private String item() {
        return subscription.getItems().getData().getFirst().getId();
    }

    private static long periodEnd(Subscription subscription) {
        return subscription.getItems().getData().getFirst().getCurrentPeriodEnd();
    }
}
