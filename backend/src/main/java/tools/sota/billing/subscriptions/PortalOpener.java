package tools.sota.billing.subscriptions;

import com.stripe.model.billingportal.Configuration;
import com.stripe.param.billingportal.ConfigurationCreateParams;
import com.stripe.param.billingportal.ConfigurationCreateParams.Features;
import com.stripe.param.billingportal.ConfigurationListParams;
import com.stripe.param.billingportal.SessionCreateParams;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import tools.sota.billing.sync.Customers;
import tools.sota.billing.sync.StripeDesk;
import tools.sota.platform.Ids;
import tools.sota.platform.Problem;

/// Opens Stripe's customer portal, with what it lets customers do written here and not in Stripe's dashboard: see
/// invoices, change the card, cancel at the period's end. Plans change on our own page, by our own rule.
final class PortalOpener {
    /// Changes with the features below; an older configuration at Stripe is then left alone and a new one made.
    private static final String EDITION = "1";

    private static final String MARK = "sota_edition";
    private static final long PAGE = 100;

    private final StripeDesk stripe;
    private final Customers customers;
    private final String publicUrl;
    private final AtomicReference<@Nullable String> configuration = new AtomicReference<>();

    PortalOpener(StripeDesk stripe, Customers customers, String publicUrl) {
        this.stripe = stripe;
        this.customers = customers;
        this.publicUrl = publicUrl;
    }

    /// @return the address to go to
    String open(UUID account) {
        var customer = customers
                .ofAccount(account)
                .orElseThrow(
                        () -> Problem.STATE_CONFLICT.because(
                                "This account has never started a checkout, so there is nothing to manage yet. Choose a plan first."));
        var params = SessionCreateParams.builder()
                .setCustomer(customer)
                .setConfiguration(configuration())
                .setReturnUrl(publicUrl + "/app/" + Ids.show("acc", account) + "/billing")
                .build();
        return stripe.ask(v1 -> v1.billingPortal().sessions().create(params).getUrl());
    }

    private String configuration() {
        var known = configuration.get();
        if (known != null) {
            return known;
        }
        var found = stripe.ask(v1 -> {
            var active = ConfigurationListParams.builder()
                    .setActive(true)
                    .setLimit(PAGE)
                    .build();
            var all = v1.billingPortal().configurations().list(active).autoPagingIterable();
            return StreamSupport.stream(all.spliterator(), false)
                    .filter(one -> EDITION.equals(one.getMetadata().get(MARK)))
                    .map(Configuration::getId)
                    .findFirst();
        });
        var id = found.orElseGet(() -> stripe.ask(v1 -> v1.billingPortal()
                .configurations()
                .create(wanted(), StripeDesk.once("portal-edition-" + EDITION))
                .getId()));
        configuration.set(id);
        return id;
    }

    private static ConfigurationCreateParams wanted() {
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
}
