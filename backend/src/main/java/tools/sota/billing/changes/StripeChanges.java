package tools.sota.billing.changes;

import com.stripe.model.SubscriptionSchedule;
import com.stripe.param.SubscriptionScheduleCreateParams;
import com.stripe.param.SubscriptionScheduleUpdateParams;
import com.stripe.param.SubscriptionUpdateParams;
import com.stripe.param.SubscriptionUpdateParams.AddInvoiceItem;
import com.stripe.param.SubscriptionUpdateParams.CancellationDetails;
import com.stripe.param.common.EmptyParam;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.sota.billing.sync.StripeDesk;
import tools.sota.billing.sync.WaitingUpgrade;
import tools.sota.platform.Ids;

/// Carries changes out at Stripe.
final class StripeChanges {
    private final StripeDesk stripe;
    private final CreditProduct creditProduct;

    StripeChanges(StripeDesk stripe, CreditProduct creditProduct) {
        this.stripe = stripe;
        this.creditProduct = creditProduct;
    }

    /// A new full period on the new price from now on, once it is paid; until then nothing changes.
    ///
    /// @return whether it was paid at once
    boolean upgrade(Preview preview) {
        var now = stripe.ask(v1 -> v1.subscriptions().retrieve(preview.subscriptionId()));
        var params = SubscriptionUpdateParams.builder()
                .addItem(SubscriptionUpdateParams.Item.builder()
                        .setId(now.getItems().getData().getFirst().getId())
                        .setPrice(preview.priceId())
                        .build())
                .setProrationBehavior(SubscriptionUpdateParams.ProrationBehavior.NONE)
                .setPaymentBehavior(SubscriptionUpdateParams.PaymentBehavior.PENDING_IF_INCOMPLETE);
        if ("trialing".equals(now.getStatus())) {
            params.setTrialEnd(SubscriptionUpdateParams.TrialEnd.NOW);
        } else {
            params.setBillingCycleAnchor(SubscriptionUpdateParams.BillingCycleAnchor.NOW);
        }
        if (preview.credit() > 0) {
            params.addAddInvoiceItem(credit(preview));
        }
        var fact = StripeDesk.once("change-" + Ids.show("prv", preview.id()));
        var changed = stripe.ask(v1 -> v1.subscriptions().update(preview.subscriptionId(), params.build(), fact));
        return changed.getPendingUpdate() == null;
    }

    /// The running period stays as it was paid; the new price begins with the next one.
    ///
    /// @param attempt which one; a schedule that an earlier one made and lost has been released by now
    void changeAtPeriodEnd(Preview preview, int attempt) {
        var fact = "change-" + Ids.show("prv", preview.id()) + '-' + attempt;
        var from = SubscriptionScheduleCreateParams.builder()
                .setFromSubscription(preview.subscriptionId())
                .build();
        var schedule = stripe.ask(v1 -> v1.subscriptionSchedules().create(from, StripeDesk.once(fact)));
        var phase = schedule.getPhases().getFirst();
        var discounts = discounts(phase);
        var params = SubscriptionScheduleUpdateParams.builder()
                .setEndBehavior(SubscriptionScheduleUpdateParams.EndBehavior.RELEASE)
                .setProrationBehavior(SubscriptionScheduleUpdateParams.ProrationBehavior.NONE)
                .putMetadata("plan", preview.plan())
                .putMetadata("interval", preview.interval().word())
                .addPhase(SubscriptionScheduleUpdateParams.Phase.builder()
                        .addItem(item(phase.getItems().getFirst().getPrice()))
                        .addAllDiscount(discounts)
                        .setStartDate(phase.getStartDate())
                        .setEndDate(phase.getEndDate())
                        .build())
                .addPhase(SubscriptionScheduleUpdateParams.Phase.builder()
                        .addItem(item(preview.priceId()))
                        .addAllDiscount(discounts)
                        .setDuration(SubscriptionScheduleUpdateParams.Phase.Duration.builder()
                                .setInterval(SubscriptionScheduleUpdateParams.Phase.Duration.Interval.valueOf(
                                        preview.interval().name()))
                                .setIntervalCount(1L)
                                .build())
                        .build())
                .build();
        stripe.tell(
                v1 -> v1.subscriptionSchedules().update(schedule.getId(), params, StripeDesk.once(fact + "-phases")));
    }

    /// A phase that names no discounts would end those of the subscription.
    private static List<SubscriptionScheduleUpdateParams.Phase.Discount> discounts(SubscriptionSchedule.Phase phase) {
        return phase.getDiscounts().stream()
                .map(one -> SubscriptionScheduleUpdateParams.Phase.Discount.builder()
                        .setDiscount(one.getDiscount())
                        .build())
                .toList();
    }

    /// Takes back what a schedule would do; Stripe refuses most changes of a subscription that has one.
    void release(String subscription) {
        var schedule =
                stripe.ask(v1 -> v1.subscriptions().retrieve(subscription)).getSchedule();
        if (schedule != null) {
            stripe.tell(v1 -> v1.subscriptionSchedules().release(schedule));
        }
    }

    private static SubscriptionScheduleUpdateParams.Phase.Item item(String price) {
        return SubscriptionScheduleUpdateParams.Phase.Item.builder()
                .setPrice(price)
                .setQuantity(1L)
                .build();
    }

    void cancelAtPeriodEnd(String subscription, Cancellation why) {
        var params = SubscriptionUpdateParams.builder().setCancelAtPeriodEnd(true);
        var details = details(why);
        if (details != null) {
            params.setCancellationDetails(details);
        }
        stripe.tell(v1 -> v1.subscriptions().update(subscription, params.build()));
    }

    /// At once, without a last invoice and without credit: Stripe's defaults.
    void cancelNow(String subscription, Cancellation why) {
        WaitingUpgrade.drop(stripe, subscription);
        var details = details(why);
        if (details != null) {
            var params = SubscriptionUpdateParams.builder()
                    .setCancellationDetails(details)
                    .build();
            stripe.tell(v1 -> v1.subscriptions().update(subscription, params));
        }
        stripe.tell(v1 -> v1.subscriptions().cancel(subscription));
    }

    /// However the end was set: the portal sets only `cancel_at`, we set both.
    void resume(String subscription) {
        var now = stripe.ask(v1 -> v1.subscriptions().retrieve(subscription));
        if (now.getCancelAt() == null && !Boolean.TRUE.equals(now.getCancelAtPeriodEnd())) {
            return;
        }
        var params = SubscriptionUpdateParams.builder();
        if (Boolean.TRUE.equals(now.getCancelAtPeriodEnd())) {
            params.setCancelAtPeriodEnd(false);
        } else {
            params.setCancelAt(EmptyParam.EMPTY);
        }
        stripe.tell(v1 -> v1.subscriptions().update(subscription, params.build()));
    }

    private AddInvoiceItem credit(Preview preview) {
        return AddInvoiceItem.builder()
                .setPriceData(AddInvoiceItem.PriceData.builder()
                        .setCurrency(preview.currency())
                        .setProduct(creditProduct.id())
                        .setUnitAmount(-preview.credit())
                        .setTaxBehavior(AddInvoiceItem.PriceData.TaxBehavior.EXCLUSIVE)
                        .build())
                .build();
    }

    private static @Nullable CancellationDetails details(Cancellation why) {
        if (why.reason() == null && why.comment() == null) {
            return null;
        }
        var details = CancellationDetails.builder();
        if (why.reason() != null) {
            details.setFeedback(
                    CancellationDetails.Feedback.valueOf(why.reason().name()));
        }
        if (why.comment() != null) {
            details.setComment(why.comment());
        }
        return details.build();
    }
}
