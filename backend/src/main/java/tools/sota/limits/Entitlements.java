package tools.sota.limits;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import tools.sota.platform.Environment;

/// Which plan an account is on, and what that allows. Read on every request, so kept in the process for two seconds;
/// other nodes hear of a change within that time.
public final class Entitlements {
    private static final Duration KEPT = Duration.ofSeconds(2);
    private static final int CACHED = 100_000;

    private final Jdbi jdbi;
    private final PlanLimits limits;
    private final AccountStanding standing;
    private final Clock clock;
    private final Cache<UUID, Standing> cache =
            Caffeine.newBuilder().expireAfterWrite(KEPT).maximumSize(CACHED).build();

    /// What limits need to know of an account beyond its plan.
    public interface AccountStanding {
        /// Whether it has proved an address or paid an invoice.
        boolean isProven(UUID accountId);

        Instant createdAt(UUID accountId);
    }

    private record Standing(Entitlement entitlement, boolean proven, Instant createdAt) {}

    Entitlements(Jdbi jdbi, PlanLimits limits, AccountStanding standing, Clock clock) {
        this.jdbi = jdbi;
        this.limits = limits;
        this.standing = standing;
        this.clock = clock;
    }

    public Entitlement of(UUID accountId) {
        return standing(accountId).entitlement();
    }

    /// What the account may do in the environment at this moment.
    public Allowance allowance(UUID accountId, Environment environment) {
        var now = clock.instant();
        var account = standing(accountId);
        if (environment == Environment.LIVE) {
            var entitlement = account.entitlement();
            return allowance(limits.plan(entitlement.plan()), entitlement.periodAt(now));
        }
        var limit = limits.testKeys(account.proven());
        return allowance(limit, account.proven() ? Period.day(now) : trialRun(account.createdAt()));
    }

    /// Writes the plan in the caller's transaction; call {@link #changed} after it has committed.
    public void set(Handle transaction, Entitlement entitlement) {
        transaction.attach(EntitlementRows.class).put(entitlement, clock.instant());
    }

    /// Forgets what this node knew of the account.
    public void changed(UUID accountId) {
        cache.invalidate(accountId);
    }

    /// Calls of an unproven account are counted over its whole life; the end is only there to be shown.
    private static Period trialRun(Instant createdAt) {
        return new Period(createdAt, createdAt.plus(Duration.ofDays(3650)));
    }

    private static Allowance allowance(PlanLimits.Limit limit, Period period) {
        return new Allowance(limit.capacity(), limit.perMinute(), limit.calls(), period);
    }

    private Standing standing(UUID accountId) {
        return cache.get(accountId, this::load);
    }

    private Standing load(UUID accountId) {
        var entitlement = jdbi.withExtension(EntitlementRows.class, rows -> rows.find(accountId))
                .orElseGet(() -> new Entitlement(accountId, "free", null));
        return new Standing(entitlement, standing.isProven(accountId), standing.createdAt(accountId));
    }
}
