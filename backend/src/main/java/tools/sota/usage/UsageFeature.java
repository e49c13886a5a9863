package tools.sota.usage;

import java.time.Clock;
import tools.sota.limits.Entitlements;
import tools.sota.platform.Database;
import tools.sota.platform.Pages;

/// The parts of the feature that others use.
public record UsageFeature(UsageApi api, Ledger ledger, Partitions partitions) implements AutoCloseable {
    /// What admission counts by; it is needed before the rest can be made.
    public static PeriodCounter counter(Database database) {
        return new PeriodCounter(database.rows(UsageRows.Counted.class).jdbi());
    }

    public static UsageFeature create(Database database, Entitlements entitlements, Pages pages, Clock clock) {
        var jdbi = database.rows(UsageRows.Bucket.class, UsageRows.Row.class).jdbi();
        var partitions = new Partitions(jdbi, clock);
        partitions.makeAhead();
        return new UsageFeature(new UsageApi(jdbi, entitlements, pages, clock), new Ledger(jdbi), partitions);
    }

    @Override
    public void close() {
        ledger.close();
    }
}
