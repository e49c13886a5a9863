package tools.sota.sandbox.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.StripeException;
import com.stripe.model.Customer;
import com.stripe.model.Price;
import com.stripe.model.Subscription;
import com.stripe.model.SubscriptionSchedule;
import com.stripe.param.PriceCreateParams.Recurring.Interval;
import com.stripe.param.SubscriptionScheduleCreateParams;
import com.stripe.param.SubscriptionScheduleUpdateParams;
import com.stripe.param.SubscriptionScheduleUpdateParams.EndBehavior;
import com.stripe.param.SubscriptionScheduleUpdateParams.Phase;
import com.stripe.param.SubscriptionUpdateParams;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ScheduleTest {
    private static final Duration MONTH = Duration.ofDays(31);

    private final Shop shop = Shop.open();
    private Customer ada = new Customer();
    private Price small = new Price();
    private Subscription subscription = new Subscription();

    @BeforeEach
    void aSubscription() throws Exception {
        ada = shop.customerWith("pm_card_visa");
        small = shop.price("Small", 900, Interval.MONTH);
        subscription = shop.subscribe(ada, shop.pro());
    }

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void theNextPhasesPriceBeginsWithTheNextPeriodAndThenTheScheduleLetsGo() throws Exception {
        var schedule = lower(small, Phase.Duration.Interval.MONTH, EndBehavior.RELEASE);
        assertThat(shop.subscription(subscription.getId()).getSchedule()).isEqualTo(schedule.getId());
        assertThat(schedule.getPhases()).hasSize(2);

        shop.clock.move(MONTH.plusHours(2));

        assertThat(newest()).isEqualTo(900);
        assertThat(found(schedule).getCurrentPhase().getStartDate())
                .isEqualTo(schedule.getPhases().getLast().getStartDate());
        shop.clock.move(MONTH);
        assertThat(newest()).isEqualTo(900);
        assertThat(found(schedule).getStatus()).isEqualTo("completed");
        assertThat(shop.eventTypes()).contains("subscription_schedule.completed");
        assertThat(shop.subscription(subscription.getId()).getSchedule()).isNull();
        assertThat(shop.invoices(subscription.getId())).hasSize(3);
    }

    @Test
    void anotherIntervalCountsFromWhereItsPhaseBegins() throws Exception {
        var yearly = shop.price("Small a year", 9_000, Interval.YEAR);
        lower(yearly, Phase.Duration.Interval.YEAR, EndBehavior.RELEASE);

        shop.clock.move(MONTH.plusHours(2));

        var item = shop.subscription(subscription.getId()).getItems().getData().getFirst();
        assertThat(Instant.ofEpochSecond(item.getCurrentPeriodEnd())).isEqualTo(Instant.parse("2027-04-10T09:00:00Z"));
        assertThat(newest()).isEqualTo(9_000);
    }

    @Test
    void aReleasedScheduleChangesNothing() throws Exception {
        var schedule = lower(small, Phase.Duration.Interval.MONTH, EndBehavior.RELEASE);

        var released = shop.v1().subscriptionSchedules().release(schedule.getId());

        assertThat(released.getReleasedSubscription()).isEqualTo(subscription.getId());
        shop.clock.move(MONTH.plusHours(2));
        assertThat(newest()).isEqualTo(9_900);
        assertThatThrownBy(() -> shop.v1().subscriptionSchedules().release(schedule.getId()))
                .isInstanceOf(InvalidRequestException.class);
    }

    @Test
    void aManagedSubscriptionIsNotCanceledBehindItsSchedulesBack() throws Exception {
        lower(small, Phase.Duration.Interval.MONTH, EndBehavior.RELEASE);
        var params =
                SubscriptionUpdateParams.builder().setCancelAtPeriodEnd(true).build();

        assertThatThrownBy(() -> shop.v1().subscriptions().update(subscription.getId(), params))
                .hasMessageContaining("managed by the subscription schedule");
    }

    @Test
    void theEndOfTheLastPhaseEndsTheSubscriptionWhereThatWasAsked() throws Exception {
        var schedule = lower(small, Phase.Duration.Interval.MONTH, EndBehavior.CANCEL);
        shop.clock.move(MONTH.plusDays(20));
        assertThat(shop.eventTypes()).doesNotContain("subscription_schedule.expiring");
        shop.clock.move(Duration.ofDays(5));
        assertThat(shop.eventTypes()).containsOnlyOnce("subscription_schedule.expiring");

        shop.clock.move(MONTH.minusDays(25).plusHours(2));

        assertThat(found(schedule).getStatus()).isEqualTo("completed");

        assertThat(shop.subscription(subscription.getId()).getStatus()).isEqualTo("canceled");
        assertThat(shop.invoices(subscription.getId())).hasSize(2);
    }

    @Test
    void endingTheSubscriptionEndsItsSchedule() throws Exception {
        var schedule = lower(small, Phase.Duration.Interval.MONTH, EndBehavior.RELEASE);

        shop.v1().subscriptions().cancel(subscription.getId());

        assertThat(found(schedule).getStatus()).isEqualTo("canceled");
    }

    @Test
    void aScheduleOfItsOwnMakesItsSubscriptionWhenItBegins() throws Exception {
        var start = Shop.OPENING.plus(Duration.ofDays(5)).getEpochSecond();
        var schedule = shop.v1()
                .subscriptionSchedules()
                .create(SubscriptionScheduleCreateParams.builder()
                        .setCustomer(ada.getId())
                        .setStartDate(start)
                        .addPhase(SubscriptionScheduleCreateParams.Phase.builder()
                                .addItem(SubscriptionScheduleCreateParams.Phase.Item.builder()
                                        .setPrice(small.getId())
                                        .build())
                                .build())
                        .build());
        assertThat(schedule.getStatus()).isEqualTo("not_started");

        shop.clock.move(Duration.ofDays(6));

        var begun = found(schedule);
        assertThat(begun.getStatus()).isEqualTo("active");
        assertThat(shop.subscription(begun.getSubscription()).getStatus()).isEqualTo("active");
    }

    private SubscriptionSchedule lower(Price to, Phase.Duration.Interval interval, EndBehavior end)
            throws StripeException {
        var made = shop.v1()
                .subscriptionSchedules()
                .create(SubscriptionScheduleCreateParams.builder()
                        .setFromSubscription(subscription.getId())
                        .build());
        var now = made.getPhases().getFirst();
        return shop.v1()
                .subscriptionSchedules()
                .update(
                        made.getId(),
                        SubscriptionScheduleUpdateParams.builder()
                                .setEndBehavior(end)
                                .addPhase(Phase.builder()
                                        .addItem(item(now.getItems().getFirst().getPrice()))
                                        .setStartDate(now.getStartDate())
                                        .setEndDate(now.getEndDate())
                                        .build())
                                .addPhase(Phase.builder()
                                        .addItem(item(to.getId()))
                                        .setDuration(Phase.Duration.builder()
                                                .setInterval(interval)
                                                .setIntervalCount(1L)
                                                .build())
                                        .build())
                                .build());
    }

    private static Phase.Item item(String price) {
        return Phase.Item.builder().setPrice(price).setQuantity(1L).build();
    }

    private SubscriptionSchedule found(SubscriptionSchedule schedule) throws StripeException {
        return shop.v1().subscriptionSchedules().retrieve(schedule.getId());
    }

    private long newest() throws StripeException {
        return shop.invoices(subscription.getId()).getLast().getAmountPaid();
    }
}
