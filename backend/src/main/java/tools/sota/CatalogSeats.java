package tools.sota;

import java.time.Clock;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.sota.accounts.members.Seats;
import tools.sota.billing.contracts.Contracts;
import tools.sota.catalog.Catalog;
import tools.sota.catalog.Plan;
import tools.sota.limits.Entitlements;
import tools.sota.limits.LimitsFeature;
import tools.sota.platform.Database;
import tools.sota.platform.Ids;

/// The seats of the plan in force; of a plan that is sold by contract, those of the contract.
record CatalogSeats(Catalog catalog, Entitlements entitlements, Contracts contracts) implements Seats {
    static CatalogSeats of(Database database, Catalog catalog, LimitsFeature limits, Ids ids, Clock clock) {
        return new CatalogSeats(catalog, limits.entitlements(), new Contracts(database, catalog, ids, clock));
    }

    @Override
    public @Nullable Integer of(UUID accountId) {
        var plan = catalog.find(entitlements.of(accountId).plan()).orElseGet(catalog::free);
        return plan.contract() ? ofContract(accountId, plan) : plan.members();
    }

    private @Nullable Integer ofContract(UUID accountId, Plan plan) {
        var agreed = contracts.members(accountId);
        return agreed.isPresent() ? Integer.valueOf(agreed.getAsInt()) : plan.members();
    }
}
