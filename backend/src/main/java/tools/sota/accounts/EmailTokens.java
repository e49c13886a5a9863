package tools.sota.accounts;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/// The tokens of links in mails, by hash.
interface EmailTokens {
    record NewToken(
            UUID id, byte[] hash, @Nullable UUID userId, String purpose, Instant createdAt, Instant expiresAt) {}

    record Row(
            UUID id,
            UUID userId,
            Instant expiresAt,
            @Nullable Instant usedAt) {}

    @SqlUpdate("""
            insert into email_token (id, hash, user_id, purpose, created_at, expires_at)
            values (:id, :hash, :userId, :purpose, :createdAt, :expiresAt)
            """)
    void insert(@BindMethods NewToken token);

    @SqlQuery("""
            select id, user_id, expires_at, used_at
            from email_token
            where hash = :hash and purpose = :purpose and user_id is not null
            """)
    Optional<Row> find(byte[] hash, String purpose);

    /// Of several rivals one gets 1.
    @SqlUpdate("update email_token set used_at = :now where id = :id and used_at is null and expires_at > :now")
    int use(UUID id, Instant now);

    /// Every other link of the user goes with the one that was used.
    @SqlUpdate(
            "update email_token set used_at = :now where user_id = :userId and purpose = :purpose and used_at is null")
    int useAll(UUID userId, String purpose, Instant now);

    @SqlUpdate("delete from email_token where expires_at < :before")
    int deleteExpired(Instant before);
}
