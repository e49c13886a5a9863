package tools.sota.billing.changes;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/// The table of what customers told us to do.
interface PlanCommands {
    @SqlUpdate("""
            insert into plan_command (id, account_id, kind, preview_id, plan, interval, subscription_id, cancel_when,
                                      reason, comment, created_at, attempts, next_at)
            values (:id, :accountId, :kind, :previewId, :plan, :interval, :subscriptionId, :cancelWhen,
                    :reason, :comment, :createdAt, :attempts, :nextAt)
            """)
    void insert(@BindMethods PlanCommand command, Instant nextAt);

    /// Counts the attempt and says when the next one is due, whatever becomes of this one.
    @SqlQuery("""
            update plan_command set attempts = attempts + 1, next_at = :nextAt
            where id = :id and done_at is null
            returning id, account_id, kind, preview_id, plan, interval, subscription_id, cancel_when, reason, comment,
                      created_at, attempts
            """)
    Optional<PlanCommand> begin(UUID id, Instant nextAt);

    @SqlQuery("""
            select id, account_id, kind, preview_id, plan, interval, subscription_id, cancel_when, reason, comment,
                   created_at, attempts
            from plan_command where done_at is null and next_at <= :now
            order by next_at limit :limit
            """)
    List<PlanCommand> due(Instant now, int limit);

    @SqlUpdate("""
            update plan_command set done_at = :now, outcome = :outcome, refusal = :refusal
            where id = :id and done_at is null
            """)
    int finish(UUID id, PlanCommand.Outcome outcome, @Nullable String refusal, Instant now);

    @SqlUpdate("""
            update plan_command set done_at = :now, outcome = 'REPLACED'
            where account_id = :accountId and done_at is null
            """)
    int replace(UUID accountId, Instant now);

    @SqlUpdate("delete from plan_command where created_at < :before and done_at is not null")
    int deleteBefore(Instant before);
}
