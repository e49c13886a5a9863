package tools.sota.billing.moneyback;

import com.stripe.param.ChargeListParams;
import com.stripe.param.InvoicePaymentListParams;
import com.stripe.param.RefundCreateParams;
import com.stripe.param.RefundListParams;
import com.stripe.param.SubscriptionCancelParams;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import tools.sota.billing.sync.StripeCredit;
import tools.sota.billing.sync.StripeDesk;
import tools.sota.billing.sync.StripeRefused;
import tools.sota.billing.sync.WaitingUpgrade;

/// Charges and refunds at Stripe, in our words.
final class StripeMoney {
    private static final String PAYBACK = StripeCredit.PAYBACK;
    private static final long PAGE = 100;

    private final StripeDesk stripe;
    private final StripeCredit credit;

    StripeMoney(StripeDesk stripe) {
        this.stripe = stripe;
        this.credit = new StripeCredit(stripe);
    }

    /// What a customer's attempts to pay came to.
    ///
    /// @param arrived without the invoice it was for
    record Attempts(List<Charge> arrived, List<Refusal> refused) {}

    Attempts attempts(UUID account, String customer) {
        var params =
                ChargeListParams.builder().setCustomer(customer).setLimit(PAGE).build();
        return stripe.ask(v1 -> {
            var all = new Attempts(new ArrayList<>(), new ArrayList<>());
            for (var one : v1.charges().list(params).autoPagingIterable()) {
                if ("succeeded".equals(one.getStatus())) {
                    all.arrived().add(translated(account, customer, one));
                } else if ("failed".equals(one.getStatus())) {
                    all.refused().add(refused(one));
                }
            }
            return all;
        });
    }

    /// A payment method without a fingerprint is one of its own.
    private static Refusal refused(com.stripe.model.Charge one) {
        var details = one.getPaymentMethodDetails();
        var print = details == null || details.getCard() == null
                ? null
                : details.getCard().getFingerprint();
        return new Refusal(one.getId(), print == null ? one.getId() : print, Instant.ofEpochSecond(one.getCreated()));
    }

    private static Charge translated(UUID account, String customer, com.stripe.model.Charge one) {
        return new Charge(
                one.getId(),
                account,
                customer,
                one.getPaymentIntent(),
                null,
                one.getAmountCaptured() == null ? one.getAmount() : one.getAmountCaptured(),
                one.getAmountRefunded(),
                one.getCurrency(),
                Boolean.TRUE.equals(one.getDisputed()),
                Instant.ofEpochSecond(one.getCreated()));
    }

    /// Which invoice a payment was for; an invoice's own page does not say it, so the other way round.
    Optional<String> invoiceOf(String intent) {
        var params = InvoicePaymentListParams.builder()
                .setPayment(InvoicePaymentListParams.Payment.builder()
                        .setType(InvoicePaymentListParams.Payment.Type.PAYMENT_INTENT)
                        .setPaymentIntent(intent)
                        .build())
                .build();
        return stripe.ask(v1 -> v1.invoicePayments().list(params).getData()).stream()
                .map(com.stripe.model.InvoicePayment::getInvoice)
                .findFirst();
    }

    List<Refund> refunds(Charge charge) {
        var params =
                RefundListParams.builder().setCharge(charge.id()).setLimit(PAGE).build();
        return stripe.ask(v1 -> {
            var all = new ArrayList<Refund>();
            for (var one : v1.refunds().list(params).autoPagingIterable()) {
                all.add(new Refund(
                        one.getId(),
                        charge.id(),
                        charge.accountId(),
                        one.getMetadata() == null ? null : one.getMetadata().get(PAYBACK),
                        one.getAmount(),
                        one.getCurrency(),
                        one.getStatus(),
                        one.getReason(),
                        one.getFailureReason(),
                        Instant.ofEpochSecond(one.getCreated())));
            }
            return all;
        });
    }

    /// @return Stripe's id of the refund; the same one for the same order, however often
    String refund(Payback order) {
        var params = RefundCreateParams.builder()
                .setCharge(order.chargeId())
                .setAmount(order.amount())
                .setReason(RefundCreateParams.Reason.valueOf(order.reason().toUpperCase(Locale.ROOT)))
                .putMetadata(PAYBACK, order.shown())
                .putMetadata("invoice", order.invoiceId())
                .build();
        return stripe.ask(v1 -> v1.refunds()
                .create(params, StripeDesk.once("refund-" + order.shown()))
                .getId());
    }

    /// @return Stripe's id of the credit note
    String credit(Payback order, String refund) {
        return credit.credit(
                new StripeCredit.Refunded(order.invoiceId(), refund, order.amount(), order.reason(), order.shown()),
                order.shown());
    }

    /// At once, without a last invoice and without credit: the money goes back by itself. One that is over is left.
    void cancel(String subscription) {
        var params = SubscriptionCancelParams.builder()
                .setInvoiceNow(false)
                .setProrate(false)
                .build();
        try {
            WaitingUpgrade.drop(stripe, subscription);
            stripe.tell(v1 -> v1.subscriptions().cancel(subscription, params));
        } catch (StripeRefused e) {
            if (!e.hasCode("resource_missing")) {
                throw e;
            }
        }
    }
}
