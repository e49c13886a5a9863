package tools.sota.billing.checkout;

import com.stripe.model.checkout.Session;
import com.stripe.param.checkout.SessionCreateParams;
import java.util.UUID;
import tools.sota.billing.sync.StripeDesk;
import tools.sota.platform.Ids;

/// Opens and closes pages at Stripe.
final class StripeCheckout {
    private final StripeDesk stripe;
    private final String publicUrl;
    private final long threeDSecureFrom;
    private final boolean isTaxed;

    /// @param threeDSecureFrom from what price on the bank is asked for 3-D Secure, in minor units
    /// @param isTaxed whether Stripe Tax is used; then the page asks for an address
    StripeCheckout(StripeDesk stripe, String publicUrl, long threeDSecureFrom, boolean isTaxed) {
        this.stripe = stripe;
        this.publicUrl = publicUrl;
        this.threeDSecureFrom = threeDSecureFrom;
        this.isTaxed = isTaxed;
    }

    /// @param number of the account's checkouts before this one: a second click makes the same request as the first
    Session open(UUID account, String customer, Order order, String priceId, int number) {
        var params = page(Ids.show("acc", account), customer, order, priceId);
        if (order.trial() == null || order.trial().card() == Order.Card.LATER) {
            params.setPaymentMethodCollection(SessionCreateParams.PaymentMethodCollection.IF_REQUIRED);
        }
        if (order.promotionCode() == null) {
            params.setAllowPromotionCodes(true);
        } else {
            params.addDiscount(SessionCreateParams.Discount.builder()
                    .setPromotionCode(order.promotionCode())
                    .build());
        }
        if (order.price().price().amount() >= threeDSecureFrom) {
            params.setPaymentMethodOptions(threeDSecure());
        }
        if (isTaxed) {
            askForTax(params);
        }
        var fact = "checkout-" + account + '-' + number + '-' + customer + '-' + priceId
                + (order.trial() == null ? "" : "-trial-" + order.trial().word())
                + (order.promotionCode() == null ? "" : '-' + order.promotionCode())
                + (isTaxed ? "-taxed" : "");
        return stripe.ask(v1 -> v1.checkout().sessions().create(params.build(), StripeDesk.once(fact)));
    }

    private SessionCreateParams.Builder page(String account, String customer, Order order, String priceId) {
        var billing = publicUrl + "/app/" + account + "/billing";
        return SessionCreateParams.builder()
                .setMode(SessionCreateParams.Mode.SUBSCRIPTION)
                .setUiMode(SessionCreateParams.UiMode.HOSTED_PAGE)
                .setCustomer(customer)
                .setCustomerUpdate(SessionCreateParams.CustomerUpdate.builder()
                        .setAddress(SessionCreateParams.CustomerUpdate.Address.AUTO)
                        .setName(SessionCreateParams.CustomerUpdate.Name.AUTO)
                        .build())
                .setClientReferenceId(account)
                .putMetadata("account_id", account)
                .putMetadata("plan", order.price().plan())
                .addLineItem(SessionCreateParams.LineItem.builder()
                        .setPrice(priceId)
                        .setQuantity(1L)
                        .build())
                .setSubscriptionData(subscription(account, order))
                .setSuccessUrl(billing + "/success?session_id={CHECKOUT_SESSION_ID}")
                .setCancelUrl(billing);
    }

    /// The address that is typed stays with the customer, for renewals are taxed by it.
    private static void askForTax(SessionCreateParams.Builder params) {
        params.setAutomaticTax(SessionCreateParams.AutomaticTax.builder()
                        .setEnabled(true)
                        .build())
                .setTaxIdCollection(SessionCreateParams.TaxIdCollection.builder()
                        .setEnabled(true)
                        .build())
                .setBillingAddressCollection(SessionCreateParams.BillingAddressCollection.REQUIRED);
    }

    /// Whenever the card knows it, and not only where the law or Radar wants it.
    private static SessionCreateParams.PaymentMethodOptions threeDSecure() {
        return SessionCreateParams.PaymentMethodOptions.builder()
                .setCard(SessionCreateParams.PaymentMethodOptions.Card.builder()
                        .setRequestThreeDSecure(SessionCreateParams.PaymentMethodOptions.Card.RequestThreeDSecure.ANY)
                        .build())
                .build();
    }

    /// Without a card at its end a trial is over and owes nothing.
    private static SessionCreateParams.SubscriptionData subscription(String account, Order order) {
        var data = SessionCreateParams.SubscriptionData.builder().putMetadata("account_id", account);
        if (order.trial() != null) {
            data.setTrialPeriodDays((long) order.trial().days())
                    .setTrialSettings(SessionCreateParams.SubscriptionData.TrialSettings.builder()
                            .setEndBehavior(SessionCreateParams.SubscriptionData.TrialSettings.EndBehavior.builder()
                                    .setMissingPaymentMethod(
                                            SessionCreateParams.SubscriptionData.TrialSettings.EndBehavior
                                                    .MissingPaymentMethod.CANCEL)
                                    .build())
                            .build());
        }
        return data.build();
    }

    Session find(String id) {
        return stripe.ask(v1 -> v1.checkout().sessions().retrieve(id));
    }

    Session close(String id) {
        return stripe.ask(v1 -> v1.checkout().sessions().expire(id));
    }
}
