package tools.sota.sandbox.stripe;

import static org.assertj.core.api.Assertions.assertThat;

import com.stripe.model.Customer;
import com.stripe.model.checkout.Session;
import com.stripe.param.InvoiceListParams;
import com.stripe.param.SubscriptionListParams;
import com.stripe.param.checkout.SessionCreateParams;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CheckoutTest {
    private final Shop shop = Shop.open();
    private Customer ada = new Customer();

    @BeforeEach
    void aCustomer() throws Exception {
        ada = shop.customer("ada@example.com");
    }

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void payingTheHostedPageStartsASubscriptionWithAPaidInvoice() throws Exception {
        var session = shop.checkout(ada, shop.pro(), builder -> builder);

        var page = Browser.open(session.getUrl());
        var paid = Browser.send(session.getUrl(), Browser.card("4242 4242 4242 4242"));

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.body()).contains("$99.00 / month", "Stripe stand-in");
        assertThat(paid.status()).isEqualTo(303);
        assertThat(paid.location()).endsWith("/done?session_id=" + session.getId());
        var done = shop.v1().checkout().sessions().retrieve(session.getId());
        assertThat(done.getStatus()).isEqualTo("complete");
        assertThat(done.getPaymentStatus()).isEqualTo("paid");
        assertThat(done.getClientReferenceId()).isEqualTo("account-1");
        assertThat(shop.subscription(done.getSubscription()).getStatus()).isEqualTo("active");
        var invoice = shop.invoiceWithPayments(done.getInvoice());
        assertThat(invoice.getStatus()).isEqualTo("paid");
        assertThat(invoice.getAmountPaid()).isEqualTo(9900);
        var intent = invoice.getPayments().getData().getFirst().getPayment().getPaymentIntent();
        assertThat(shop.v1().paymentIntents().retrieve(intent).getStatus()).isEqualTo("succeeded");
    }

    @Test
    void aDeclinedCardLeavesTheSessionOpenAndAFailedCharge() throws Exception {
        var session = shop.checkout(ada, shop.pro(), builder -> builder);

        var refused = Browser.send(session.getUrl(), Browser.card("4000 0000 0000 0002"));

        assertThat(refused.status()).isEqualTo(402);
        assertThat(refused.body()).contains("Your card was declined.");
        assertThat(status(session)).isEqualTo("open");
        assertThat(subscriptions()).isZero();
        var failed = shop.v1().charges().list().getData().getFirst();
        assertThat(failed.getStatus()).isEqualTo("failed");
        assertThat(failed.getPaymentMethodDetails().getCard().getFingerprint()).isNotNull();
    }

    @Test
    void aMerchantCanAskFor3dSecureWhereTheCardWouldPassWithout() throws Exception {
        var card = Browser.card("4000 0000 0000 3055");
        var asking = shop.checkout(
                ada,
                shop.pro(),
                builder -> builder.setPaymentMethodOptions(SessionCreateParams.PaymentMethodOptions.builder()
                        .setCard(SessionCreateParams.PaymentMethodOptions.Card.builder()
                                .setRequestThreeDSecure(
                                        SessionCreateParams.PaymentMethodOptions.Card.RequestThreeDSecure.ANY)
                                .build())
                        .build()));

        assertThat(Browser.send(asking.getUrl(), card).location()).contains("challenge");
        assertThat(status(asking)).isEqualTo("open");

        var plain = shop.checkout(ada, shop.pro(), builder -> builder);
        Browser.send(plain.getUrl(), card);
        assertThat(status(plain)).isEqualTo("complete");
    }

    @Test
    void aCardThatAsksFor3dSecurePaysOnlyAfterTheChallenge() throws Exception {
        var session = shop.checkout(ada, shop.pro(), builder -> builder);

        var asked = Browser.send(session.getUrl(), Browser.card("4000 0025 0000 3155"));
        var challenge = shop.standIn.baseUrl() + asked.location();
        var shown = Browser.open(challenge);
        var failed = Browser.send(challenge, Map.of("result", "fail"));
        var statusAfterFailure = status(session);
        Browser.send(session.getUrl(), Browser.card("4000 0000 0000 3220"));
        var passed = Browser.send(challenge, Map.of("result", "complete"));

        assertThat(shown.body()).contains("3-D Secure", "$99.00");
        assertThat(failed.status()).isEqualTo(402);
        assertThat(failed.body()).contains("unable to authenticate");
        assertThat(statusAfterFailure).isEqualTo("open");
        assertThat(passed.location()).contains("/done?session_id=");
        assertThat(status(session)).isEqualTo("complete");
        assertThat(subscriptions()).isEqualTo(1);
    }

    @Test
    void sendingThePageTwiceMakesOneSubscription() throws Exception {
        var session = shop.checkout(ada, shop.pro(), builder -> builder);

        var first = Browser.send(session.getUrl(), Browser.card("4242424242424242"));
        var second = Browser.send(session.getUrl(), Browser.card("4242424242424242"));

        assertThat(second).isEqualTo(first);
        assertThat(subscriptions()).isEqualTo(1);
    }

    @Test
    void aTrialIsStartedWithACardAndCostsNothing() throws Exception {
        var session = shop.checkout(
                ada,
                shop.pro(),
                builder -> builder.setSubscriptionData(SessionCreateParams.SubscriptionData.builder()
                        .setTrialPeriodDays(14L)
                        .putMetadata("account_id", "account-1")
                        .build()));

        Browser.send(session.getUrl(), Browser.card("4000 0000 0000 0341"));

        var done = shop.v1().checkout().sessions().retrieve(session.getId());
        assertThat(done.getPaymentStatus()).isEqualTo("no_payment_required");
        assertThat(done.getAmountTotal()).isZero();
        var subscription = shop.subscription(done.getSubscription());
        assertThat(subscription.getStatus()).isEqualTo("trialing");
        assertThat(subscription.getMetadata()).containsEntry("account_id", "account-1");
        var invoice = shop.v1().invoices().retrieve(done.getInvoice());
        assertThat(invoice.getStatus()).isEqualTo("paid");
        assertThat(invoice.getTotal()).isZero();
    }

    @Test
    void aPackIsPaidOnceAndInvoicedWhenThatIsAsked() throws Exception {
        var session = shop.v1()
                .checkout()
                .sessions()
                .create(SessionCreateParams.builder()
                        .setMode(SessionCreateParams.Mode.PAYMENT)
                        .setCustomer(ada.getId())
                        .setSuccessUrl("http://127.0.0.1:1/done")
                        .setInvoiceCreation(SessionCreateParams.InvoiceCreation.builder()
                                .setEnabled(true)
                                .build())
                        .addLineItem(SessionCreateParams.LineItem.builder()
                                .setQuantity(1L)
                                .setPriceData(SessionCreateParams.LineItem.PriceData.builder()
                                        .setCurrency("usd")
                                        .setUnitAmount(6000L)
                                        .setProductData(SessionCreateParams.LineItem.PriceData.ProductData.builder()
                                                .setName("5,000 calls")
                                                .build())
                                        .build())
                                .build())
                        .build());

        Browser.send(session.getUrl(), Browser.card("4242424242424242"));

        var done = shop.v1().checkout().sessions().retrieve(session.getId());
        assertThat(done.getPaymentStatus()).isEqualTo("paid");
        assertThat(shop.v1().paymentIntents().retrieve(done.getPaymentIntent()).getAmountReceived())
                .isEqualTo(6000);
        assertThat(shop.v1().invoices().retrieve(done.getInvoice()).getStatus()).isEqualTo("paid");
        assertThat(shop.v1()
                        .invoices()
                        .list(InvoiceListParams.builder()
                                .setCustomer(ada.getId())
                                .build())
                        .getData())
                .hasSize(1);
    }

    private String status(Session session) throws Exception {
        return shop.v1().checkout().sessions().retrieve(session.getId()).getStatus();
    }

    private int subscriptions() throws Exception {
        return shop.v1()
                .subscriptions()
                .list(SubscriptionListParams.builder()
                        .setCustomer(ada.getId())
                        .setStatus(SubscriptionListParams.Status.ALL)
                        .build())
                .getData()
                .size();
    }
}
