package tools.sota.sandbox.stripe;

import static org.assertj.core.api.Assertions.assertThat;

import com.stripe.model.Invoice;
import com.stripe.model.Subscription;
import com.stripe.param.CustomerUpdateParams;
import com.stripe.param.InvoicePayParams;
import com.stripe.param.PaymentMethodAttachParams;
import com.stripe.param.SubscriptionCreateParams;
import com.stripe.param.SubscriptionCreateParams.TrialSettings.EndBehavior;
import com.stripe.param.SubscriptionUpdateParams;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.sota.sandbox.stripe.subscriptions.DunningEnd;

class DunningTest {
    private final Shop shop = Shop.open();

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void aRenewalThatFailsIsTriedFourTimesAndThenTheSubscriptionEnds() throws Exception {
        var subscription = failingAfterTrial();

        var first = shop.invoices(subscription.getId()).getLast();
        assertThat(shop.subscription(subscription.getId()).getStatus()).isEqualTo("past_due");
        assertThat(first.getAttemptCount()).isEqualTo(1);
        assertThat(first.getNextPaymentAttempt())
                .isEqualTo(now().plus(Duration.ofDays(3)).getEpochSecond());
        shop.clock.move(Duration.ofDays(15));

        var ended = shop.subscription(subscription.getId());
        assertThat(ended.getStatus()).isEqualTo("canceled");
        assertThat(ended.getCancellationDetails().getReason()).isEqualTo("payment_failed");
        assertThat(shop.invoices(subscription.getId()).getLast().getAttemptCount())
                .isEqualTo(4);
        assertThat(shop.eventTypes().stream().filter("invoice.payment_failed"::equals))
                .hasSize(4);
    }

    @Test
    void aPastDueSubscriptionIsActiveAgainWhenItsInvoiceIsPaidWithAnotherCard() throws Exception {
        var subscription = failingAfterTrial();
        var open = shop.invoices(subscription.getId()).getLast();
        var card = shop.v1()
                .paymentMethods()
                .attach(
                        "pm_card_mastercard",
                        PaymentMethodAttachParams.builder()
                                .setCustomer(subscription.getCustomer())
                                .build());

        shop.v1()
                .invoices()
                .pay(
                        open.getId(),
                        InvoicePayParams.builder()
                                .setPaymentMethod(card.getId())
                                .build());

        assertThat(shop.subscription(subscription.getId()).getStatus()).isEqualTo("active");
    }

    @Test
    void anUnpaidSubscriptionGathersDraftsThatNobodyFinalises() throws Exception {
        shop.control().dunningEnds(DunningEnd.UNPAID);
        var subscription = failingAfterTrial();

        shop.clock.move(Duration.ofDays(40));

        assertThat(shop.subscription(subscription.getId()).getStatus()).isEqualTo("unpaid");
        assertThat(shop.invoices(subscription.getId()))
                .extracting(Invoice::getStatus)
                .containsExactly("paid", "open", "draft");
    }

    @Test
    void aTrialWarnsThreeDaysAheadAndThenBills() throws Exception {
        var subscription = trial("pm_card_visa", EndBehavior.MissingPaymentMethod.CANCEL);

        shop.clock.move(Duration.ofDays(11).minusSeconds(1));
        shop.control().flush();
        var early = shop.eventTypes().contains("customer.subscription.trial_will_end");
        shop.clock.move(Duration.ofSeconds(1));
        shop.control().flush();
        var warned = shop.eventTypes().contains("customer.subscription.trial_will_end");
        shop.clock.move(Duration.ofDays(3).plusHours(1));

        assertThat(early).isFalse();
        assertThat(warned).isTrue();
        assertThat(shop.subscription(subscription.getId()).getStatus()).isEqualTo("active");
        assertThat(shop.invoices(subscription.getId()))
                .extracting(Invoice::getAmountPaid)
                .containsExactly(0L, 9900L);
    }

    @Test
    void pausedCollectionKeepsTheSubscriptionAndAsksForNothing() throws Exception {
        var subscription = shop.subscribe(shop.customerWith("pm_card_visa"), shop.pro());
        shop.v1()
                .subscriptions()
                .update(
                        subscription.getId(),
                        SubscriptionUpdateParams.builder()
                                .setPauseCollection(SubscriptionUpdateParams.PauseCollection.builder()
                                        .setBehavior(SubscriptionUpdateParams.PauseCollection.Behavior.VOID)
                                        .setResumesAt(Shop.OPENING
                                                .plus(Duration.ofDays(40))
                                                .getEpochSecond())
                                        .build())
                                .build());

        shop.clock.move(Duration.ofDays(32));
        assertThat(shop.subscription(subscription.getId()).getStatus()).isEqualTo("active");
        assertThat(shop.invoices(subscription.getId()).getLast().getStatus()).isEqualTo("void");
        shop.clock.move(Duration.ofDays(31));

        assertThat(shop.subscription(subscription.getId()).getPauseCollection()).isNull();
        assertThat(shop.invoices(subscription.getId()).getLast().getStatus()).isEqualTo("paid");
    }

    @Test
    void aTrialWithoutACardEndsAsItWasAsked() throws Exception {
        var customer = shop.customer("nocard@example.com");
        var canceled = trial(customer.getId(), EndBehavior.MissingPaymentMethod.CANCEL);
        var paused = trial(customer.getId(), EndBehavior.MissingPaymentMethod.PAUSE);
        var billed = trial(customer.getId(), EndBehavior.MissingPaymentMethod.CREATE_INVOICE);

        shop.clock.move(Duration.ofDays(14).plusHours(1));

        assertThat(shop.subscription(canceled.getId()).getStatus()).isEqualTo("canceled");
        assertThat(shop.subscription(paused.getId()).getStatus()).isEqualTo("paused");
        assertThat(shop.subscription(billed.getId()).getStatus()).isEqualTo("past_due");
        giveCard(customer.getId());
        shop.v1().subscriptions().resume(paused.getId());
        shop.clock.move(Duration.ofHours(1));
        assertThat(shop.subscription(paused.getId()).getStatus()).isEqualTo("active");
        assertThat(shop.invoices(paused.getId()).getLast().getStatus()).isEqualTo("paid");
    }

    /// A trial has ended and the card that was saved for it is refused.
    private Subscription failingAfterTrial() throws Exception {
        var subscription = trial("pm_card_chargeCustomerFail", EndBehavior.MissingPaymentMethod.CANCEL);
        shop.clock.move(Duration.ofDays(14).plusHours(1));
        return subscription;
    }

    private Subscription trial(String payer, EndBehavior.MissingPaymentMethod behavior) throws Exception {
        var customer = payer.startsWith("cus_") ? shop.v1().customers().retrieve(payer) : shop.customerWith(payer);
        return shop.subscribe(
                customer,
                shop.pro(),
                builder -> builder.setTrialPeriodDays(14L)
                        .setTrialSettings(SubscriptionCreateParams.TrialSettings.builder()
                                .setEndBehavior(EndBehavior.builder()
                                        .setMissingPaymentMethod(behavior)
                                        .build())
                                .build()));
    }

    private void giveCard(String customer) throws Exception {
        var card = shop.v1()
                .paymentMethods()
                .attach(
                        "pm_card_visa",
                        PaymentMethodAttachParams.builder()
                                .setCustomer(customer)
                                .build());
        shop.v1()
                .customers()
                .update(
                        customer,
                        CustomerUpdateParams.builder()
                                .setInvoiceSettings(CustomerUpdateParams.InvoiceSettings.builder()
                                        .setDefaultPaymentMethod(card.getId())
                                        .build())
                                .build());
    }

    private Instant now() {
        return shop.clock.instant();
    }
}
