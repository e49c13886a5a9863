package tools.sota.accounts.members;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/// Invitations, and the tokens in their mails by hash.
interface InvitationRows {
    /// An invitation as it is sent.
    record Sent(
            UUID id,
            UUID accountId,
            String email,
            String role,
            byte[] hash,
            UUID invitedBy,
            Instant sentAt,
            Instant expiresAt) {
        @Override
        public String toString() {
            return "Sent[" + id + ']';
        }
    }

    @SqlUpdate("""
            insert into invitation (id, account_id, email, role, hash, invited_by, created_at, sent_at, expires_at)
            values (:id, :accountId, :email, :role, :hash, :invitedBy, :sentAt, :sentAt, :expiresAt)
            """)
    void insert(@BindMethods Sent sent);

    /// The link that was sent before stops working.
    @SqlUpdate("""
            update invitation
            set role = :role, hash = :hash, invited_by = :invitedBy, sent_at = :sentAt, expires_at = :expiresAt
            where id = :id and accepted_at is null and revoked_at is null
            """)
    int sendAgain(@BindMethods Sent sent);

    /// Those that wait or have run out, the oldest first.
    @SqlQuery("""
            select i.id, i.account_id, a.name as account_name, i.email, i.role, i.invited_by as inviter_id,
                   p.email as invited_by, i.created_at, i.sent_at, i.expires_at, i.accepted_at, i.revoked_at
            from invitation i
            join account a on a.id = i.account_id
            left join person p on p.user_id = i.invited_by
            where i.account_id = :accountId and i.accepted_at is null and i.revoked_at is null
            order by i.created_at, i.id
            """)
    List<Invitation> open(UUID accountId);

    @SqlQuery("""
            select i.id, i.account_id, a.name as account_name, i.email, i.role, i.invited_by as inviter_id,
                   p.email as invited_by, i.created_at, i.sent_at, i.expires_at, i.accepted_at, i.revoked_at
            from invitation i
            join account a on a.id = i.account_id
            left join person p on p.user_id = i.invited_by
            where i.hash = :hash
            """)
    Optional<Invitation> find(byte[] hash);

    @SqlUpdate("""
            update invitation set accepted_at = :now
            where id = :id and accepted_at is null and revoked_at is null and expires_at > :now
            """)
    int accept(UUID id, Instant now);

    @SqlUpdate("update invitation set revoked_at = :now where id = :id and accepted_at is null and revoked_at is null")
    int revoke(UUID id, Instant now);

    @SqlUpdate("delete from invitation where expires_at < :before")
    int deleteExpired(Instant before);
}
