package tools.sota.keys;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/// The table of keys.
interface Keys {
    /// A key about to be stored.
    record NewKey(
            UUID id,
            UUID accountId,
            String environment,
            String name,
            byte[] hash,
            int pepperVersion,
            String hint,
            List<String> scopes,
            byte @Nullable [] sealedSecret,
            @Nullable UUID createdBy,
            Instant createdAt,
            @Nullable Instant expiresAt) {}

    /// A key whose newest version Redis may not know.
    record Unpublished(UUID id, UUID accountId, long version) {}

    @SqlUpdate("""
            insert into api_key (id, account_id, environment, name, hash, pepper_version, hint, scopes,
                                 sealed_secret, created_by, created_at, expires_at)
            values (:id, :accountId, :environment, :name, :hash, :pepperVersion, :hint, :scopes,
                    :sealedSecret, :createdBy, :createdAt, :expiresAt)
            """)
    void insert(@BindMethods NewKey key);

    @SqlQuery("""
            select id, account_id, environment, name, hint, scopes, created_by, created_at, expires_at, revoked_at,
                   last_used_at, version
            from api_key where hash = :hash
            """)
    Optional<KeyRow> findByHash(byte[] hash);

    @SqlQuery("""
            select id, account_id, environment, name, hint, scopes, created_by, created_at, expires_at, revoked_at,
                   last_used_at, version
            from api_key where account_id = :accountId and id = :id
            """)
    Optional<KeyRow> find(UUID accountId, UUID id);

    @SqlQuery("""
            select id, account_id, environment, name, hint, scopes, created_by, created_at, expires_at, revoked_at,
                   last_used_at, version
            from api_key where account_id = :accountId and id < :before
            order by id desc limit :rows
            """)
    List<KeyRow> page(UUID accountId, UUID before, int rows);

    @SqlQuery("select count(*) from api_key where account_id = :accountId and revoked_at is null")
    int countOpen(UUID accountId);

    @SqlQuery("select sealed_secret from api_key where account_id = :accountId and id = :id")
    Optional<byte[]> sealedSecret(UUID accountId, UUID id);

    @SqlUpdate("update api_key set name = :name where account_id = :accountId and id = :id")
    int rename(UUID accountId, UUID id, String name);

    @SqlQuery("""
            update api_key set revoked_at = :now, sealed_secret = null, version = version + 1
            where account_id = :accountId and id = :id and revoked_at is null
            returning version
            """)
    Optional<Long> revoke(UUID accountId, UUID id, Instant now);

    @SqlQuery("""
            update api_key set expires_at = :at, version = version + 1
            where account_id = :accountId and id = :id and revoked_at is null
              and (expires_at is null or expires_at > :at)
            returning version
            """)
    Optional<Long> endAt(UUID accountId, UUID id, Instant at);

    @SqlUpdate("update api_key set published = :version where id = :id and published < :version")
    int published(UUID id, long version);

    @SqlQuery("select id, account_id, version from api_key where published < version order by id limit 1000")
    List<Unpublished> unpublished();
}
