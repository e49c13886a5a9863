package tools.sota.sandbox.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.StripeException;
import com.stripe.model.Subscription;
import com.stripe.param.SubscriptionCancelParams;
import com.stripe.param.SubscriptionListParams;
import com.stripe.param.SubscriptionUpdateParams;
import com.stripe.param.common.EmptyParam;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CancellationTest {
    private final Shop shop = Shop.open();
    private Subscription subscription = new Subscription();

    @BeforeEach
    void aSubscription() throws Exception {
        subscription = shop.subscribe(shop.customerWith("pm_card_visa"), shop.pro());
    }

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void cancellingAtThePeriodEndThroughTheApiSetsBothFieldsAndCanBeTakenBack() throws Exception {
        var canceling = update(
                SubscriptionUpdateParams.builder().setCancelAtPeriodEnd(true).build());
        var resumed = update(
                SubscriptionUpdateParams.builder().setCancelAt(EmptyParam.EMPTY).build());

        assertThat(canceling.getCancelAtPeriodEnd()).isTrue();
        assertThat(canceling.getCancelAt()).isEqualTo(periodEnd(subscription));
        assertThat(canceling.getCanceledAt()).isEqualTo(Shop.OPENING.getEpochSecond());
        assertThat(resumed.getCancelAtPeriodEnd()).isFalse();
        assertThat(resumed.getCancelAt()).isNull();
    }

    @Test
    void aSubscriptionThatWasCancelledEndsWithItsPeriodAndIsNotRenewed() throws Exception {
        update(SubscriptionUpdateParams.builder().setCancelAtPeriodEnd(true).build());

        shop.clock.move(Duration.ofDays(40));

        var ended = shop.subscription(subscription.getId());
        assertThat(ended.getStatus()).isEqualTo("canceled");
        assertThat(ended.getEndedAt()).isEqualTo(periodEnd(subscription));
        assertThat(shop.invoices(subscription.getId())).hasSize(1);
        assertThat(shop.eventTypes()).contains("customer.subscription.deleted");
        assertThatThrownBy(() -> update(SubscriptionUpdateParams.builder()
                        .setDescription("again")
                        .build()))
                .isInstanceOf(InvalidRequestException.class);
    }

    @Test
    void cancellingNowEndsItAndItIsListedOnlyAmongAll() throws Exception {
        var canceled = shop.v1()
                .subscriptions()
                .cancel(
                        subscription.getId(),
                        SubscriptionCancelParams.builder()
                                .setInvoiceNow(false)
                                .setProrate(false)
                                .build());

        assertThat(canceled.getStatus()).isEqualTo("canceled");
        assertThat(shop.v1().subscriptions().list().getData()).isEmpty();
        assertThat(shop.v1()
                        .subscriptions()
                        .list(SubscriptionListParams.builder()
                                .setStatus(SubscriptionListParams.Status.ALL)
                                .build())
                        .getData())
                .hasSize(1);
    }

    private Subscription update(SubscriptionUpdateParams params) throws StripeException {
        return shop.v1().subscriptions().update(subscription.getId(), params);
    }

    private static long periodEnd(Subscription subscription) {
        return subscription.getItems().getData().getFirst().getCurrentPeriodEnd();
    }
}
