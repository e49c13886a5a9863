package tools.sota.accounts;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.sqlobject.customizer.BindList;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/// Accounts and who belongs to them.
interface Memberships {
    /// An account that may go, with its user.
    record Pending(UUID accountId, UUID userId) {}

    @SqlUpdate("insert into account (id, name, created_at) values (:id, :name, :now)")
    void insertAccount(UUID id, String name, Instant now);

    @SqlUpdate("""
            insert into account (id, name, created_at, kept_at) values (:id, :name, :now, :now)
            on conflict (id) do nothing
            """)
    int insertOurs(UUID id, String name, Instant now);

    @SqlUpdate("""
            insert into membership (account_id, user_id, role, created_at)
            values (:accountId, :userId, :role, :now)
            """)
    void insert(UUID accountId, UUID userId, String role, Instant now);

    @SqlQuery("select id, name, created_at, paid_at from account where id = :id")
    Optional<Account> account(UUID id);

    @SqlQuery("""
            select a.id as account_id, a.name as account_name, a.created_at as account_created_at, m.role
            from membership m
            join account a on a.id = m.account_id
            where m.user_id = :userId
            order by m.created_at, a.id
            """)
    List<Membership> ofUser(UUID userId);

    @SqlQuery("""
            select p.email
            from membership m
            join person p on p.user_id = m.user_id
            where m.account_id = :accountId and m.role = 'owner'
            order by m.created_at, m.user_id
            limit 1
            """)
    Optional<String> ownerEmail(UUID accountId);

    @SqlQuery("""
            select p.email
            from membership m
            join person p on p.user_id = m.user_id
            where m.account_id = :accountId and m.role = 'owner' and p.email_proven_at is not null
            order by m.created_at, m.user_id
            limit 1
            """)
    Optional<String> provenOwnerEmail(UUID accountId);

    @SqlQuery("""
            select exists (
              select 1
              from membership m
              join person p on p.user_id = m.user_id
              where m.account_id = :accountId and p.email_proven_at is not null)
            """)
    boolean hasProvenMember(UUID accountId);

    @SqlUpdate("update account set paid_at = least(paid_at, :at) where id = :accountId")
    int markPaid(UUID accountId, Instant at);

    @SqlUpdate("update account set kept_at = coalesce(kept_at, :at) where id = :accountId")
    int keep(UUID accountId, Instant at);

    /// Locks what it returns, so that neither a proof nor a payment comes between looking and deleting.
    @SqlQuery("""
            select m.account_id, m.user_id
            from account a
            join membership m on m.account_id = a.id
            join person p on p.user_id = m.user_id
            where a.paid_at is null and a.kept_at is null and a.created_at < :before and p.email_proven_at is null
              and not exists (
                select 1
                from membership other
                join person q on q.user_id = other.user_id
                where other.account_id = a.id and q.email_proven_at is not null)
            order by a.created_at
            limit :limit
            for update of a, p skip locked
            """)
    List<Pending> lockPending(Instant before, int limit);

    @SqlUpdate("delete from account where id in (<ids>)")
    int deleteAccounts(@BindList List<UUID> ids);

    @SqlUpdate("""
            delete from app_user u
            where u.id in (<ids>) and not exists (select 1 from membership m where m.user_id = u.id)
            """)
    int deleteUsersWithoutAccount(@BindList List<UUID> ids);
}
