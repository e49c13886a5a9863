package tools.sota.sandbox.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.stripe.exception.CardException;
import com.stripe.exception.InvalidRequestException;
import com.stripe.model.PaymentIntent;
import com.stripe.model.SetupIntent;
import com.stripe.param.PaymentIntentCaptureParams;
import com.stripe.param.PaymentIntentCreateParams;
import com.stripe.param.PaymentMethodUpdateParams;
import com.stripe.param.SetupIntentConfirmParams;
import com.stripe.param.SetupIntentCreateParams;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.sota.sandbox.stripe.customers.TestCard;

class IntentTest {
    private final Shop shop = Shop.open();

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void aSetupIntentSavesACardAndFailsOrIsCanceledWithItsOwnEvents() throws Exception {
        var customer = shop.customer("ada@example.com");
        var open = setup(it -> it.setCustomer(customer.getId()));
        assertThat(open.getStatus()).isEqualTo("requires_payment_method");

        assertThatThrownBy(() -> confirm(open, "pm_card_chargeDeclined")).isInstanceOf(CardException.class);
        assertThat(shop.v1()
                        .setupIntents()
                        .retrieve(open.getId())
                        .getLastSetupError()
                        .getCode())
                .isEqualTo("card_declined");
        var saved = confirm(open, "pm_card_visa");

        assertThat(saved.getStatus()).isEqualTo("succeeded");
        assertThat(shop.v1().customers().paymentMethods().list(customer.getId()).getData())
                .singleElement()
                .satisfies(card -> assertThat(card.getId()).isEqualTo(saved.getPaymentMethod()));
        assertThatThrownBy(() -> shop.v1().setupIntents().cancel(saved.getId()))
                .isInstanceOf(InvalidRequestException.class);
        var second = setup(it -> it.setCustomer(customer.getId()));
        assertThat(shop.v1().setupIntents().cancel(second.getId()).getStatus()).isEqualTo("canceled");
        assertThat(shop.eventTypes())
                .containsSubsequence(
                        "setup_intent.created",
                        "setup_intent.setup_failed",
                        "setup_intent.succeeded",
                        "setup_intent.canceled");
    }

    @Test
    void aSetupThatNeedsTheCustomerIsConfirmedOnTheBanksPage() throws Exception {
        var customer = shop.customer("ada@example.com");
        var waiting = setup(it -> it.setCustomer(customer.getId())
                .setConfirm(true)
                .setReturnUrl("http://127.0.0.1:1/cards")
                .setPaymentMethod("pm_card_authenticationRequired"));
        assertThat(waiting.getStatus()).isEqualTo("requires_action");

        var back = Browser.send(waiting.getNextAction().getRedirectToUrl().getUrl(), Map.of("result", "complete"));

        assertThat(back.location()).isEqualTo("http://127.0.0.1:1/cards");
        assertThat(shop.v1().setupIntents().retrieve(waiting.getId()).getStatus())
                .isEqualTo("succeeded");
    }

    @Test
    void aPaymentIntentIsPaidRefusedHeldCapturedOrCanceled() throws Exception {
        var paid = pay("pm_card_visa", it -> it);
        var held = pay("pm_card_visa", it -> it.setCaptureMethod(PaymentIntentCreateParams.CaptureMethod.MANUAL));
        var open = shop.v1()
                .paymentIntents()
                .create(PaymentIntentCreateParams.builder()
                        .setAmount(900L)
                        .setCurrency("usd")
                        .build());

        assertThat(paid.getStatus()).isEqualTo("succeeded");
        assertThat(held.getStatus()).isEqualTo("requires_capture");
        assertThat(held.getAmountReceived()).isZero();
        var captured = shop.v1()
                .paymentIntents()
                .capture(
                        held.getId(),
                        PaymentIntentCaptureParams.builder()
                                .setAmountToCapture(1500L)
                                .build());
        assertThat(captured.getAmountReceived()).isEqualTo(1500);
        assertThat(shop.v1().paymentIntents().cancel(open.getId()).getStatus()).isEqualTo("canceled");
        assertThatThrownBy(() -> shop.v1().paymentIntents().confirm(open.getId()))
                .isInstanceOf(InvalidRequestException.class);
        assertThatThrownBy(() -> pay("pm_card_visa_chargeDeclined", it -> it)).isInstanceOf(CardException.class);
        assertThatThrownBy(() -> pay("pm_card_authenticationRequired", it -> it.setOffSession(true)))
                .isInstanceOfSatisfying(
                        CardException.class,
                        error -> assertThat(error.getCode()).isEqualTo("authentication_required"));
        assertThat(pay("pm_card_authenticationRequired", it -> it).getStatus()).isEqualTo("requires_action");
    }

    @Test
    void theNextChargeIsDeclinedOnRequestAndOnlyThat() throws Exception {
        shop.control().declineNext(1);

        assertThatThrownBy(() -> pay("pm_card_visa", it -> it)).isInstanceOf(CardException.class);
        assertThat(pay("pm_card_visa", it -> it).getStatus()).isEqualTo("succeeded");
    }

    @Test
    void aCardExpiresIsRenewedByItsBankAndCanTurnBad() throws Exception {
        var customer = shop.customerWith("pm_card_visa");
        var card = customer.getInvoiceSettings().getDefaultPaymentMethod();

        shop.v1()
                .paymentMethods()
                .update(
                        card,
                        PaymentMethodUpdateParams.builder()
                                .setCard(PaymentMethodUpdateParams.Card.builder()
                                        .setExpMonth(4L)
                                        .setExpYear(2026L)
                                        .build())
                                .build());
        assertThat(shop.v1().paymentMethods().retrieve(card).getCard().getExpMonth())
                .isEqualTo(4);
        shop.control().renewCard(card);
        assertThat(shop.v1().paymentMethods().retrieve(card).getCard().getExpYear())
                .isEqualTo(2029);
        shop.control().cardBehavesAs(card, TestCard.EXPIRED);

        assertThatThrownBy(() -> pay(card, it -> it.setCustomer(customer.getId())))
                .isInstanceOfSatisfying(
                        CardException.class,
                        error -> assertThat(error.getCode()).isEqualTo("expired_card"));
        assertThat(shop.eventTypes()).contains("payment_method.updated", "payment_method.automatically_updated");
    }

    private SetupIntent setup(UnaryOperator<SetupIntentCreateParams.Builder> more) throws Exception {
        return shop.v1()
                .setupIntents()
                .create(more.apply(SetupIntentCreateParams.builder()).build());
    }

    private SetupIntent confirm(SetupIntent intent, String card) throws Exception {
        return shop.v1()
                .setupIntents()
                .confirm(
                        intent.getId(),
                        SetupIntentConfirmParams.builder()
                                .setPaymentMethod(card)
                                .build());
    }

    private PaymentIntent pay(String card, UnaryOperator<PaymentIntentCreateParams.Builder> more) throws Exception {
        return shop.v1()
                .paymentIntents()
                .create(more.apply(PaymentIntentCreateParams.builder()
                                .setAmount(2000L)
                                .setCurrency("usd")
                                .setPaymentMethod(card)
                                .setConfirm(true))
                        .build());
    }
}
