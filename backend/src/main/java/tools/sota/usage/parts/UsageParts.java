package tools.sota.usage.parts;

import java.time.Clock;
import tools.sota.accounts.Accounts;
import tools.sota.catalog.Catalog;
import tools.sota.limits.LimitsFeature;
import tools.sota.notify.Outbox;
import tools.sota.platform.Database;
import tools.sota.platform.Pages;
import tools.sota.usage.Retention;
import tools.sota.usage.alerts.AlertsFeature;
import tools.sota.usage.decisions.DecisionsFeature;
import tools.sota.usage.ingest.IngestFeature;
import tools.sota.usage.queries.QueriesFeature;
import tools.sota.usage.reconcile.LiveCounts;
import tools.sota.usage.reconcile.ReconcileFeature;
import tools.sota.usage.reconcile.UsageReconciliation;

/// What stands around the ledger: questions to it, why requests were refused, events of customers' own meters,
/// warnings, the proof that every count is right, how long rows are kept.
public record UsageParts(
        DecisionsFeature decisions,
        QueriesFeature queries,
        IngestFeature ingest,
        AlertsFeature alerts,
        UsageReconciliation reconciliation,
        Retention ledgerRetention,
        Retention eventRetention)
        implements AutoCloseable {
    /// How owners of accounts are written to.
    public record Owners(Accounts accounts, Outbox outbox, String publicUrl) {}

    /// Everything the parts stand on.
    ///
    /// @param retentionMonths for how long rows are kept; sums are for ever
    public record Needs(
            Database database,
            Catalog catalog,
            LimitsFeature limits,
            Owners owners,
            Pages pages,
            int retentionMonths,
            Clock clock) {}

    public static UsageParts create(Needs needs) {
        var database = needs.database();
        var pages = needs.pages();
        var clock = needs.clock();
        var entitlements = needs.limits().entitlements();
        var ingest = new IngestFeature.Needs(database, needs.catalog().meters(), entitlements, pages);
        var owners = needs.owners();
        var alerts =
                new AlertsFeature.Needs(database, entitlements, owners.accounts(), owners.outbox(), owners.publicUrl());
        return new UsageParts(
                DecisionsFeature.create(database, pages, clock),
                QueriesFeature.create(database, entitlements, pages, clock),
                IngestFeature.create(ingest, clock),
                AlertsFeature.create(alerts, clock),
                ReconcileFeature.create(database, LiveCounts.of(needs.limits().live()), clock),
                new Retention(database.jdbi(), "usage_event", needs.retentionMonths(), clock),
                new Retention(database.jdbi(), "meter_event", needs.retentionMonths(), clock));
    }

    @Override
    public void close() {
        decisions.close();
    }
}
