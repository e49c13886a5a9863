package tools.sota.sandbox.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.stripe.exception.InvalidRequestException;
import com.stripe.model.CreditNote;
import com.stripe.model.Invoice;
import com.stripe.param.CreditNoteCreateParams;
import com.stripe.param.CreditNotePreviewParams;
import com.stripe.param.CustomerBalanceTransactionCreateParams;
import com.stripe.param.InvoiceCreateParams;
import com.stripe.param.InvoiceItemCreateParams;
import com.stripe.param.RefundCreateParams;
import java.time.Duration;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CreditNoteTest {
    private final Shop shop = Shop.open();

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void aPaidInvoiceIsRefundedThroughACreditNoteThatTheBooksKeep() throws Exception {
        var invoice = paid();

        var note =
                credit(invoice, it -> it.setAmount(4000L).setRefundAmount(4000L).setMemo("money back"));

        assertThat(note.getType()).isEqualTo("post_payment");
        assertThat(note.getTotal()).isEqualTo(4000);
        assertThat(note.getNumber()).isEqualTo(invoice.getNumber() + "-CN-01");
        assertThat(note.getRefunds()).singleElement().satisfies(link -> {
            assertThat(link.getAmountRefunded()).isEqualTo(4000);
            assertThat(shop.v1().refunds().retrieve(link.getRefund()).getStatus())
                    .isEqualTo("succeeded");
        });
        assertThat(reload(invoice).getPostPaymentCreditNotesAmount()).isEqualTo(4000);
        assertThat(reload(invoice).getStatus()).isEqualTo("paid");
        assertThat(shop.v1().creditNotes().list().getData()).hasSize(1);
        assertThat(shop.eventTypes())
                .containsSubsequence("refund.created", "charge.refunded", "credit_note.created", "invoice.updated");
        assertThat(Browser.open(note.getPdf()).status()).isEqualTo(200);
    }

    @Test
    void noMoreIsCreditedThanTheInvoiceWasOver() throws Exception {
        var invoice = paid();
        credit(invoice, it -> it.setAmount(9000L).setRefundAmount(9000L));

        assertThatThrownBy(() -> credit(invoice, it -> it.setAmount(901L).setOutOfBandAmount(901L)))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("900");
        assertThatThrownBy(() -> credit(invoice, it -> it.setAmount(900L)))
                .as("a paid sum must go back somehow")
                .isInstanceOf(InvalidRequestException.class);
        assertThat(credit(invoice, it -> it.setAmount(900L).setOutOfBandAmount(900L))
                        .getTotal())
                .isEqualTo(900);
    }

    @Test
    void aRefundThatWasMadeBeforeIsNamedOnce() throws Exception {
        var invoice = paid();
        var refund = shop.v1()
                .refunds()
                .create(RefundCreateParams.builder()
                        .setPaymentIntent(shop.invoiceWithPayments(invoice.getId())
                                .getPayments()
                                .getData()
                                .getFirst()
                                .getPayment()
                                .getPaymentIntent())
                        .setAmount(5000L)
                        .build());
        UnaryOperator<CreditNoteCreateParams.Builder> named = it -> it.setAmount(5000L)
                .addRefund(CreditNoteCreateParams.Refund.builder()
                        .setRefund(refund.getId())
                        .build());
        var params = named.apply(CreditNoteCreateParams.builder().setInvoice(invoice.getId()));

        var note = shop.v1().creditNotes().create(params.build());

        assertThat(note.getRefunds().getFirst().getAmountRefunded()).isEqualTo(5000);
        assertThatThrownBy(() -> credit(
                        invoice,
                        it -> it.setAmount(4000L)
                                .addRefund(CreditNoteCreateParams.Refund.builder()
                                        .setRefund(refund.getId())
                                        .setAmountRefunded(4000L)
                                        .build())))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("linked");
    }

    @Test
    void creditIsKeptForTheNextInvoice() throws Exception {
        var invoice = paid();

        var note = credit(invoice, it -> it.setAmount(2500L).setCreditAmount(2500L));
        shop.clock.move(Duration.ofDays(32));
        var renewal = shop.invoices(invoice.getParent().getSubscriptionDetails().getSubscription())
                .getLast();

        assertThat(renewal.getTotal()).isEqualTo(9900);
        assertThat(renewal.getAmountPaid()).isEqualTo(7400);
        var moves = shop.v1()
                .customers()
                .balanceTransactions()
                .list(invoice.getCustomer())
                .getData();
        assertThat(moves).extracting(it -> it.getType()).containsExactly("applied_to_invoice", "credit_note");
        assertThat(moves.getLast().getId()).isEqualTo(note.getCustomerBalanceTransaction());
        assertThat(moves.getFirst().getEndingBalance()).isZero();
        assertThat(moves.getFirst().getInvoice()).isEqualTo(renewal.getId());
    }

    @Test
    void onAnOpenInvoiceLessIsDueUntilTheNoteIsVoided() throws Exception {
        var invoice = open(2000);

        var note = credit(
                invoice,
                it -> it.addLine(CreditNoteCreateParams.Line.builder()
                        .setType(CreditNoteCreateParams.Line.Type.CUSTOM_LINE_ITEM)
                        .setDescription("Sorry")
                        .setQuantity(2L)
                        .setUnitAmount(500L)
                        .build()));

        assertThat(note.getType()).isEqualTo("pre_payment");
        assertThat(reload(invoice).getAmountRemaining()).isEqualTo(1000);
        var voided = shop.v1().creditNotes().voidCreditNote(note.getId());
        assertThat(voided.getStatus()).isEqualTo("void");
        assertThat(reload(invoice).getAmountRemaining()).isEqualTo(2000);
        assertThatThrownBy(() -> shop.v1().creditNotes().voidCreditNote(note.getId()))
                .isInstanceOf(InvalidRequestException.class);

        credit(invoice, it -> it.setAmount(2000L));
        assertThat(reload(invoice).getStatus()).isEqualTo("paid");
        assertThat(reload(invoice).getAmountPaid()).isZero();
        assertThat(shop.eventTypes()).contains("credit_note.voided", "payment_intent.canceled");
    }

    @Test
    void aPreviewIsTheNoteThatWouldBeMadeAndMakesNothing() throws Exception {
        var invoice = paid();
        var line = invoice.getLines().getData().getFirst();

        var preview = shop.v1()
                .creditNotes()
                .preview(CreditNotePreviewParams.builder()
                        .setInvoice(invoice.getId())
                        .setRefundAmount(3300L)
                        .addLine(CreditNotePreviewParams.Line.builder()
                                .setType(CreditNotePreviewParams.Line.Type.INVOICE_LINE_ITEM)
                                .setInvoiceLineItem(line.getId())
                                .setAmount(3300L)
                                .build())
                        .build());

        assertThat(preview.getTotal()).isEqualTo(3300);
        assertThat(preview.getLines().getData().getFirst().getInvoiceLineItem()).isEqualTo(line.getId());
        assertThat(shop.v1().creditNotes().list().getData()).isEmpty();
        assertThat(shop.v1().refunds().list().getData()).isEmpty();
    }

    @Test
    void aBalanceIsChangedByHandWithATransaction() throws Exception {
        var customer = shop.customer("ada@example.com");

        shop.v1()
                .customers()
                .balanceTransactions()
                .create(
                        customer.getId(),
                        CustomerBalanceTransactionCreateParams.builder()
                                .setAmount(-700L)
                                .setCurrency("usd")
                                .setDescription("gift")
                                .build());

        assertThat(shop.v1().customers().retrieve(customer.getId()).getBalance())
                .isEqualTo(-700);
        assertThat(shop.v1()
                        .customers()
                        .balanceTransactions()
                        .list(customer.getId())
                        .getData())
                .singleElement()
                .satisfies(it -> assertThat(it.getDescription()).isEqualTo("gift"));
    }

    private Invoice paid() throws Exception {
        var subscription = shop.subscribe(shop.customerWith("pm_card_visa"), shop.pro());
        return shop.v1().invoices().retrieve(subscription.getLatestInvoice());
    }

    private Invoice open(long amount) throws Exception {
        var customer = shop.customer("ada@example.com");
        shop.v1()
                .invoiceItems()
                .create(InvoiceItemCreateParams.builder()
                        .setCustomer(customer.getId())
                        .setAmount(amount)
                        .setCurrency("usd")
                        .build());
        var draft = shop.v1()
                .invoices()
                .create(InvoiceCreateParams.builder()
                        .setCustomer(customer.getId())
                        .setPendingInvoiceItemsBehavior(InvoiceCreateParams.PendingInvoiceItemsBehavior.INCLUDE)
                        .build());
        return shop.v1().invoices().finalizeInvoice(draft.getId());
    }

    private CreditNote credit(Invoice invoice, UnaryOperator<CreditNoteCreateParams.Builder> more) throws Exception {
        return shop.v1()
                .creditNotes()
                .create(more.apply(CreditNoteCreateParams.builder().setInvoice(invoice.getId()))
                        .build());
    }

    private Invoice reload(Invoice invoice) throws Exception {
        return shop.v1().invoices().retrieve(invoice.getId());
    }
}
