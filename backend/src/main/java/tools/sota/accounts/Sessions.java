package tools.sota.accounts;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/// Log-ins and the refresh tokens that grew from each.
interface Sessions {
    record Row(
            UUID id,
            UUID userId,
            Instant expiresAt,
            @Nullable Instant endedAt) {
        boolean isOpen(Instant now) {
            return endedAt == null && expiresAt.isAfter(now);
        }
    }

    /// A refresh token and its session.
    record Grown(
            UUID id,
            UUID userId,
            Instant expiresAt,
            @Nullable Instant endedAt,
            @Nullable Instant rotatedAt) {
        boolean isOpen(Instant now) {
            return endedAt == null && expiresAt.isAfter(now);
        }
    }

    @SqlUpdate("""
            insert into session (id, user_id, created_at, expires_at)
            values (:id, :userId, :now, :expiresAt)
            """)
    void insert(UUID id, UUID userId, Instant now, Instant expiresAt);

    @SqlUpdate("insert into refresh_token (hash, session_id, created_at) values (:hash, :sessionId, :now)")
    void insertToken(byte[] hash, UUID sessionId, Instant now);

    @SqlQuery("select id, user_id, expires_at, ended_at from session where id = :id")
    Optional<Row> find(UUID id);

    /// Locks token and session: of two requests with one token, the second sees what the first did.
    @SqlQuery("""
            select s.id, s.user_id, s.expires_at, s.ended_at, t.rotated_at
            from refresh_token t
            join session s on s.id = t.session_id
            where t.hash = :hash
            for update of t, s
            """)
    Optional<Grown> lockByToken(byte[] hash);

    @SqlQuery("select rotated_at is not null from refresh_token where hash = :hash")
    Optional<Boolean> isRotated(byte[] hash);

    @SqlUpdate("update refresh_token set rotated_at = :now where hash = :hash")
    void rotate(byte[] hash, Instant now);

    @SqlUpdate("update session set ended_at = :now, end_cause = :cause where id = :id and ended_at is null")
    int end(UUID id, Instant now, String cause);

    @SqlQuery("""
            update session set ended_at = :now, end_cause = :cause
            where user_id = :userId and ended_at is null
            returning id
            """)
    List<UUID> endAll(UUID userId, Instant now, String cause);

    @SqlQuery("select id from session where user_id = :userId and ended_at is null")
    List<UUID> open(UUID userId);

    @SqlUpdate("delete from session where expires_at < :before")
    int deleteExpired(Instant before);
}
