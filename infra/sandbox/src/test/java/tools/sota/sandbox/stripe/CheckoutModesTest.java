package tools.sota.sandbox.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.StripeException;
import com.stripe.model.checkout.Session;
import com.stripe.param.checkout.SessionCreateParams;
import com.stripe.param.checkout.SessionCreateParams.CustomerUpdate;
import com.stripe.param.checkout.SessionCreateParams.Mode;
import com.stripe.param.checkout.SessionCreateParams.PaymentMethodCollection;
import com.stripe.param.checkout.SessionCreateParams.SubscriptionData;
import com.stripe.param.checkout.SessionRetrieveParams;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.sota.sandbox.stripe.customers.TestCard;

class CheckoutModesTest {
    private static final Map<String, String> ADA = Map.of("email", "ada@example.com", "name", "Ada", "country", "GB");
    private final Shop shop = Shop.open();

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void aTrialThatNeedsNoCardAsksForNone() throws Exception {
        var session = shop.checkout(
                shop.customer("ada@example.com"),
                shop.pro(),
                builder -> builder.setPaymentMethodCollection(PaymentMethodCollection.IF_REQUIRED)
                        .setSubscriptionData(SubscriptionData.builder()
                                .setTrialPeriodDays(14L)
                                .build()));

        var page = Browser.open(session.getUrl());
        Browser.send(session.getUrl(), ADA);

        assertThat(page.body()).contains("14 days free").doesNotContain("Card number");
        var done = retrieve(session);
        assertThat(done.getStatus()).isEqualTo("complete");
        assertThat(shop.subscription(done.getSubscription()).getDefaultPaymentMethod())
                .isNull();
    }

    @Test
    void aCardIsSavedForLater() throws Exception {
        var ada = shop.customer("ada@example.com");
        var session = create(SessionCreateParams.builder()
                .setMode(Mode.SETUP)
                .setCurrency("usd")
                .setCustomer(ada.getId())
                .setSetupIntentData(SessionCreateParams.SetupIntentData.builder()
                        .putMetadata("subscription_id", "sub_1")
                        .build()));

        Browser.send(session.getUrl(), Browser.card("5555 5555 5555 4444"));

        var intent = shop.v1().setupIntents().retrieve(retrieve(session).getSetupIntent());
        assertThat(intent.getStatus()).isEqualTo("succeeded");
        assertThat(intent.getMetadata()).containsEntry("subscription_id", "sub_1");
        assertThat(shop.v1()
                        .paymentMethods()
                        .retrieve(intent.getPaymentMethod())
                        .getCustomer())
                .isEqualTo(ada.getId());
    }

    @Test
    void aNewCustomerIsMadeFromThePage() throws Exception {
        var session = create(SessionCreateParams.builder()
                .setMode(Mode.SUBSCRIPTION)
                .setCustomerEmail("ada@example.com")
                .addLineItem(SessionCreateParams.LineItem.builder()
                        .setPrice(shop.pro().getId())
                        .setQuantity(1L)
                        .build()));

        var page = Browser.open(session.getUrl());
        Browser.send(session.getUrl(), Browser.card("4242424242424242"));

        assertThat(page.body()).contains("value=\"ada@example.com\"");
        var customer = shop.v1().customers().retrieve(retrieve(session).getCustomer());
        assertThat(customer.getName()).isEqualTo("Ada Lovelace");
        assertThat(customer.getAddress().getCountry()).isEqualTo("GB");
    }

    @Test
    void automaticTaxNeedsAnAddressOrThePermissionToAskForOne() throws Exception {
        var ada = shop.customer("ada@example.com");
        var price = shop.pro();
        var taxed = SessionCreateParams.AutomaticTax.builder().setEnabled(true).build();

        assertThatThrownBy(() -> shop.checkout(ada, price, builder -> builder.setAutomaticTax(taxed)))
                .isInstanceOfSatisfying(
                        InvalidRequestException.class,
                        error -> assertThat(error.getCode()).isEqualTo("customer_tax_location_invalid"));
        var session = shop.checkout(
                ada,
                price,
                builder -> builder.setAutomaticTax(taxed)
                        .setCustomerUpdate(CustomerUpdate.builder()
                                .setAddress(CustomerUpdate.Address.AUTO)
                                .setName(CustomerUpdate.Name.AUTO)
                                .build()));
        Browser.send(session.getUrl(), Browser.card("4242424242424242"));
        assertThat(shop.v1().customers().retrieve(ada.getId()).getAddress().getCountry())
                .isEqualTo("GB");
    }

    @Test
    void wrongInputIsSaidAndNothingHappens() throws Exception {
        var session = shop.checkout(shop.customer("ada@example.com"), shop.pro(), builder -> builder);

        assertThat(Browser.send(session.getUrl(), Browser.card("1234")).body()).contains("card number is invalid");
        assertThat(Browser.send(session.getUrl(), Map.of("email", "")).status()).isEqualTo(422);
        assertThat(Browser.open(shop.standIn.baseUrl() + "/c/pay/cs_none").status())
                .isEqualTo(404);
        assertThat(retrieve(session).getStatus()).isEqualTo("open");
    }

    @Test
    void anExpiredSessionCannotBePaid() throws Exception {
        var session = shop.checkout(shop.customer("ada@example.com"), shop.pro(), builder -> builder);

        shop.v1().checkout().sessions().expire(session.getId());

        assertThat(Browser.send(session.getUrl(), Browser.card("4242424242424242"))
                        .status())
                .isEqualTo(410);
        assertThatThrownBy(() -> shop.control().pay(session.getId(), TestCard.VISA))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> shop.v1().checkout().sessions().expire(session.getId()))
                .isInstanceOf(InvalidRequestException.class);
        assertThat(shop.eventTypes()).contains("checkout.session.expired");
    }

    @Test
    void whatIsBoughtIsShownWhenItIsExpanded() throws Exception {
        var session = shop.checkout(shop.customer("ada@example.com"), shop.pro(), builder -> builder);

        var expanded = shop.v1()
                .checkout()
                .sessions()
                .retrieve(
                        session.getId(),
                        SessionRetrieveParams.builder().addExpand("line_items").build());

        assertThat(expanded.getLineItems().getData())
                .singleElement()
                .satisfies(item -> assertThat(item.getAmountTotal()).isEqualTo(9900));
        assertThat(shop.v1()
                        .checkout()
                        .sessions()
                        .lineItems()
                        .list(session.getId())
                        .getData())
                .hasSize(1);
    }

    private Session create(SessionCreateParams.Builder builder) throws StripeException {
        return shop.v1()
                .checkout()
                .sessions()
                .create(builder.setSuccessUrl("http://127.0.0.1:1/done").build());
    }

    private Session retrieve(Session session) throws StripeException {
        return shop.v1().checkout().sessions().retrieve(session.getId());
    }
}
