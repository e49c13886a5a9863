package tools.sota.sandbox.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.stripe.exception.InvalidRequestException;
import com.stripe.model.Refund;
import com.stripe.param.InvoicePaymentListParams;
import com.stripe.param.RefundCreateParams;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RefundTest {
    private final Shop shop = Shop.open();

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void aPaidInvoiceIsRefundedInPartsUntilNothingIsLeft() throws Exception {
        var subscription = shop.subscribe(shop.customerWith("pm_card_visa"), shop.pro());
        var intent = intentOf(subscription.getLatestInvoice());

        var first = shop.v1()
                .refunds()
                .create(RefundCreateParams.builder()
                        .setPaymentIntent(intent)
                        .setAmount(4000L)
                        .setReason(RefundCreateParams.Reason.REQUESTED_BY_CUSTOMER)
                        .putMetadata("why", "money back")
                        .build());
        var rest = shop.v1()
                .refunds()
                .create(RefundCreateParams.builder().setPaymentIntent(intent).build());

        assertThat(first.getStatus()).isEqualTo("succeeded");
        assertThat(rest.getAmount()).isEqualTo(5900);
        assertThat(shop.v1().charges().retrieve(first.getCharge()).getRefunded())
                .isTrue();
        assertThat(shop.v1()
                        .invoices()
                        .retrieve(subscription.getLatestInvoice())
                        .getStatus())
                .isEqualTo("paid");
        assertThat(shop.subscription(subscription.getId()).getStatus()).isEqualTo("active");
        assertThat(shop.eventTypes()).contains("refund.created", "charge.refunded");
        assertThatThrownBy(() -> shop.v1()
                        .refunds()
                        .create(RefundCreateParams.builder()
                                .setPaymentIntent(intent)
                                .build()))
                .isInstanceOfSatisfying(
                        InvalidRequestException.class,
                        error -> assertThat(error.getCode()).isEqualTo("charge_already_refunded"));
    }

    @Test
    void aRefundCanFailAfterwards() throws Exception {
        var subscription = shop.subscribe(shop.customerWith("pm_card_visa"), shop.pro());
        var refund = shop.v1()
                .refunds()
                .create(RefundCreateParams.builder()
                        .setPaymentIntent(intentOf(subscription.getLatestInvoice()))
                        .build());

        shop.control().failRefund(refund.getId());

        assertThat(shop.v1().refunds().retrieve(refund.getId()).getStatus()).isEqualTo("failed");
        assertThat(shop.v1().charges().retrieve(refund.getCharge()).getAmountRefunded())
                .isZero();
        assertThat(shop.eventTypes()).contains("refund.failed", "refund.updated", "charge.refund.updated");
        assertThatThrownBy(() -> shop.control().failRefund(refund.getId()))
                .as("a second failure would take the sum off the charge twice")
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(shop.v1().charges().retrieve(refund.getCharge()).getAmountRefunded())
                .isZero();
    }

    @Test
    void aPendingRefundSucceedsAnHourLaterAndAnotherComesBack() throws Exception {
        var pending = refund("pm_card_pendingRefund");
        var failing = refund("pm_card_refundFail");

        assertThat(pending.getStatus()).isEqualTo("pending");
        assertThat(failing.getStatus()).isEqualTo("succeeded");
        shop.clock.move(Duration.ofHours(1));

        assertThat(shop.v1().refunds().retrieve(pending.getId()).getStatus()).isEqualTo("succeeded");
        assertThat(shop.v1().refunds().retrieve(failing.getId()).getStatus()).isEqualTo("failed");
        assertThat(shop.v1().charges().retrieve(failing.getCharge()).getRefunded())
                .isFalse();
    }

    private Refund refund(String card) throws Exception {
        var subscription = shop.subscribe(shop.customerWith(card), shop.pro());
        return shop.v1()
                .refunds()
                .create(RefundCreateParams.builder()
                        .setPaymentIntent(intentOf(subscription.getLatestInvoice()))
                        .build());
    }

    @Test
    void theInvoiceOfAPaymentIsFoundThroughItsInvoicePayment() throws Exception {
        var subscription = shop.subscribe(shop.customerWith("pm_card_visa"), shop.pro());
        var intent = intentOf(subscription.getLatestInvoice());

        var found = shop.v1()
                .invoicePayments()
                .list(InvoicePaymentListParams.builder()
                        .setPayment(InvoicePaymentListParams.Payment.builder()
                                .setType(InvoicePaymentListParams.Payment.Type.PAYMENT_INTENT)
                                .setPaymentIntent(intent)
                                .build())
                        .build());

        assertThat(found.getData()).singleElement().satisfies(payment -> {
            assertThat(payment.getInvoice()).isEqualTo(subscription.getLatestInvoice());
            assertThat(payment.getStatus()).isEqualTo("paid");
            assertThat(payment.getAmountPaid()).isEqualTo(9900);
        });
    }

    private String intentOf(String invoice) throws Exception {
        return shop.invoiceWithPayments(invoice)
                .getPayments()
                .getData()
                .getFirst()
                .getPayment()
                .getPaymentIntent();
    }
}
