package tools.sota.accounts.members;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/// Who belongs to an account.
interface MemberRows {
    /// Locks the account, first in every transaction that changes who belongs to it: two of them come one after the
    /// other, and each sees what the one before did.
    @SqlQuery("select name from account where id = :accountId for no key update")
    Optional<String> lock(UUID accountId);

    /// The first to join first.
    @SqlQuery("""
            select m.user_id, p.email, p.name, m.role, m.created_at as joined_at
            from membership m
            join person p on p.user_id = m.user_id
            where m.account_id = :accountId
            order by m.created_at, m.user_id
            """)
    List<Member> ofAccount(UUID accountId);

    /// @return 0 for one who belongs to it already
    @SqlUpdate("""
            insert into membership (account_id, user_id, role, created_at)
            values (:accountId, :userId, :role, :now)
            on conflict (account_id, user_id) do nothing
            """)
    int add(UUID accountId, UUID userId, String role, Instant now);

    @SqlUpdate("update membership set role = :role where account_id = :accountId and user_id = :userId")
    int change(UUID accountId, UUID userId, String role);

    @SqlUpdate("delete from membership where account_id = :accountId and user_id = :userId")
    int remove(UUID accountId, UUID userId);
}
