package tools.sota.usage.queries;

import java.time.Clock;
import tools.sota.limits.Entitlements;
import tools.sota.platform.Database;
import tools.sota.platform.Pages;

/// The parts that others use.
public record QueriesFeature(UsageApi usage, RecordsApi records) {
    public static QueriesFeature create(Database database, Entitlements entitlements, Pages pages, Clock clock) {
        var jdbi = database.rows(UsageRows.Bucket.class, RecordRows.Row.class).jdbi();
        return new QueriesFeature(
                new UsageApi(new UsageSeries(jdbi), entitlements, clock),
                new RecordsApi(new UsageRecords(jdbi), pages, clock));
    }
}
