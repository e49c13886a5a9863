package tools.sota.catalog;

import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Everything we sell.
///
/// @param currency the one currency of all prices
/// @param tax whether Stripe Tax is used; none: invoices say the prices and nothing else
/// @param pack prepaid calls that are sold beside plans, if any are
/// @param dunning what happens when a renewal cannot be charged
public record Catalog(
        String currency,
        Optional<TaxRule> tax,
        Dunning dunning,
        MoneyBack moneyBack,
        RiskPolicy risk,
        Optional<PackOffer> pack,
        List<Plan> plans,
        TestKeys testKeys,
        FreezeRule freezeRule,
        List<Product> products,
        List<Meter> meters) {

    public Set<String> productIds() {
        return products.stream().map(Product::id).collect(Collectors.toUnmodifiableSet());
    }

    /// @throws NoSuchElementException when the catalog has no such plan; for words of a caller use {@link #find}
    public Plan plan(String id) {
        return find(id).orElseThrow(() -> new NoSuchElementException("The catalog has no plan " + id));
    }

    public Optional<Plan> find(String id) {
        return plans.stream().filter(plan -> plan.id().equals(id)).findFirst();
    }

    /// Those that everybody may read about.
    public Stream<Plan> shownPlans() {
        return plans.stream().filter(plan -> !plan.hidden());
    }

    /// The plan of whoever has not paid.
    public Plan free() {
        return plans.stream().filter(Plan::isFree).findFirst().orElseThrow();
    }

    /// @throws NoSuchElementException when the catalog has no such operation
    public Operation operation(String id) {
        return products.stream()
                .flatMap(product -> product.operations().stream())
                .filter(operation -> operation.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new NoSuchElementException("The catalog has no operation " + id));
    }

    /// The names of all limits that are not a plan's own.
    public Set<String> limitNames() {
        return products.stream()
                .flatMap(product -> product.operations().stream())
                .flatMap(operation -> operation.limits().stream())
                .map(Limit::name)
                .collect(Collectors.toUnmodifiableSet());
    }

    public Optional<Meter> meter(String id) {
        return meters.stream().filter(meter -> meter.id().equals(id)).findFirst();
    }

    public Stream<Price> prices() {
        return plans.stream().flatMap(plan -> plan.prices().stream());
    }
}
