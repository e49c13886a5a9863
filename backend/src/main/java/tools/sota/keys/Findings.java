package tools.sota.keys;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/// The table of what froze keys.
interface Findings {
    record Row(UUID accountId, UUID keyId) {}

    @SqlUpdate("""
            insert into key_finding (id, account_id, key_id, rules, figures, found_at)
            values (:id, :accountId, :keyId, :rules, :figures, :now)
            """)
    void insert(UUID id, UUID accountId, UUID keyId, List<String> rules, List<String> figures, Instant now);

    @SqlQuery("select account_id, key_id from key_finding where id = :id")
    Optional<Row> find(UUID id);

    @SqlUpdate("update key_finding set undone_at = :now where key_id = :keyId and undone_at is null")
    int settle(UUID keyId, Instant now);

    @SqlUpdate("update key_finding set undone_at = :now where id = :id and undone_at is null")
    int settleOne(UUID id, Instant now);

    /// Rules that somebody said, not long ago, do not hold against this key.
    @SqlQuery("select distinct unnest(rules) from key_finding where key_id = :keyId and undone_at > :after")
    List<String> undoneRules(UUID keyId, Instant after);
}
