package tools.sota.billing.truth;

import com.stripe.model.Charge;
import com.stripe.model.CreditNote;
import com.stripe.model.Invoice;
import com.stripe.model.Subscription;
import com.stripe.param.ChargeListParams;
import com.stripe.param.CreditNoteListParams;
import com.stripe.param.DisputeListParams;
import com.stripe.param.InvoiceListParams;
import com.stripe.param.RefundListParams;
import com.stripe.param.SubscriptionListParams;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.sota.billing.sync.StripeDesk;

/// Reads of Stripe what our books should say, by a way of its own: a mistake in the sync is not repeated here.
final class StripeFacts {
    private static final long PAGE = 100;
    private static final String THERE = "there";

    private final StripeDesk stripe;

    StripeFacts(StripeDesk stripe) {
        this.stripe = stripe;
    }

    List<Fact> of(String customer) {
        return stripe.ask(v1 -> {
            var facts = new ArrayList<Fact>();
            v1.subscriptions()
                    .list(SubscriptionListParams.builder()
                            .setCustomer(customer)
                            .setStatus(SubscriptionListParams.Status.ALL)
                            .setLimit(PAGE)
                            .build())
                    .autoPagingIterable()
                    .forEach(one -> add(facts, one));
            v1.invoices()
                    .list(InvoiceListParams.builder()
                            .setCustomer(customer)
                            .setLimit(PAGE)
                            .build())
                    .autoPagingIterable()
                    .forEach(one -> add(facts, one));
            v1.charges()
                    .list(ChargeListParams.builder()
                            .setCustomer(customer)
                            .setLimit(PAGE)
                            .build())
                    .autoPagingIterable()
                    .forEach(one -> add(facts, one));
            v1.creditNotes()
                    .list(CreditNoteListParams.builder()
                            .setCustomer(customer)
                            .setLimit(PAGE)
                            .build())
                    .autoPagingIterable()
                    .forEach(one -> add(facts, one));
            return facts;
        });
    }

    private static void add(List<Fact> facts, Subscription one) {
        var item = one.getItems().getData().getFirst();
        put(facts, "subscription", one.getId(), THERE);
        put(facts, "subscription_status", one.getId(), one.getStatus());
        put(facts, "subscription_price", one.getId(), item.getPrice().getId());
        put(facts, "subscription_customer", one.getId(), one.getCustomer());
        put(facts, "subscription_period_start", one.getId(), item.getCurrentPeriodStart());
        put(facts, "subscription_period_end", one.getId(), item.getCurrentPeriodEnd());
        boolean atEnd = one.getCancelAt() == null && Boolean.TRUE.equals(one.getCancelAtPeriodEnd());
        put(facts, "subscription_cancel_at", one.getId(), atEnd ? item.getCurrentPeriodEnd() : one.getCancelAt());
        put(facts, "subscription_trial_end", one.getId(), one.getTrialEnd());
        put(facts, "subscription_ended_at", one.getId(), one.getEndedAt());
    }

    private static void add(List<Fact> facts, Invoice one) {
        put(facts, "invoice", one.getId(), THERE);
        put(facts, "invoice_status", one.getId(), one.getStatus());
        put(facts, "invoice_currency", one.getId(), one.getCurrency());
        put(facts, "invoice_total", one.getId(), one.getTotal());
        put(facts, "invoice_due", one.getId(), one.getAmountDue());
        put(facts, "invoice_paid", one.getId(), one.getAmountPaid());
        put(facts, "invoice_lines", one.getId(), one.getSubtotal());
    }

    private void add(List<Fact> facts, Charge one) {
        if (!"succeeded".equals(one.getStatus())) {
            return;
        }
        put(facts, "charge", one.getId(), THERE);
        put(facts, "charge_amount", one.getId(), one.getAmountCaptured());
        put(facts, "charge_refunded", one.getId(), one.getAmountRefunded());
        put(facts, "charge_disputed", one.getId(), Boolean.TRUE.equals(one.getDisputed()));
        var params =
                RefundListParams.builder().setCharge(one.getId()).setLimit(PAGE).build();
        for (var refund : stripe.ask(v1 -> v1.refunds().list(params).autoPagingIterable())) {
            put(facts, "refund", refund.getId(), THERE);
            put(facts, "refund_amount", refund.getId(), refund.getAmount());
            put(facts, "refund_status", refund.getId(), refund.getStatus());
        }
        if (Boolean.TRUE.equals(one.getDisputed())) {
            addDisputes(facts, one.getId());
        }
    }

    private void addDisputes(List<Fact> facts, String charge) {
        var params =
                DisputeListParams.builder().setCharge(charge).setLimit(PAGE).build();
        for (var dispute : stripe.ask(v1 -> v1.disputes().list(params).autoPagingIterable())) {
            put(facts, "dispute", dispute.getId(), THERE);
            put(facts, "dispute_amount", dispute.getId(), dispute.getAmount());
            put(facts, "dispute_status", dispute.getId(), dispute.getStatus());
        }
    }

    private static void add(List<Fact> facts, CreditNote one) {
        put(facts, "credit_note", one.getId(), THERE);
        put(facts, "credit_note_amount", one.getId(), one.getTotal());
        put(facts, "credit_note_status", one.getId(), one.getStatus());
    }

    private static void put(List<Fact> facts, String kind, String subject, @Nullable Object value) {
        if (value != null) {
            facts.add(new Fact(kind, subject, value.toString()));
        }
    }
}
