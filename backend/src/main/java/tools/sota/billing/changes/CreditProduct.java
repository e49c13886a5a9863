package tools.sota.billing.changes;

import com.stripe.param.ProductCreateParams;
import com.stripe.param.ProductUpdateParams;
import java.util.Optional;
import tools.sota.billing.sync.StripeDesk;
import tools.sota.billing.sync.StripeRefused;
import tools.sota.catalog.TaxRule;

/// The product at Stripe that credits of upgrades are booked on; its name is what the invoice's line says.
final class CreditProduct {
    private static final String ID = "unused_time";
    private static final String NAME = "Unused part of the earlier period";

    private final StripeDesk stripe;
    private final Optional<TaxRule> tax;

    /// @param tax a credit takes back the tax of what it is for, so it is of the same kind
    CreditProduct(StripeDesk stripe, Optional<TaxRule> tax) {
        this.stripe = stripe;
        this.tax = tax;
    }

    /// Its id; made when Stripe does not have it yet.
    String id() {
        try {
            var product = stripe.ask(v1 -> v1.products().retrieve(ID));
            tax.map(TaxRule::code)
                    .filter(code -> !code.equals(product.getTaxCode()))
                    .ifPresent(this::correct);
            return ID;
        } catch (StripeRefused e) {
            if (!e.isMissing("id")) {
                throw e;
            }
            return create();
        }
    }

    private String create() {
        var params = ProductCreateParams.builder().setId(ID).setName(NAME);
        tax.ifPresent(rule -> params.setTaxCode(rule.code()));
        var key = StripeDesk.once(
                "product-" + ID + tax.map(rule -> '-' + rule.code()).orElse(""));
        return stripe.ask(v1 -> v1.products().create(params.build(), key)).getId();
    }

    private void correct(String code) {
        var params = ProductUpdateParams.builder().setTaxCode(code).build();
        stripe.tell(v1 -> v1.products().update(ID, params));
    }
}
