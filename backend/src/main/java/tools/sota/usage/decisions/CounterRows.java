package tools.sota.usage.decisions;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jspecify.annotations.Nullable;

/// Requests that were refused or failed, by minute.
interface CounterRows {
    /// @param keyId null where more keys were refused at once than are told apart
    record Counter(Instant minute, String rule, @Nullable UUID keyId, long requests) {}

    /// What is counted; null for everything.
    record Wanted(
            UUID accountId,
            @Nullable String environment,
            @Nullable UUID keyId,
            @Nullable String rule,
            Instant start,
            Instant end) {}

    @SqlQuery("""
            select m.minute, m.rule, m.key_id, m.requests
            from decision_minute m left join api_key k on k.account_id = m.account_id and k.id = m.key_id
            where m.account_id = :accountId and m.minute >= :start and m.minute < :end
              and (cast(:environment as text) is null or k.environment = :environment)
              and (cast(:keyId as uuid) is null or m.key_id = :keyId)
              and (cast(:rule as text) is null or m.rule = :rule)
            order by m.minute desc, m.rule, m.key_id limit :rows
            """)
    List<Counter> newest(@BindMethods Wanted wanted, int rows);
}
