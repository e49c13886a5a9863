package tools.sota.usage;

import java.time.Clock;
import java.util.List;
import tools.sota.limits.LimitsFeature;
import tools.sota.platform.Database;
import tools.sota.usage.journal.Journal;

/// The parts of the feature that others use.
public record UsageFeature(Ledger ledger, Partitions partitions) implements AutoCloseable {
    /// What the feature stands on.
    ///
    /// @param watchers hear what each batch did
    /// @param node name of this node
    public record Needs(
            Database database,
            Journal journal,
            Progress progress,
            LimitsFeature limits,
            List<LedgerWatcher> watchers,
            String node) {}

    /// What admission counts by; it is needed before the rest can be made.
    public static PeriodCounter counter(Database database, Progress progress) {
        return new PeriodCounter(database.rows(PeriodCounts.Counted.class).hurried(), progress);
    }

    /// Moves what the journal holds from an earlier life before it returns.
    public static UsageFeature create(Needs needs, Clock clock) {
        var jdbi = needs.database().jdbi();
        var partitions = new Partitions(jdbi, clock, "usage_event", 0);
        partitions.makeAhead();
        var limits = needs.limits();
        var drainer = new Drainer(jdbi, needs.journal(), needs.progress(), limits.settling(), needs.watchers());
        drainer.start(needs.node());
        return new UsageFeature(new Ledger(needs.journal(), needs.progress(), drainer), partitions);
    }

    @Override
    public void close() {
        ledger.close();
    }
}
