package tools.sota;

import tools.sota.catalog.Catalog;
import tools.sota.catalog.Rate;
import tools.sota.limits.PlanLimits;

/// The catalog's plans in the words of admission. A plan that is gone from the catalog, or has its limits in a contract
/// that nobody entered, allows what the free plan does.
record CatalogLimits(Catalog catalog) implements PlanLimits {
    @Override
    public Limit plan(String id) {
        var plan = catalog.find(id).orElseGet(catalog::free);
        var free = catalog.free();
        var rate = plan.rate() != null ? plan.rate() : free.rate();
        var calls = plan.callsPerMonth() != null ? plan.callsPerMonth() : free.callsPerMonth();
        if (rate == null || calls == null) {
            throw new IllegalStateException("The free plan of the catalog needs a rate and calls");
        }
        return limit(rate, calls);
    }

    @Override
    public Limit testKeys(boolean proven) {
        var keys = catalog.testKeys();
        return limit(keys.rate(), proven ? keys.callsPerDay() : keys.callsUntilProven());
    }

    private static Limit limit(Rate rate, long calls) {
        return new Limit(rate.capacity(), rate.perMinute(), calls);
    }
}
