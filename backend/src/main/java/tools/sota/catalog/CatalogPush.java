package tools.sota.catalog;

import com.stripe.StripeClient;
import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.StripeException;
import com.stripe.model.Product;
import com.stripe.net.RequestOptions;
import com.stripe.param.PriceCreateParams;
import com.stripe.param.PriceListParams;
import com.stripe.param.PriceUpdateParams;
import com.stripe.param.ProductCreateParams;
import com.stripe.param.ProductUpdateParams;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import tools.sota.platform.Money;

/// Makes Stripe's products and prices what the catalog says, again and again with the same end.
///
/// Stripe's prices cannot change their amount: a new price takes the lookup key over, and with it every new sale. The
/// old price stays active, without a lookup key: who subscribed at it goes on paying it, nobody can buy it here, and a
/// schedule that must name the current price again (a downgrade at the period's end) is not refused for an inactive
/// one.
public final class CatalogPush {
    /// On each price and product: which plan it is, also after its lookup key has moved on.
    public static final String PLAN = "plan";

    private final Catalog catalog;
    private final StripeClient stripe;
    private final Consumer<String> out;

    /// @param out gets a sentence for each thing done
    public CatalogPush(Catalog catalog, StripeClient stripe, Consumer<String> out) {
        this.catalog = catalog;
        this.stripe = stripe;
        this.out = out;
    }

    /// @throws IllegalStateException when Stripe refuses or does not answer; what was done until then stays, and
    ///     another run goes on from there
    public void run() {
        try {
            int changes = 0;
            for (var plan : catalog.plans()) {
                changes += plan.prices().isEmpty() ? 0 : push(plan);
            }
            out.accept(changes == 0 ? "Nothing to do: Stripe has what the catalog says." : "Done.");
        } catch (StripeException e) {
            throw new IllegalStateException("Stripe did not take the catalog: " + e.getMessage(), e);
        }
    }

    private int push(Plan plan) throws StripeException {
        var present = present(plan);
        var first = present.values().stream().findFirst();
        int changes = first.isPresent() ? correctProduct(plan, first.get().getProductObject()) : ensureProduct(plan);
        var product = first.map(com.stripe.model.Price::getProduct).orElse(productId(plan));
        for (var price : plan.prices()) {
            var old = present.get(price.lookupKey());
            if (old == null) {
                create(price, product, "none");
                out.accept("Price " + price.lookupKey() + ": made at " + price.price() + ".");
                changes++;
            } else {
                changes += move(price, old);
            }
        }
        return changes;
    }

    /// By lookup key.
    private Map<String, com.stripe.model.Price> present(Plan plan) throws StripeException {
        var wanted = PriceListParams.builder().setActive(true).setLimit(100L).addExpand("data.product");
        plan.prices().forEach(price -> wanted.addLookupKey(price.lookupKey()));
        var present = new HashMap<String, com.stripe.model.Price>();
        for (var price : stripe.v1().prices().list(wanted.build()).getData()) {
            present.put(price.getLookupKey(), price);
        }
        return present;
    }

    private int ensureProduct(Plan plan) throws StripeException {
        try {
            return correctProduct(plan, stripe.v1().products().retrieve(productId(plan)));
        } catch (InvalidRequestException e) {
            if (e.getStatusCode() != 404) {
                throw e;
            }
        }
        var made = ProductCreateParams.builder()
                .setId(productId(plan))
                .setName(plan.name())
                .setDescription(plan.description())
                .putMetadata(PLAN, plan.id());
        catalog.tax().ifPresent(rule -> made.setTaxCode(rule.code()));
        stripe.v1().products().create(made.build(), once("product-" + productId(plan)));
        out.accept("Product " + plan.name() + ": made.");
        return 1;
    }

    private int correctProduct(Plan plan, Product product) throws StripeException {
        if (plan.name().equals(product.getName())
                && plan.description().equals(product.getDescription())
                && catalog.tax()
                        .map(TaxRule::code)
                        .map(code -> code.equals(product.getTaxCode()))
                        .orElse(true)
                && Boolean.TRUE.equals(product.getActive())) {
            return 0;
        }
        var corrected = ProductUpdateParams.builder()
                .setName(plan.name())
                .setDescription(plan.description())
                .setActive(true);
        catalog.tax().ifPresent(rule -> corrected.setTaxCode(rule.code()));
        stripe.v1().products().update(product.getId(), corrected.build());
        out.accept("Product " + plan.name() + ": name and description corrected.");
        return 1;
    }

    private int move(Price price, com.stripe.model.Price old) throws StripeException {
        if (!isSame(price, old)) {
            create(price, old.getProduct(), old.getId());
            out.accept("Price " + price.lookupKey() + ": " + money(old) + " becomes " + price.price()
                    + "; who subscribed at the old price keeps it.");
            return 1;
        }
        if (!price.plan().equals(old.getMetadata().get(PLAN))) {
            var named =
                    PriceUpdateParams.builder().putMetadata(PLAN, price.plan()).build();
            stripe.v1().prices().update(old.getId(), named);
            out.accept("Price " + price.lookupKey() + ": now says which plan it is.");
            return 1;
        }
        return 0;
    }

    private static boolean isSame(Price price, com.stripe.model.Price old) {
        var recurring = old.getRecurring();
        return old.getUnitAmount() != null
                && price.price().equals(money(old))
                && recurring != null
                && price.interval().word().equals(recurring.getInterval())
                && recurring.getIntervalCount() == 1;
    }

    private static Money money(com.stripe.model.Price price) {
        return new Money(price.getUnitAmount() == null ? 0 : price.getUnitAmount(), price.getCurrency());
    }

    /// @param after the price that this one takes the lookup key from: going back to an earlier amount is a new fact
    private void create(Price price, String product, String after) throws StripeException {
        var key = price.lookupKey() + '-' + price.price().amount() + '-'
                + price.price().currency() + "-after-" + after;
        stripe.v1()
                .prices()
                .create(
                        PriceCreateParams.builder()
                                .setProduct(product)
                                .setCurrency(price.price().currency())
                                .setUnitAmount(price.price().amount())
                                .setLookupKey(price.lookupKey())
                                .setTransferLookupKey(true)
                                .setTaxBehavior(PriceCreateParams.TaxBehavior.EXCLUSIVE)
                                .setRecurring(PriceCreateParams.Recurring.builder()
                                        .setInterval(PriceCreateParams.Recurring.Interval.valueOf(
                                                price.interval().name()))
                                        .build())
                                .putMetadata(PLAN, price.plan())
                                .build(),
                        once("price-" + key));
    }

    private static String productId(Plan plan) {
        return "plan_" + plan.id().toLowerCase(Locale.ROOT);
    }

    private static RequestOptions once(String key) {
        return RequestOptions.builder().setIdempotencyKey(key).build();
    }
}
