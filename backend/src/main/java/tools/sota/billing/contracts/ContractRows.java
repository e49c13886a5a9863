package tools.sota.billing.contracts;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/// The table of contracts, and the limits that go with them.
interface ContractRows {
    /// @return 0 when there is no such account, or it has one already
    @SqlUpdate("""
            insert into contract (id, account_id, plan, interval, amount, currency, calls, capacity, per_minute,
                                  net_days, po_number, created_at)
            select :id, a.id, :plan, lower(:interval), :amount, :currency, :calls, :capacity, :perMinute, :netDays,
                   :poNumber, :createdAt
            from account a where a.id = :accountId
            on conflict do nothing
            """)
    int insert(@BindMethods Contract contract);

    /// For as long as the contract's plan is in force, whoever set other limits before.
    @SqlUpdate("""
            insert into limit_override (account_id, environment, name, capacity, per_minute, calls, reason, plan)
            values (:accountId, 'live', 'minute', :capacity, :perMinute, null, :shown, :plan),
                   (:accountId, 'live', 'period', null, null, :calls, :shown, :plan)
            on conflict (account_id, environment, name) do update
            set capacity = excluded.capacity, per_minute = excluded.per_minute, calls = excluded.calls,
                reason = excluded.reason, plan = excluded.plan, changed_at = clock_timestamp()
            """)
    int setLimits(@BindMethods Contract contract);

    @SqlQuery("""
            select id, account_id, plan, interval, amount, currency, calls, capacity, per_minute, net_days, po_number,
                   created_at, subscription_id, refused, ending, ended_at
            from contract where account_id = :accountId order by created_at
            """)
    List<Contract> ofAccount(UUID accountId);

    @SqlUpdate(
            "update contract set ending = true where account_id = :accountId and ended_at is null and refused is null")
    int end(UUID accountId);

    @SqlUpdate("""
            update contract set members = :members
            where account_id = :accountId and ended_at is null and refused is null
            """)
    int setMembers(UUID accountId, int members);

    @SqlQuery("""
            select members from contract
            where account_id = :accountId and ended_at is null and refused is null and members is not null
            """)
    Optional<Integer> members(UUID accountId);

    /// Those that Stripe has not heard of, or not of their end.
    @SqlQuery("""
            select id, account_id, plan, interval, amount, currency, calls, capacity, per_minute, net_days, po_number,
                   created_at, subscription_id, refused, ending, ended_at
            from contract
            where ended_at is null and refused is null
              and (subscription_id is null or (ending and ending_done_at is null))
            order by created_at limit 100
            """)
    List<Contract> waiting();

    @SqlUpdate("update contract set subscription_id = :subscription where id = :id and subscription_id is null")
    int begun(UUID id, String subscription);

    @SqlUpdate("update contract set refused = :why where id = :id")
    int refuse(UUID id, String why);

    @SqlUpdate("update contract set ending_done_at = :now where id = :id")
    int endingDone(UUID id, Instant now);

    /// Contracts whose subscription is over, and the limits that went with them.
    @SqlUpdate("""
            with over as (
              update contract c set ended_at = s.ended_at
              from subscription s
              where s.id = c.subscription_id and c.ended_at is null and s.ended_at is not null
              returning c.account_id, c.plan)
            delete from limit_override l using over
            where l.account_id = over.account_id and l.plan = over.plan
            """)
    int close();
}
