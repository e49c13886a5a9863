package tools.sota.billing.changes;

import com.stripe.model.Discount;
import com.stripe.model.Subscription;
import com.stripe.param.InvoiceCreatePreviewParams;
import com.stripe.param.InvoiceCreatePreviewParams.SubscriptionDetails;
import com.stripe.param.SubscriptionRetrieveParams;
import com.stripe.param.common.EmptyParam;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import tools.sota.billing.sync.StripeDesk;

/// Asks Stripe what an invoice would come to: it knows the discounts, the taxes, the balance and what waits.
final class StripePreviews {
    private final StripeDesk stripe;
    private final CreditProduct creditProduct;

    StripePreviews(StripeDesk stripe, CreditProduct creditProduct) {
        this.stripe = stripe;
        this.creditProduct = creditProduct;
    }

    /// What is to be bought.
    ///
    /// @param priceId Stripe's
    /// @param price of a period, in minor units
    /// @param credit for the period that runs
    record Offer(String priceId, long price, String currency, long credit) {
        static Offer of(Preview preview) {
            return new Offer(preview.priceId(), preview.price(), preview.currency(), preview.credit());
        }
    }

    /// The invoice of an upgrade at this moment.
    Sums upgrade(String subscription, Offer offer) {
        var now = found(subscription);
        var details = details(now, offer.priceId());
        if ("trialing".equals(now.getStatus())) {
            details.setTrialEnd(SubscriptionDetails.TrialEnd.NOW);
        } else {
            details.setBillingCycleAnchor(SubscriptionDetails.BillingCycleAnchor.NOW);
        }
        var params = params(now, now.getDiscountObjects()).setSubscriptionDetails(details.build());
        if (offer.credit() > 0) {
            params.addInvoiceItem(credit(offer));
        }
        return asked(params, offer.price() - offer.credit());
    }

    /// A whole period of the new price, with the discounts that still hold then.
    ///
    /// @param upgraded whether an upgrade before it uses up what is for one invoice
    long later(String subscription, Offer offer, Instant at, boolean upgraded) {
        var now = found(subscription);
        var holding = now.getDiscountObjects().stream()
                .filter(discount -> discount.getEnd() == null || discount.getEnd() > at.getEpochSecond())
                .filter(discount -> !upgraded || !isForOnce(discount))
                .toList();
        var details = details(now, offer.priceId());
        if (now.getSchedule() == null) {
            details.setCancelAtPeriodEnd(false);
        }
        return asked(params(now, holding).setSubscriptionDetails(details.build()), offer.price())
                .withoutOther();
    }

    private Subscription found(String id) {
        var params = SubscriptionRetrieveParams.builder()
                .addExpand("discounts.source.coupon")
                .build();
        return stripe.ask(v1 -> v1.subscriptions().retrieve(id, params));
    }

    private Sums asked(InvoiceCreatePreviewParams.Builder params, long known) {
        return Sums.of(stripe.ask(v1 -> v1.invoices().createPreview(params.build())), known);
    }

    /// What a schedule manages cannot be previewed otherwise; we release it before the change, so it is asked for as if
    /// it began anew.
    private static InvoiceCreatePreviewParams.Builder params(Subscription now, List<Discount> discounts) {
        var params = InvoiceCreatePreviewParams.builder().setCustomer(now.getCustomer());
        boolean isScheduled = now.getSchedule() != null;
        if (isScheduled) {
            params.setAutomaticTax(InvoiceCreatePreviewParams.AutomaticTax.builder()
                    .setEnabled(now.getAutomaticTax().getEnabled())
                    .build());
        } else {
            params.setSubscription(now.getId());
        }
        if (discounts.isEmpty()) {
            params.setDiscounts(EmptyParam.EMPTY);
        }
        for (var discount : discounts) {
            var one = InvoiceCreatePreviewParams.Discount.builder();
            params.addDiscount(
                    isScheduled
                            ? one.setCoupon(discount.getSource().getCoupon()).build()
                            : one.setDiscount(discount.getId()).build());
        }
        return params;
    }

    private static SubscriptionDetails.Builder details(Subscription now, String priceId) {
        var item = SubscriptionDetails.Item.builder().setPrice(priceId);
        if (now.getSchedule() == null) {
            item.setId(now.getItems().getData().getFirst().getId());
        } else {
            item.setQuantity(1L);
        }
        return SubscriptionDetails.builder()
                .addItem(item.build())
                .setProrationBehavior(SubscriptionDetails.ProrationBehavior.NONE);
    }

    private InvoiceCreatePreviewParams.InvoiceItem credit(Offer offer) {
        return InvoiceCreatePreviewParams.InvoiceItem.builder()
                .setPriceData(InvoiceCreatePreviewParams.InvoiceItem.PriceData.builder()
                        .setCurrency(offer.currency())
                        .setProduct(creditProduct.id())
                        .setUnitAmount(-offer.credit())
                        .setTaxBehavior(InvoiceCreatePreviewParams.InvoiceItem.PriceData.TaxBehavior.EXCLUSIVE)
                        .build())
                .build();
    }

    private static boolean isForOnce(Discount discount) {
        return "once"
                .equals(Objects.requireNonNull(discount.getSource().getCouponObject())
                        .getDuration());
    }
}
