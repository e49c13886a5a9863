package tools.sota.billing.subscriptions;

import com.stripe.model.billingportal.Configuration;
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

/// Opens Stripe's customer portal, which lets customers do what {@link PortalTerms} says.
final class PortalOpener {
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
                    .filter(one -> PortalTerms.isOurs(one.getMetadata()))
                    .map(Configuration::getId)
                    .findFirst();
        });
        var id = found.orElseGet(() -> stripe.ask(v1 -> v1.billingPortal()
                .configurations()
                .create(PortalTerms.wanted(), StripeDesk.once("portal-edition-" + PortalTerms.EDITION))
                .getId()));
        configuration.set(id);
        return id;
    }
}
