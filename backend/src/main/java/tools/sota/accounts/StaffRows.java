package tools.sota.accounts;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/// The table of our own people.
interface StaffRows {
    @SqlQuery("select exists (select 1 from staff where user_id = :userId)")
    boolean isStaff(UUID userId);

    @SqlQuery("select user_id from person where lower(email) = lower(:email) and email_proven_at is not null")
    Optional<UUID> proven(String email);

    @SqlUpdate("insert into staff (user_id, granted_at) values (:userId, :now) on conflict (user_id) do nothing")
    int add(UUID userId, Instant now);

    @SqlUpdate("delete from staff where user_id = :userId")
    int remove(UUID userId);

    @SqlQuery("select p.email from staff s join person p on p.user_id = s.user_id order by p.email")
    List<String> emails();
}
