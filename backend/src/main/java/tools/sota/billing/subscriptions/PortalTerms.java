package tools.sota.billing.subscriptions;

import com.stripe.model.billingportal.Configuration;
import com.stripe.param.billingportal.ConfigurationCreateParams;
import com.stripe.param.billingportal.ConfigurationCreateParams.Features;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// What Stripe's portal lets customers do, written here and not in Stripe's dashboard: see invoices, change the card,
/// cancel at the period's end. Plans change on our own page, by our own rule.
public final class PortalTerms {
    /// Changes with the features below; an older configuration at Stripe is then left alone and a new one made.
    static final String EDITION = "1";

    private static final String MARK = "sota_edition";

    private static final Map<String, Object> MUST = Map.of(
            "active", true,
            "login_page", false,
            "invoice_history", true,
            "payment_method_update", true,
            "customer_update", false,
            "subscription_update", false,
            "subscription_cancel", true,
            "subscription_cancel.mode", "at_period_end",
            "subscription_cancel.proration_behavior", "none");

    private PortalTerms() {}

    /// Whether a configuration with these notes was made by this edition.
    public static boolean isOurs(Map<String, String> metadata) {
        return EDITION.equals(metadata.get(MARK));
    }

    static ConfigurationCreateParams wanted() {
        return ConfigurationCreateParams.builder()
                .putMetadata(MARK, EDITION)
                .setFeatures(Features.builder()
                        .setInvoiceHistory(Features.InvoiceHistory.builder()
                                .setEnabled(true)
                                .build())
                        .setPaymentMethodUpdate(Features.PaymentMethodUpdate.builder()
                                .setEnabled(true)
                                .build())
                        .setSubscriptionCancel(Features.SubscriptionCancel.builder()
                                .setEnabled(true)
                                .setMode(Features.SubscriptionCancel.Mode.AT_PERIOD_END)
                                .build())
                        .setSubscriptionUpdate(Features.SubscriptionUpdate.builder()
                                .setEnabled(false)
                                .setTrialUpdateBehavior(Features.SubscriptionUpdate.TrialUpdateBehavior.END_TRIAL)
                                .build())
                        .setCustomerUpdate(Features.CustomerUpdate.builder()
                                .setEnabled(false)
                                .build())
                        .build())
                .build();
    }

    /// Each switch that somebody has set otherwise at Stripe, with what it must be.
    public static List<String> differences(Configuration made) {
        var features = made.getFeatures();
        var cancel = features.getSubscriptionCancel();
        var is = new LinkedHashMap<String, Object>();
        is.put("active", made.getActive());
        is.put("login_page", made.getLoginPage().getEnabled());
        is.put("invoice_history", features.getInvoiceHistory().getEnabled());
        is.put("payment_method_update", features.getPaymentMethodUpdate().getEnabled());
        is.put("customer_update", features.getCustomerUpdate().getEnabled());
        is.put("subscription_update", features.getSubscriptionUpdate().getEnabled());
        is.put("subscription_cancel", cancel.getEnabled());
        is.put("subscription_cancel.mode", cancel.getMode());
        is.put("subscription_cancel.proration_behavior", cancel.getProrationBehavior());
        return is.entrySet().stream()
                .filter(one -> !Objects.equals(one.getValue(), MUST.get(one.getKey())))
                .map(one -> one.getKey() + " is " + one.getValue() + " and must be " + MUST.get(one.getKey()))
                .toList();
    }
}
