package tools.sota.keys;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;
import tools.sota.platform.IpRange;

/// The table of keys.
interface Keys {
    /// Everything but the secret; the `where` follows.
    String READ = """
            select id, account_id, environment, name, hint, scopes, ip_allow_list, monthly_cap, rate_per_minute,
                   burst, freeze_on_abnormal_use, created_by, created_at, expires_at, revoked_at, ended_by, frozen_at,
                   frozen_by, last_used_at, version
            from api_key
            """;

    /// A key about to be stored.
    record NewKey(
            UUID id,
            UUID accountId,
            String environment,
            byte[] hash,
            int pepperVersion,
            String hint,
            byte @Nullable [] sealedSecret,
            @Nullable UUID createdBy,
            Instant createdAt,
            SettingsRow settings) {}

    /// What a member sets, in the words of the table.
    record SettingsRow(
            String name,
            List<String> scopes,
            List<String> ipAllowList,
            @Nullable Integer monthlyCap,
            @Nullable Integer ratePerMinute,
            @Nullable Integer burst,
            @Nullable Instant expiresAt,
            boolean freezeOnAbnormalUse) {

        static SettingsRow of(KeySettings settings) {
            var rate = settings.rate();
            return new SettingsRow(
                    settings.name(),
                    settings.scopes().stream().map(Scope::code).toList(),
                    settings.ipAllowList().stream().map(IpRange::text).toList(),
                    settings.monthlyCap(),
                    rate == null ? null : rate.perMinute(),
                    rate == null ? null : rate.burst(),
                    settings.expiresAt(),
                    settings.freezeOnAbnormalUse());
        }
    }

    /// A key whose newest version Redis may not know.
    record Changed(UUID id, UUID accountId, long version) {}

    /// A key that was ended, as its owner knows it.
    record Revoked(UUID id, UUID accountId, long version, String name, String hint) {
        Changed changed() {
            return new Changed(id, accountId, version);
        }
    }

    @SqlUpdate("""
            insert into api_key (id, account_id, environment, name, hash, pepper_version, hint, scopes, ip_allow_list,
                                 monthly_cap, rate_per_minute, burst, freeze_on_abnormal_use, sealed_secret, created_by,
                                 created_at, expires_at)
            values (:id, :accountId, :environment, :settings.name, :hash, :pepperVersion, :hint, :settings.scopes,
                    :settings.ipAllowList, :settings.monthlyCap, :settings.ratePerMinute, :settings.burst,
                    :settings.freezeOnAbnormalUse, :sealedSecret, :createdBy, :createdAt, :settings.expiresAt)
            """)
    void insert(@BindMethods NewKey key);

    @SqlQuery(READ + "where hash = :hash")
    Optional<KeyRow> findByHash(byte[] hash);

    @SqlQuery(READ + "where id = :id")
    Optional<KeyRow> findById(UUID id);

    @SqlQuery(READ + "where account_id = :accountId and id = :id")
    Optional<KeyRow> find(UUID accountId, UUID id);

    /// Nobody else changes the key until the transaction ends.
    @SqlQuery(READ + "where account_id = :accountId and id = :id for update")
    Optional<KeyRow> lock(UUID accountId, UUID id);

    @SqlQuery(READ + "where account_id = :accountId and id < :before order by id desc limit :rows")
    List<KeyRow> page(UUID accountId, UUID before, int rows);

    /// Of several who make keys in one account, one goes on at a time.
    @SqlQuery("select id from account where id = :accountId for no key update")
    Optional<UUID> lockAccount(UUID accountId);

    @SqlQuery("select count(*) from api_key where account_id = :accountId and revoked_at is null")
    int countOpen(UUID accountId);

    @SqlQuery("select sealed_secret from api_key where account_id = :accountId and id = :id")
    Optional<byte[]> sealedSecret(UUID accountId, UUID id);

    /// @param raise 1 when admission must see the change, 0 otherwise
    @SqlUpdate("""
            update api_key
            set name = :name, scopes = :scopes, ip_allow_list = :ipAllowList, monthly_cap = :monthlyCap,
                rate_per_minute = :ratePerMinute, burst = :burst, expires_at = :expiresAt,
                 freeze_on_abnormal_use = :freezeOnAbnormalUse, version = version + :raise
            where id = :id
            """)
    int set(UUID id, @BindMethods SettingsRow settings, int raise);

    @SqlUpdate("""
            update api_key set revoked_at = :now, ended_by = :by, sealed_secret = null, version = version + 1
            where account_id = :accountId and id = :id and revoked_at is null
            """)
    int revoke(UUID accountId, UUID id, String by, Instant now);

    @SqlQuery("""
            update api_key set revoked_at = :now, ended_by = :by, sealed_secret = null, version = version + 1
            where hash = :hash and revoked_at is null
            returning id, account_id, version
            """)
    Optional<Changed> revokeByHash(byte[] hash, String by, Instant now);

    /// Keys of the accounts that the user owns, unless another member made them.
    @SqlQuery("""
            update api_key k set revoked_at = :now, ended_by = :by, sealed_secret = null, version = version + 1
            from membership m
            where m.user_id = :userId and m.role = 'owner' and k.account_id = m.account_id
              and k.environment = any(:environments) and k.created_at < :before and k.revoked_at is null
              and (k.created_by is null or k.created_by = :userId)
            returning k.id, k.account_id, k.version, k.name, k.hint
            """)
    List<Revoked> revokeOfOwner(UUID userId, List<String> environments, Instant before, String by, Instant now);

    @SqlUpdate("""
            update api_key set frozen_at = :now, frozen_by = :by, version = version + 1
            where id = :id and frozen_at is null
            """)
    int freeze(UUID id, String by, Instant now);

    @SqlUpdate("""
            update api_key set frozen_at = null, frozen_by = null, version = version + 1
            where id = :id and frozen_at is not null
            """)
    int unfreeze(UUID id);

    @SqlQuery("""
            update api_key set expires_at = :at, rotated_at = :now, version = version + 1
            where account_id = :accountId and id = :id and revoked_at is null and rotated_at is null
              and (expires_at is null or expires_at > :at)
            returning version
            """)
    Optional<Long> rotate(UUID accountId, UUID id, Instant at, Instant now);

    @SqlUpdate("update api_key set published = :version where id = :id and published < :version")
    int published(UUID id, long version);

    @SqlQuery("select id, account_id, version from api_key where published < version order by id limit 1000")
    List<Changed> unpublished();
}
