package tools.sota.usage.reconcile;

import java.time.Clock;
import tools.sota.platform.Database;

/// Makes the comparison of usage.
public final class ReconcileFeature {
    private ReconcileFeature() {}

    public static UsageReconciliation create(Database database, LiveCounts live, Clock clock) {
        var jdbi = database.rows(CompareRows.Compared.class, CompareRows.Day.class, CompareRows.Period.class)
                .jdbi();
        return new UsageReconciliation(jdbi, live, clock);
    }
}
