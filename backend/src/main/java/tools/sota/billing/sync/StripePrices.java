package tools.sota.billing.sync;

import com.stripe.param.PriceListParams;
import tools.sota.catalog.Price;
import tools.sota.platform.Money;

/// Which price at Stripe a price of the catalog is.
public final class StripePrices {
    private final StripeDesk stripe;

    public StripePrices(StripeDesk stripe) {
        this.stripe = stripe;
    }

    /// Stripe's id of the price that is for sale now. The page at Stripe must not show another amount than ours does.
    public String idOf(Price price) {
        var params = PriceListParams.builder()
                .addLookupKey(price.lookupKey())
                .setActive(true)
                .build();
        var found = stripe.ask(v1 -> v1.prices().list(params).getData());
        if (found.isEmpty()) {
            throw new IllegalStateException("Stripe has no price " + price.lookupKey() + ": run 'catalog push'");
        }
        var one = found.getFirst();
        if (one.getUnitAmount() == null || !price.price().equals(new Money(one.getUnitAmount(), one.getCurrency()))) {
            throw new IllegalStateException("Stripe's price " + price.lookupKey() + " is not " + price.price()
                    + " as in the catalog: run 'catalog push'");
        }
        return one.getId();
    }
}
