package tools.sota.accounts;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/// Users and the persons behind them.
interface Users {
    /// Somebody who may be meant by an address.
    ///
    /// @param paid whether it owns an account that was paid for
    record Candidate(UUID id, String email, String passwordHash, Instant createdAt, boolean proven, boolean paid) {
        @Override
        public String toString() {
            return "Candidate[" + id + ']';
        }
    }

    @SqlUpdate("insert into app_user (id, password_hash, created_at) values (:id, :passwordHash, :now)")
    void insert(UUID id, String passwordHash, Instant now);

    @SqlUpdate("insert into person (user_id, email, name) values (:id, :email, :name)")
    void insertPerson(UUID id, String email, @Nullable String name);

    @SqlQuery("""
            select u.id, p.email, p.name, p.email_proven_at, u.created_at
            from app_user u
            join person p on p.user_id = u.id
            where u.id = :id
            """)
    Optional<User> find(UUID id);

    /// The one who proved the address first, then those who paid, then the others; the oldest first.
    @SqlQuery("""
            select u.id, p.email, u.password_hash, u.created_at, p.email_proven_at is not null as proven,
                   exists (
                     select 1
                     from membership m
                     join account a on a.id = m.account_id
                     where m.user_id = u.id and m.role = 'owner' and a.paid_at is not null) as paid
            from person p
            join app_user u on u.id = p.user_id
            where lower(p.email) = lower(:email)
            order by proven desc, paid desc, u.id
            limit :limit
            """)
    List<Candidate> candidates(String email, int limit);

    @SqlQuery("""
            select exists (
              select 1 from person where lower(email) = lower(:email) and email_proven_at is not null)
            """)
    boolean isProven(String email);

    @SqlQuery("select email_proven_at is not null from person where user_id = :id")
    Optional<Boolean> hasProven(UUID id);

    /// Whether another user of the same address has paid and this one has not.
    @SqlQuery("""
            select not exists (
                select 1
                from membership m
                join account a on a.id = m.account_id
                where m.user_id = :id and m.role = 'owner' and a.paid_at is not null)
              and exists (
                select 1
                from person me
                join person p on lower(p.email) = lower(me.email)
                join membership m on m.user_id = p.user_id
                join account a on a.id = m.account_id
                where me.user_id = :id and m.role = 'owner' and a.paid_at is not null)
            """)
    boolean isOutranked(UUID id);

    /// Locks the person, first in every transaction that proves: proving and sweeping then never wait for each other.
    @SqlQuery("select user_id from person where user_id = :id for update")
    Optional<UUID> lock(UUID id);

    /// Fails on the unique index when somebody else has proved the address.
    @SqlUpdate("update person set email_proven_at = :now where user_id = :id and email_proven_at is null")
    int prove(UUID id, Instant now);

    @SqlUpdate("update app_user set password_hash = :passwordHash where id = :id")
    int changePassword(UUID id, String passwordHash);
}
