package tools.sota.billing.moneyback;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.sqlobject.statement.SqlQuery;

/// The table of accounts that tried stolen cards.
interface CardTestingRows {
    @SqlQuery("select until from card_testing where account_id = :accountId")
    Optional<Instant> until(UUID accountId);

    /// @return 1 when it is news: further refusals of those who wait already only make them wait longer
    @SqlQuery("""
            with before as (select until from card_testing where account_id = :accountId),
            put as (
              insert into card_testing (account_id, until, seen_at) values (:accountId, :until, :now)
              on conflict (account_id) do update
              set until = greatest(card_testing.until, excluded.until), seen_at = excluded.seen_at
              returning 1)
            select count(*) from put where not exists (select 1 from before where until > :now)
            """)
    int put(UUID accountId, Instant until, Instant now);
}
