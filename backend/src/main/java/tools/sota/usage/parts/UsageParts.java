package tools.sota.usage.parts;

import java.time.Clock;
import tools.sota.limits.Entitlements;
import tools.sota.platform.Database;
import tools.sota.platform.Pages;
import tools.sota.usage.Retention;
import tools.sota.usage.decisions.DecisionsFeature;
import tools.sota.usage.queries.QueriesFeature;

/// What stands around the ledger: questions to it, why requests were refused, how long its rows are kept.
public record UsageParts(DecisionsFeature decisions, QueriesFeature queries, Retention retention)
        implements AutoCloseable {
    /// Everything the parts stand on.
    ///
    /// @param retentionMonths for how long rows are kept; sums are for ever
    public record Needs(Database database, Entitlements entitlements, Pages pages, int retentionMonths, Clock clock) {}

    public static UsageParts create(Needs needs) {
        var database = needs.database();
        var clock = needs.clock();
        return new UsageParts(
                DecisionsFeature.create(database, needs.pages(), clock),
                QueriesFeature.create(database, needs.entitlements(), needs.pages(), clock),
                new Retention(database.jdbi(), "usage_event", needs.retentionMonths(), clock));
    }

    @Override
    public void close() {
        decisions.close();
    }
}
