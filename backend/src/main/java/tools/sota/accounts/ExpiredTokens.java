package tools.sota.accounts;

import java.time.Clock;
import java.time.Duration;
import org.jdbi.v3.core.Jdbi;

/// Deletes sessions and links that have long expired. They are kept for a while, so that an old one is still told apart
/// from
/// an unknown one.
public final class ExpiredTokens {
    private static final Duration KEPT = Duration.ofDays(7);

    private final Jdbi jdbi;
    private final Clock clock;

    ExpiredTokens(Jdbi jdbi, Clock clock) {
        this.jdbi = jdbi;
        this.clock = clock;
    }

    /// @return how many sessions and links went
    public int sweep() {
        var before = clock.instant().minus(KEPT);
        return jdbi.withExtension(Sessions.class, sessions -> sessions.deleteExpired(before))
                + jdbi.withExtension(EmailTokens.class, tokens -> tokens.deleteExpired(before));
    }
}
