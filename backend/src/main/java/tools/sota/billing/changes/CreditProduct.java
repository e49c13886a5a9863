package tools.sota.billing.changes;

import com.stripe.param.ProductCreateParams;
import tools.sota.billing.sync.StripeDesk;
import tools.sota.billing.sync.StripeRefused;

/// The product at Stripe that credits of upgrades are booked on; its name is what the invoice's line says.
final class CreditProduct {
    private static final String ID = "unused_time";
    private static final String NAME = "Unused part of the earlier period";

    private final StripeDesk stripe;

    CreditProduct(StripeDesk stripe) {
        this.stripe = stripe;
    }

    /// Its id; made when Stripe does not have it yet.
    String id() {
        try {
            return stripe.ask(v1 -> v1.products().retrieve(ID)).getId();
        } catch (StripeRefused e) {
            if (!e.isMissing("id")) {
                throw e;
            }
            var params = ProductCreateParams.builder().setId(ID).setName(NAME).build();
            return stripe.ask(v1 -> v1.products().create(params, StripeDesk.once("product-" + ID)))
                    .getId();
        }
    }
}
