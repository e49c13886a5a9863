package tools.sota.platform;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/// Claims on Idempotency-Keys.
interface IdempotencyKeys {
    record Claim(
            byte[] fingerprint, Instant claimedAt, byte @Nullable [] answer, boolean tooLarge, boolean effectMade) {}

    @SqlUpdate("""
            insert into idempotency_key (id, account_id, fingerprint, claimed_at)
            values (:id, :accountId, :fingerprint, :now)
            on conflict (id) do nothing
            """)
    int claim(byte[] id, @Nullable UUID accountId, byte[] fingerprint, Instant now);

    @SqlQuery("select fingerprint, claimed_at, answer, too_large, effect_made from idempotency_key where id = :id")
    Optional<Claim> find(byte[] id);

    /// Takes over a claim whose holder died, or that has grown old; one of several rivals wins.
    @SqlUpdate("""
            update idempotency_key
            set claimed_at = :now, fingerprint = :fingerprint, answer = null, too_large = false, effect_made = false
            where id = :id and claimed_at = :seen
            """)
    int takeOver(byte[] id, byte[] fingerprint, Instant seen, Instant now);

    @SqlUpdate("""
            update idempotency_key set answer = :answer, too_large = :tooLarge
            where id = :id and claimed_at = :claimedAt
            """)
    int answer(byte[] id, Instant claimedAt, byte @Nullable [] answer, boolean tooLarge);

    @SqlUpdate("update idempotency_key set effect_made = true where id = :id and claimed_at = :claimedAt")
    int effect(byte[] id, Instant claimedAt);

    @SqlUpdate("""
            delete from idempotency_key
            where id = :id and claimed_at = :claimedAt and answer is null and not effect_made
            """)
    int giveBack(byte[] id, Instant claimedAt);

    @SqlUpdate("delete from idempotency_key where claimed_at < :before")
    int deleteOlder(Instant before);
}
