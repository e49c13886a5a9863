package tools.sota.billing.sync;

import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/// Locks that PostgreSQL holds until the transaction ends.
interface AdvisoryLocks {
    @SqlUpdate("set local lock_timeout = '20s'")
    void waitNoLonger();

    @SqlQuery("select count(*) from pg_advisory_xact_lock(hashtextextended(:name, 0))")
    int take(String name);
}
