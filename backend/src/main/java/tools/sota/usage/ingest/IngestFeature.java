package tools.sota.usage.ingest;

import java.time.Clock;
import java.util.List;
import tools.sota.catalog.Meter;
import tools.sota.limits.Entitlements;
import tools.sota.platform.Database;
import tools.sota.platform.Pages;
import tools.sota.usage.Partitions;

/// The parts that others use.
public record IngestFeature(EventsApi events, MetersApi meters, Ingest ingest, Partitions partitions) {
    /// Events may be weeks old when they come.
    private static final int MONTHS_BEFORE = 2;

    /// What it stands on.
    ///
    /// @param meters that the catalog declares
    public record Needs(Database database, List<Meter> meters, Entitlements entitlements, Pages pages) {}

    public static IngestFeature create(Needs needs, Clock clock) {
        var jdbi = needs.database()
                .rows(MeterRows.Bucket.class, MeterRows.Row.class)
                .jdbi();
        var partitions = new Partitions(jdbi, clock, "meter_event", MONTHS_BEFORE);
        partitions.makeAhead();
        var ingest = new Ingest(jdbi, needs.meters(), clock);
        var meters = new MetersApi(jdbi, needs.meters(), needs.entitlements(), needs.pages(), clock);
        return new IngestFeature(new EventsApi(ingest), meters, ingest, partitions);
    }
}
