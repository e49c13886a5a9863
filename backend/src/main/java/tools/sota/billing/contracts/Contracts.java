package tools.sota.billing.contracts;

import java.time.Clock;
import java.util.List;
import java.util.OptionalInt;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import tools.sota.catalog.Catalog;
import tools.sota.catalog.Interval;
import tools.sota.catalog.Plan;
import tools.sota.platform.Database;
import tools.sota.platform.Ids;

/// What the operators write down; a running server carries it out within a minute.
public final class Contracts {
    private static final int NET_DAYS = 30;

    private final Jdbi jdbi;
    private final Catalog catalog;
    private final Ids ids;
    private final Clock clock;

    public Contracts(Database database, Catalog catalog, Ids ids, Clock clock) {
        this.jdbi = database.rows(Contract.class).jdbi();
        this.catalog = catalog;
        this.ids = ids;
        this.clock = clock;
    }

    /// What was agreed.
    ///
    /// @param amount per interval, in minor units of the catalog's currency
    /// @param calls a month
    /// @param poNumber the customer's purchase order, printed on every invoice
    public record Terms(
            Interval interval,
            long amount,
            long calls,
            int capacity,
            int perMinute,
            @Nullable String poNumber) {}

    /// @return false when there is no such account, or it has a contract already
    public boolean sign(UUID account, Terms terms) {
        var contract = new Contract(
                ids.next(),
                account,
                plan().id(),
                terms.interval(),
                terms.amount(),
                catalog.currency(),
                terms.calls(),
                terms.capacity(),
                terms.perMinute(),
                NET_DAYS,
                terms.poNumber(),
                clock.instant(),
                null,
                null,
                false,
                null);
        return jdbi.inTransaction(transaction -> {
            var rows = transaction.attach(ContractRows.class);
            return rows.insert(contract) > 0 && rows.setLimits(contract) > 0;
        });
    }

    /// With the period that was invoiced.
    ///
    /// @return false when there is none
    public boolean end(UUID account) {
        return jdbi.withExtension(ContractRows.class, rows -> rows.end(account)) > 0;
    }

    /// How many people it lets in.
    ///
    /// @return false when there is none
    public boolean setMembers(UUID account, int members) {
        return jdbi.withExtension(ContractRows.class, rows -> rows.setMembers(account, members)) > 0;
    }

    /// Empty when the contract does not say, or there is none.
    public OptionalInt members(UUID account) {
        return jdbi.withExtension(ContractRows.class, rows -> rows.members(account))
                .map(OptionalInt::of)
                .orElseGet(OptionalInt::empty);
    }

    /// The oldest first.
    public List<Contract> of(UUID account) {
        return jdbi.withExtension(ContractRows.class, rows -> rows.ofAccount(account));
    }

    private Plan plan() {
        return catalog.plans().stream()
                .filter(plan -> plan.contract() && !plan.hidden())
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("The catalog has no plan with contract: true"));
    }
}
