package tools.sota.keys;

import java.util.List;
import java.util.UUID;
import org.jdbi.v3.sqlobject.statement.SqlQuery;

/// Keys whose version has changed lately, by PostgreSQL's own clock.
interface ChangedKeyRows {
    record Changed(UUID id, long version) {}

    /// Longer ago than any node keeps a key without looking again.
    @SqlQuery("select id, version from api_key where changed_at > clock_timestamp() - interval '10 minutes'")
    List<Changed> lately();
}
