package tools.sota.billing.subscriptions;

import com.stripe.model.Invoice;
import com.stripe.param.InvoiceListParams;
import com.stripe.param.RefundCreateParams;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.sota.billing.sync.StripeCredit;
import tools.sota.billing.sync.StripeDesk;
import tools.sota.billing.sync.StripeRefused;

/// An account pays for one subscription. One that came beside it (two pages paid at once) is paid back and ended, in
/// this order: a crash between the two finds it live, and both steps can be repeated.
final class SurplusEnder {
    private static final Logger LOG = LoggerFactory.getLogger(SurplusEnder.class);
    private static final long PAGE = 100;

    private final StripeDesk stripe;
    private final StripeCredit credit;

    SurplusEnder(StripeDesk stripe) {
        this.stripe = stripe;
        this.credit = new StripeCredit(stripe);
    }

    /// @return whether Stripe has changed
    boolean end(List<Subscription> surplus) {
        boolean changed = false;
        for (var one : surplus) {
            if (one.fromUs()) {
                LOG.warn("Account {} has a second subscription, {}: paid back and ended", one.accountId(), one.id());
                paidInvoices(one).forEach(this::payBack);
                cancel(one);
                changed = true;
            } else {
                LOG.error("Account {} has a second subscription, {}, made by hand: end one", one.accountId(), one.id());
            }
        }
        return changed;
    }

    private List<Invoice> paidInvoices(Subscription one) {
        var params = InvoiceListParams.builder()
                .setSubscription(one.id())
                .setStatus(InvoiceListParams.Status.PAID)
                .setLimit(PAGE)
                .addExpand("data.payments")
                .build();
        return stripe.ask(v1 -> {
            var paid = new ArrayList<Invoice>();
            v1.invoices().list(params).autoPagingIterable().forEach(paid::add);
            return paid;
        });
    }

    private void payBack(Invoice invoice) {
        var intents = invoice.getPayments().getData().stream()
                .filter(payment -> "paid".equals(payment.getStatus()))
                .map(payment -> payment.getPayment().getPaymentIntent())
                .filter(Objects::nonNull)
                .toList();
        intents.forEach(intent -> refund(invoice, intent));
        if (intents.isEmpty() && invoice.getAmountPaid() > 0) {
            LOG.error("Invoice {} was paid outside of Stripe's cards: pay it back by hand", invoice.getId());
        }
    }

    private void refund(Invoice invoice, String intent) {
        var params = RefundCreateParams.builder()
                .setPaymentIntent(intent)
                .setReason(RefundCreateParams.Reason.DUPLICATE)
                .putMetadata("invoice", invoice.getId())
                .build();
        try {
            var refund = stripe.ask(v1 -> v1.refunds().create(params, StripeDesk.once("refund-surplus-" + intent)));
            credit(
                    invoice,
                    new StripeCredit.Refunded(invoice.getId(), refund.getId(), refund.getAmount(), "duplicate", null),
                    intent);
        } catch (StripeRefused e) {
            if (!e.hasCode("charge_already_refunded")) {
                throw e;
            }
        }
    }

    /// The money matters more than its paper.
    private void credit(Invoice invoice, StripeCredit.Refunded refunded, String intent) {
        try {
            credit.credit(refunded, "surplus-" + intent);
        } catch (StripeRefused e) {
            LOG.error("Stripe makes no credit note for invoice {}: {}", invoice.getId(), e.getMessage());
        }
    }

    /// At once, without a last invoice and without credit: Stripe's defaults.
    private void cancel(Subscription one) {
        stripe.tell(v1 -> v1.subscriptions().cancel(one.id()));
    }
}
