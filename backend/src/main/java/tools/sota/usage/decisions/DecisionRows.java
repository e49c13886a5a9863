package tools.sota.usage.decisions;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jspecify.annotations.Nullable;

/// Questions about single requests.
interface DecisionRows {
    /// A decision with its key as it is now.
    record Row(
            UUID id,
            Instant at,
            String environment,
            @Nullable UUID keyId,
            @Nullable String product,
            int status,
            String rule,
            int calls,
            @Nullable Long capacity,
            @Nullable Long tokensLeft,
            @Nullable Long quota,
            @Nullable Long used,
            @Nullable Long held,
            @Nullable Instant passesAt,
            @Nullable String keyName,
            @Nullable String keyHint,
            @Nullable String keyStatus) {}

    /// What a list is narrowed to; null for everything.
    record Filter(
            UUID accountId,
            @Nullable String environment,
            @Nullable UUID keyId,
            @Nullable String rule,
            @Nullable Integer status,
            Instant now) {}

    String KEY_NOW = """
            k.name as key_name, k.hint as key_hint,
            case when k.id is null then null when k.revoked_at is not null then 'revoked'
                 when k.expires_at <= :now then 'expired' when k.frozen_at is not null then 'frozen'
                 else 'active' end as key_status
            """;

    String DECISION = """
            select d.id, d.at, d.environment, d.key_id, d.product, d.status, d.rule, d.calls, d.capacity, d.tokens_left,
                   d.quota, d.used, d.held, d.passes_at,
            """ + KEY_NOW + """
            from decision d left join api_key k on k.account_id = d.account_id and k.id = d.key_id
            """;

    @SqlQuery(DECISION + """
            where d.account_id = :accountId and d.id = :id
              and (cast(:environment as text) is null or d.environment = :environment)
            """)
    Optional<Row> find(UUID accountId, @Nullable String environment, UUID id, Instant now);

    /// A charged request, in the same words.
    @SqlQuery("""
            select e.id, e.at, e.environment, e.key_id, e.product, e.status, 'charged' as rule, e.calls,
                   null::bigint as capacity, null::bigint as tokens_left, null::bigint as quota, null::bigint as used,
                   null::bigint as held, null::timestamptz as passes_at,
            """ + KEY_NOW + """
            from usage_event e left join api_key k on k.account_id = e.account_id and k.id = e.key_id
            where e.id = :id and e.account_id = :accountId
              and (cast(:environment as text) is null or e.environment = :environment)
            """)
    Optional<Row> findCharged(UUID accountId, @Nullable String environment, UUID id, Instant now);

    @SqlQuery(DECISION + """
            where d.account_id = :accountId and d.id < :before
              and (cast(:environment as text) is null or d.environment = :environment)
              and (cast(:keyId as uuid) is null or d.key_id = :keyId)
              and (cast(:rule as text) is null or d.rule = :rule)
              and (cast(:status as int) is null or d.status = :status)
            order by d.id desc limit :rows
            """)
    List<Row> page(@BindMethods Filter filter, UUID before, int rows);
}
