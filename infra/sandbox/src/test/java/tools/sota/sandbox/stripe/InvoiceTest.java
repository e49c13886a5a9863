package tools.sota.sandbox.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.stripe.exception.CardException;
import com.stripe.exception.InvalidRequestException;
import com.stripe.model.Invoice;
import com.stripe.param.InvoiceCreateParams;
import com.stripe.param.InvoiceCreateParams.PendingInvoiceItemsBehavior;
import com.stripe.param.InvoiceItemCreateParams;
import com.stripe.param.InvoiceLineItemListParams;
import com.stripe.param.InvoiceRetrieveParams;
import com.stripe.param.PaymentMethodAttachParams;
import com.stripe.param.SubscriptionCreateParams;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class InvoiceTest {
    private final Shop shop = Shop.open();

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void aManualInvoiceTakesWhatWasPendingAndIsPaid() throws Exception {
        var customer = shop.customerWith("pm_card_visa");
        item(customer.getId(), 2500, "Overage");
        item(customer.getId(), -500, "Goodwill");

        var draft = shop.v1()
                .invoices()
                .create(InvoiceCreateParams.builder()
                        .setCustomer(customer.getId())
                        .setPendingInvoiceItemsBehavior(PendingInvoiceItemsBehavior.INCLUDE)
                        .build());
        var open = shop.v1().invoices().finalizeInvoice(draft.getId());
        var paid = shop.v1().invoices().pay(draft.getId());

        assertThat(draft.getStatus()).isEqualTo("draft");
        assertThat(draft.getParent()).isNull();
        assertThat(open.getStatus()).isEqualTo("open");
        assertThat(open.getNumber()).endsWith("-0001");
        assertThat(paid.getAmountPaid()).isEqualTo(2000);
        assertThat(shop.v1()
                        .invoices()
                        .lineItems()
                        .list(
                                draft.getId(),
                                InvoiceLineItemListParams.builder().setLimit(1L).build())
                        .getHasMore())
                .isTrue();
    }

    @Test
    void aSentInvoiceIsAnnouncedBeforeItIsDueAndAfter() throws Exception {
        var customer = shop.customer("ada@example.com");
        item(customer.getId(), 2500, "A contract");
        var draft = shop.v1()
                .invoices()
                .create(InvoiceCreateParams.builder()
                        .setCustomer(customer.getId())
                        .setCollectionMethod(InvoiceCreateParams.CollectionMethod.SEND_INVOICE)
                        .setDaysUntilDue(30L)
                        .setPendingInvoiceItemsBehavior(PendingInvoiceItemsBehavior.INCLUDE)
                        .build());
        shop.v1().invoices().sendInvoice(draft.getId());

        shop.clock.move(Duration.ofDays(26));
        assertThat(shop.eventTypes()).contains("invoice.sent").doesNotContain("invoice.will_be_due");
        shop.clock.move(Duration.ofDays(2));
        assertThat(shop.eventTypes()).containsOnlyOnce("invoice.will_be_due").doesNotContain("invoice.overdue");
        shop.clock.move(Duration.ofDays(3));
        assertThat(shop.eventTypes()).containsOnlyOnce("invoice.overdue");
    }

    @Test
    void payingWithARefusedCardIsACardErrorWithTheIntent() throws Exception {
        var customer = shop.customerWith("pm_card_chargeCustomerFail");
        item(customer.getId(), 2500, "Overage");
        var invoice = openInvoice(customer.getId());

        assertThatThrownBy(() -> shop.v1().invoices().pay(invoice.getId()))
                .isInstanceOfSatisfying(CardException.class, error -> {
                    assertThat(error.getCode()).isEqualTo("card_declined");
                    assertThat(error.getStripeError().getPaymentIntent().getStatus())
                            .isEqualTo("requires_payment_method");
                });
        assertThat(shop.v1().invoices().retrieve(invoice.getId()).getStatus()).isEqualTo("open");
    }

    @Test
    void aCardThatIsRefusedAtOnceIsNotAttached() throws Exception {
        var customer = shop.customer("ada@example.com");
        var params = PaymentMethodAttachParams.builder()
                .setCustomer(customer.getId())
                .build();

        assertThatThrownBy(() -> shop.v1().paymentMethods().attach("pm_card_visa_chargeDeclined", params))
                .isInstanceOf(CardException.class);
        var one = shop.v1().paymentMethods().attach("pm_card_visa", params);
        var two = shop.v1().paymentMethods().attach("pm_card_visa", params);
        shop.v1().paymentMethods().detach(one.getId());

        assertThat(one.getId()).isNotEqualTo(two.getId());
        assertThat(shop.v1().customers().paymentMethods().list(customer.getId()).getData())
                .extracting(method -> method.getId())
                .containsExactly(two.getId());
    }

    @Test
    void anIncompleteFirstPaymentIsFinishedOnTheHostedInvoice() throws Exception {
        var subscription = shop.subscribe(shop.customerWith("pm_card_authenticationRequired"), shop.pro());
        var invoice = shop.v1()
                .invoices()
                .retrieve(
                        subscription.getLatestInvoice(),
                        InvoiceRetrieveParams.builder()
                                .addExpand("confirmation_secret")
                                .build());

        var page = Browser.open(invoice.getHostedInvoiceUrl());
        var asked = Browser.send(invoice.getHostedInvoiceUrl(), Browser.card("4000 0027 6000 3184"));
        var challenge = shop.standIn.baseUrl() + asked.location();
        var passed = Browser.send(challenge, Map.of("result", "complete"));

        assertThat(subscription.getStatus()).isEqualTo("incomplete");
        assertThat(invoice.getConfirmationSecret().getClientSecret()).contains("_secret_");
        assertThat(page.body()).contains("Pay this invoice", "$99.00");
        assertThat(passed.location()).isEqualTo("/i/" + invoice.getId());
        assertThat(shop.subscription(subscription.getId()).getStatus()).isEqualTo("active");
        assertThat(Browser.open(invoice.getHostedInvoiceUrl()).body()).contains("Paid on 10 March 2026");
        assertThat(Browser.open(invoice.getInvoicePdf()).body()).startsWith("%PDF-");
    }

    @Test
    void defaultIncompleteLeavesThePaymentToTheCustomer() throws Exception {
        var subscription = shop.subscribe(
                shop.customerWith("pm_card_visa"),
                shop.pro(),
                builder -> builder.setPaymentBehavior(SubscriptionCreateParams.PaymentBehavior.DEFAULT_INCOMPLETE));

        var before = subscription.getStatus();
        Browser.send(
                shop.v1().invoices().retrieve(subscription.getLatestInvoice()).getHostedInvoiceUrl(),
                Browser.card("4242424242424242"));

        assertThat(before).isEqualTo("incomplete");
        assertThat(shop.subscription(subscription.getId()).getStatus()).isEqualTo("active");
    }

    @Test
    void anOpenInvoiceCanBeVoidedOrWrittenOff() throws Exception {
        var customer = shop.customer("ada@example.com");
        item(customer.getId(), 2500, "Overage");
        var voided =
                shop.v1().invoices().voidInvoice(openInvoice(customer.getId()).getId());
        item(customer.getId(), 2500, "Overage");
        var lost = shop.v1()
                .invoices()
                .markUncollectible(openInvoice(customer.getId()).getId());

        assertThat(voided.getStatus()).isEqualTo("void");
        assertThat(lost.getStatus()).isEqualTo("uncollectible");
        assertThatThrownBy(() -> shop.v1().invoices().pay(voided.getId())).isInstanceOf(InvalidRequestException.class);
    }

    /// As Stripe's reference says of deleting one: from a draft, and never from a final invoice.
    @Test
    void anItemCanBeTakenOffADraftAlone() throws Exception {
        var customer = shop.customer("ada@example.com");
        item(customer.getId(), 2500, "Overage");
        item(customer.getId(), 400, "Help");
        var items = shop.v1().invoiceItems().list().getData();
        var draft = shop.v1()
                .invoices()
                .create(InvoiceCreateParams.builder()
                        .setCustomer(customer.getId())
                        .setPendingInvoiceItemsBehavior(PendingInvoiceItemsBehavior.INCLUDE)
                        .build());

        shop.v1().invoiceItems().delete(items.getFirst().getId());

        var left = shop.v1().invoices().finalizeInvoice(draft.getId());
        assertThat(left.getTotal()).isEqualTo(items.getLast().getAmount());
        assertThat(left.getLines().getData()).hasSize(1);
        assertThatThrownBy(() -> shop.v1().invoiceItems().delete(items.getLast().getId()))
                .isInstanceOf(InvalidRequestException.class);
    }

    private Invoice openInvoice(String customer) throws Exception {
        var draft = shop.v1()
                .invoices()
                .create(InvoiceCreateParams.builder()
                        .setCustomer(customer)
                        .setPendingInvoiceItemsBehavior(PendingInvoiceItemsBehavior.INCLUDE)
                        .build());
        return shop.v1().invoices().finalizeInvoice(draft.getId());
    }

    private void item(String customer, long amount, String description) throws Exception {
        shop.v1()
                .invoiceItems()
                .create(InvoiceItemCreateParams.builder()
                        .setCustomer(customer)
                        .setCurrency("usd")
                        .setAmount(amount)
                        .setDescription(description)
                        .build());
    }
}
