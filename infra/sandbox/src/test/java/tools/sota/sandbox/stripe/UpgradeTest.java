package tools.sota.sandbox.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.stripe.exception.CardException;
import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.StripeException;
import com.stripe.model.Customer;
import com.stripe.model.Price;
import com.stripe.model.Subscription;
import com.stripe.param.CustomerUpdateParams;
import com.stripe.param.InvoicePayParams;
import com.stripe.param.PaymentMethodAttachParams;
import com.stripe.param.PriceCreateParams.Recurring.Interval;
import com.stripe.param.SubscriptionUpdateParams;
import com.stripe.param.SubscriptionUpdateParams.BillingCycleAnchor;
import com.stripe.param.SubscriptionUpdateParams.PaymentBehavior;
import com.stripe.param.SubscriptionUpdateParams.ProrationBehavior;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class UpgradeTest {
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
    void anUpgradeBeginsANewPeriodAndChargesTheDifferenceAtOnce() throws Exception {
        shop.clock.move(Duration.ofDays(10));

        var upgraded = update(upgrade(PaymentBehavior.PENDING_IF_INCOMPLETE)
                .addAddInvoiceItem(credit(-6600))
                .build());

        assertThat(upgraded.getPendingUpdate()).isNull();
        assertThat(price(upgraded)).isEqualTo(team.getId());
        assertThat(upgraded.getItems().getData().getFirst().getCurrentPeriodStart())
                .isEqualTo(shop.clock.instant().getEpochSecond());
        var invoice = shop.invoices(subscription.getId()).getLast();
        assertThat(invoice.getAmountPaid()).isEqualTo(49_900 - 6600);
        assertThat(invoice.getBillingReason()).isEqualTo("subscription_update");
        assertThat(upgraded.getLatestInvoice()).isEqualTo(invoice.getId());
    }

    @Test
    void aCreditThatIsLargerThanTheInvoiceStaysWithTheCustomer() throws Exception {
        update(upgrade(PaymentBehavior.ALLOW_INCOMPLETE)
                .addAddInvoiceItem(credit(-60_000))
                .build());

        var invoice = shop.invoices(subscription.getId()).getLast();
        assertThat(invoice.getStatus()).isEqualTo("paid");
        assertThat(invoice.getAmountDue()).isZero();
        assertThat(shop.v1().customers().retrieve(ada.getId()).getBalance()).isEqualTo(-10_100);
        shop.clock.move(Duration.ofDays(31).plusHours(1));
        assertThat(shop.invoices(subscription.getId()).getLast().getAmountPaid())
                .isEqualTo(49_900 - 10_100);
    }

    @Test
    void anUpgradeThatIsNotPaidWaitsAndExpiresAfter23Hours() throws Exception {
        useCard("pm_card_chargeCustomerFail");

        var waiting = update(upgrade(PaymentBehavior.PENDING_IF_INCOMPLETE).build());
        shop.clock.move(Duration.ofHours(23));
        var expired = shop.subscription(subscription.getId());

        assertThat(price(waiting)).isNotEqualTo(team.getId());
        assertThat(waiting.getStatus()).isEqualTo("active");
        assertThat(waiting.getPendingUpdate()
                        .getSubscriptionItems()
                        .getFirst()
                        .getPrice()
                        .getId())
                .isEqualTo(team.getId());
        assertThat(expired.getPendingUpdate()).isNull();
        assertThat(shop.invoices(subscription.getId()).getLast().getStatus()).isEqualTo("void");
        assertThat(shop.eventTypes()).contains("customer.subscription.pending_update_expired");
    }

    @Test
    void aWaitingUpgradeIsAppliedWhenItsInvoiceIsPaid() throws Exception {
        useCard("pm_card_chargeCustomerFail");
        var waiting = update(upgrade(PaymentBehavior.PENDING_IF_INCOMPLETE).build());
        var card = attach("pm_card_visa");

        shop.v1()
                .invoices()
                .pay(
                        waiting.getLatestInvoice(),
                        InvoicePayParams.builder().setPaymentMethod(card).build());

        var upgraded = shop.subscription(subscription.getId());
        assertThat(price(upgraded)).isEqualTo(team.getId());
        assertThat(upgraded.getPendingUpdate()).isNull();
        assertThat(shop.eventTypes()).contains("customer.subscription.pending_update_applied");
    }

    @Test
    void aLaterUpgradeTakesThePlaceOfOneThatWaits() throws Exception {
        useCard("pm_card_chargeCustomerFail");
        var waiting = update(upgrade(PaymentBehavior.PENDING_IF_INCOMPLETE).build());
        useCard("pm_card_visa");

        var upgraded = update(upgrade(PaymentBehavior.PENDING_IF_INCOMPLETE).build());

        assertThat(upgraded.getPendingUpdate()).isNull();
        assertThat(price(upgraded)).isEqualTo(team.getId());
        assertThat(shop.v1().invoices().retrieve(waiting.getLatestInvoice()).getStatus())
                .isEqualTo("void");
    }

    @Test
    void aPendingUpdateTakesOnlyWhatStripeAllows() {
        var params = upgrade(PaymentBehavior.PENDING_IF_INCOMPLETE)
                .putMetadata("plan", "team")
                .build();

        assertThatThrownBy(() -> update(params))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("`metadata` is not supported");
    }

    @Test
    void errorIfIncompleteChangesNothingWhenTheCardIsRefused() throws Exception {
        useCard("pm_card_chargeCustomerFail");

        assertThatThrownBy(() ->
                        update(upgrade(PaymentBehavior.ERROR_IF_INCOMPLETE).build()))
                .isInstanceOfSatisfying(
                        CardException.class,
                        error -> assertThat(error.getDeclineCode()).isEqualTo("generic_decline"));
        assertThat(price(shop.subscription(subscription.getId()))).isNotEqualTo(team.getId());
        assertThat(shop.invoices(subscription.getId())).hasSize(1);
    }

    private SubscriptionUpdateParams.Builder upgrade(PaymentBehavior behavior) {
        return SubscriptionUpdateParams.builder()
                .addItem(toTeam())
                .setBillingCycleAnchor(BillingCycleAnchor.NOW)
                .setProrationBehavior(ProrationBehavior.NONE)
                .setPaymentBehavior(behavior);
    }

    private SubscriptionUpdateParams.Item toTeam() {
        return SubscriptionUpdateParams.Item.builder()
                .setId(item())
                .setPrice(team.getId())
                .build();
    }

    private SubscriptionUpdateParams.AddInvoiceItem credit(long amount) {
        return SubscriptionUpdateParams.AddInvoiceItem.builder()
                .setPriceData(SubscriptionUpdateParams.AddInvoiceItem.PriceData.builder()
                        .setCurrency("usd")
                        .setProduct(subscription
                                .getItems()
                                .getData()
                                .getFirst()
                                .getPrice()
                                .getProduct())
                        .setUnitAmount(amount)
                        .build())
                .build();
    }

    private void useCard(String magic) throws Exception {
        shop.v1()
                .customers()
                .update(
                        ada.getId(),
                        CustomerUpdateParams.builder()
                                .setInvoiceSettings(CustomerUpdateParams.InvoiceSettings.builder()
                                        .setDefaultPaymentMethod(attach(magic))
                                        .build())
                                .build());
    }

    private String attach(String magic) throws Exception {
        return shop.v1()
                .paymentMethods()
                .attach(
                        magic,
                        PaymentMethodAttachParams.builder()
                                .setCustomer(ada.getId())
                                .build())
                .getId();
    }

    private Subscription update(SubscriptionUpdateParams params) throws StripeException {
        return shop.v1().subscriptions().update(subscription.getId(), params);
    }

    private String item() {
        return subscription.getItems().getData().getFirst().getId();
    }

    private static String price(Subscription subscription) {
        return subscription.getItems().getData().getFirst().getPrice().getId();
    }
}
