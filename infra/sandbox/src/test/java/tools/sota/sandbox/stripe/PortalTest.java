package tools.sota.sandbox.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.stripe.exception.StripeException;
import com.stripe.model.Customer;
import com.stripe.model.Subscription;
import com.stripe.model.billingportal.Configuration;
import com.stripe.model.billingportal.Session;
import com.stripe.param.billingportal.ConfigurationCreateParams;
import com.stripe.param.billingportal.ConfigurationCreateParams.Features;
import com.stripe.param.billingportal.SessionCreateParams;
import com.stripe.param.billingportal.SessionCreateParams.FlowData;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PortalTest {
    private final Shop shop = Shop.open();
    private Customer ada = new Customer();
    private Subscription subscription = new Subscription();
    private Configuration configuration = new Configuration();

    @BeforeEach
    void aSubscriberAndAPortal() throws Exception {
        ada = shop.customerWith("pm_card_visa");
        subscription = shop.subscribe(ada, shop.pro());
        configuration = configure(true);
    }

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void thePortalShowsPlanCardAndInvoices() throws Exception {
        var page = Browser.open(visit(builder -> builder).getUrl());

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.body())
                .contains(
                        "ada@example.com",
                        "Pro",
                        "$99.00 / month",
                        "Renews on 10 April 2026",
                        "visa •••• 4242",
                        "Invoice history",
                        "/i/" + subscription.getLatestInvoice(),
                        "http://127.0.0.1:1/billing");
    }

    @Test
    void cancellingInThePortalNamesTheMomentAndLeavesTheFlagFalse() throws Exception {
        var url = visit(builder -> builder).getUrl();

        Browser.send(url + "/cancel/" + subscription.getId(), Map.of());
        var canceling = shop.subscription(subscription.getId());
        var page = Browser.open(url);
        Browser.send(url + "/resume/" + subscription.getId(), Map.of());
        var resumed = shop.subscription(subscription.getId());

        assertThat(canceling.getCancelAt())
                .isEqualTo(subscription.getItems().getData().getFirst().getCurrentPeriodEnd());
        assertThat(canceling.getCancelAtPeriodEnd()).isFalse();
        assertThat(canceling.getCanceledAt()).isNotNull();
        assertThat(page.body()).contains("Cancels on 10 April 2026");
        assertThat(resumed.getCancelAt()).isNull();
    }

    @Test
    void aFlowLeadsStraightToItsPageAndBackToTheShop() throws Exception {
        var session = visit(builder -> builder.setFlowData(FlowData.builder()
                .setType(FlowData.Type.SUBSCRIPTION_CANCEL)
                .setSubscriptionCancel(FlowData.SubscriptionCancel.builder()
                        .setSubscription(subscription.getId())
                        .build())
                .setAfterCompletion(FlowData.AfterCompletion.builder()
                        .setType(FlowData.AfterCompletion.Type.REDIRECT)
                        .setRedirect(FlowData.AfterCompletion.Redirect.builder()
                                .setReturnUrl("http://127.0.0.1:1/canceled")
                                .build())
                        .build())
                .build()));

        var opened = Browser.open(session.getUrl());
        var page = Browser.open(shop.standIn.baseUrl() + opened.location());
        var done = Browser.send(shop.standIn.baseUrl() + opened.location(), Map.of());

        assertThat(page.body()).contains("Cancel your plan", "10 April 2026");
        assertThat(done.location()).isEqualTo("http://127.0.0.1:1/canceled");
        assertThat(shop.subscription(subscription.getId()).getCancelAt()).isNotNull();
    }

    @Test
    void aNewCardBecomesTheDefaultAndTheOldOneCanGo() throws Exception {
        var url = visit(builder -> builder).getUrl();
        var old = ada.getInvoiceSettings().getDefaultPaymentMethod();

        var refused = Browser.send(url + "/card", Browser.card("4000 0000 0000 0002"));
        var asked = Browser.send(url + "/card", Browser.card("4000 0025 0000 3155"));
        Browser.send(shop.standIn.baseUrl() + asked.location(), Map.of("result", "complete"));
        Browser.send(url + "/card/" + old + "/remove", Map.of());

        var updated = shop.v1().customers().retrieve(ada.getId());
        var cards = shop.v1().customers().paymentMethods().list(ada.getId()).getData();
        assertThat(refused.status()).isEqualTo(402);
        assertThat(refused.body()).contains("Your card was declined.");
        assertThat(cards).singleElement().satisfies(card -> {
            assertThat(card.getCard().getLast4()).isEqualTo("3155");
            assertThat(card.getId()).isEqualTo(updated.getInvoiceSettings().getDefaultPaymentMethod());
        });
        assertThat(shop.eventTypes()).contains("setup_intent.succeeded", "payment_method.detached");
    }

    @Test
    void whatTheConfigurationForbidsIsNotThere() throws Exception {
        configuration = configure(false);
        var url = visit(builder -> builder).getUrl();

        var page = Browser.open(url);
        var cancel = Browser.send(url + "/cancel/" + subscription.getId(), Map.of());
        var card = Browser.open(url + "/card");

        assertThat(page.body()).doesNotContain("Cancel plan", "Payment methods", "Invoice history");
        assertThat(cancel.status()).isEqualTo(404);
        assertThat(card.status()).isEqualTo(404);
        assertThat(shop.subscription(subscription.getId()).getCancelAt()).isNull();
        assertThatThrownBy(() -> visit(builder -> builder.setFlowData(FlowData.builder()
                        .setType(FlowData.Type.PAYMENT_METHOD_UPDATE)
                        .build())))
                .hasMessageContaining("feature is disabled");
    }

    @Test
    void nobodyChangesASubscriptionOfAnotherCustomer() throws Exception {
        var bob = shop.customerWith("pm_card_visa");
        var his = shop.subscribe(bob, shop.pro());
        var url = visit(builder -> builder).getUrl();

        assertThat(Browser.send(url + "/cancel/" + his.getId(), Map.of()).status())
                .isEqualTo(404);
        assertThat(shop.subscription(his.getId()).getCancelAt()).isNull();
    }

    private Session visit(UnaryOperator<SessionCreateParams.Builder> more) throws StripeException {
        var builder = SessionCreateParams.builder()
                .setCustomer(ada.getId())
                .setConfiguration(configuration.getId())
                .setReturnUrl("http://127.0.0.1:1/billing");
        return shop.v1().billingPortal().sessions().create(more.apply(builder).build());
    }

    private Configuration configure(boolean allowed) throws StripeException {
        return shop.v1()
                .billingPortal()
                .configurations()
                .create(ConfigurationCreateParams.builder()
                        .setFeatures(Features.builder()
                                .setInvoiceHistory(Features.InvoiceHistory.builder()
                                        .setEnabled(allowed)
                                        .build())
                                .setPaymentMethodUpdate(Features.PaymentMethodUpdate.builder()
                                        .setEnabled(allowed)
                                        .build())
                                .setSubscriptionCancel(Features.SubscriptionCancel.builder()
                                        .setEnabled(allowed)
                                        .setMode(Features.SubscriptionCancel.Mode.AT_PERIOD_END)
                                        .build())
                                .setSubscriptionUpdate(Features.SubscriptionUpdate.builder()
                                        .setEnabled(false)
                                        .build())
                                .build())
                        .build());
    }
}
