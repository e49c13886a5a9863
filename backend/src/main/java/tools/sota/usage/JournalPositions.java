package tools.sota.usage;

import java.util.UUID;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/// How far each journal has been moved.
interface JournalPositions {
    @SqlUpdate("""
            insert into journal_position (journal, node, position) values (:journal, :node, 0)
            on conflict (journal) do update set node = excluded.node
            """)
    void add(UUID journal, String node);

    @SqlQuery("select position from journal_position where journal = :journal for update")
    long lock(UUID journal);

    @SqlUpdate(
            "update journal_position set position = :position, moved_at = clock_timestamp() where journal = :journal")
    void move(UUID journal, long position);

    @SqlUpdate("""
            insert into journal_rejected (journal, position, entry, reason)
            values (:journal, :position, :entry, :reason) on conflict do nothing
            """)
    void reject(UUID journal, long position, byte[] entry, String reason);

    @SqlQuery("select pg_current_xact_id()::text::bigint")
    long transactionId();
}
