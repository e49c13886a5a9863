package tools.sota.limits;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import tools.sota.platform.Database;
import tools.sota.platform.Environment;

/// Which plan an account is on, and what that allows. Asked for by every request, so kept in the process until a change
/// is heard of.
public final class Entitlements implements AutoCloseable {
    private final Jdbi jdbi;
    private final PlanLimits limits;
    private final AccountStanding accounts;
    private final Clock clock;
    private final Standings standings;

    /// What limits need to know of an account beyond its plan.
    public interface AccountStanding {
        Facts of(UUID accountId);
    }

    /// @param proven whether it has proved an address or paid an invoice
    public record Facts(boolean proven, Instant createdAt) {}

    Entitlements(Database database, PlanLimits limits, AccountStanding accounts, Clock clock) {
        this.jdbi = database.rows(Entitlement.class, LimitOverride.class, TakenCalls.class)
                .hurried();
        this.limits = limits;
        this.accounts = accounts;
        this.clock = clock;
        this.standings = new Standings(database, this::read);
    }

    public Entitlement of(UUID accountId) {
        return standings.of(accountId).entitlement();
    }

    /// What the account may do in the environment at this moment.
    public Allowance allowance(UUID accountId, Environment environment) {
        return allowance(standings.of(accountId), environment);
    }

    /// How many live calls of a period this plan pays for, if the account is on it.
    public long included(UUID accountId, String plan) {
        return included(standings.of(accountId), Environment.LIVE, limits.plan(plan));
    }

    private static long included(Standing account, Environment environment, PlanLimits.Limit limit) {
        return account.override(environment, LimitOverride.QUOTA)
                .map(LimitOverride::calls)
                .orElse(limit.calls());
    }

    /// As {@link #allowance(UUID, Environment)}, when it is known without asking a store.
    public Optional<Allowance> known(UUID accountId, Environment environment) {
        return standings.known(accountId).map(standing -> allowance(standing, environment));
    }

    /// The further limits of a product's operation as they hold for this account.
    public List<NamedLimit> further(UUID accountId, Environment environment, List<NamedLimit> limits) {
        if (limits.isEmpty()) {
            return limits;
        }
        var standing = standings.of(accountId);
        return limits.stream()
                .map(limit -> standing.override(environment, limit.name())
                        .map(override -> override.over(limit))
                        .orElse(limit))
                .toList();
    }

    /// Writes the plan in the caller's transaction; call {@link #changed} after it has committed.
    public void set(Handle transaction, Entitlement entitlement) {
        transaction.attach(EntitlementRows.class).put(entitlement, clock.instant());
    }

    /// Counts live calls as used in a period that begins after they were made; call {@link #changed} after the commit.
    public void take(Handle transaction, UUID accountId, Instant periodStart, long calls) {
        transaction.attach(EntitlementRows.class).take(accountId, periodStart, calls);
    }

    /// Live calls that count in this period although they were made before it.
    public long taken(UUID accountId, Instant periodStart) {
        return standings.of(accountId).takenIn(periodStart);
    }

    /// Forgets what this node knew of the account.
    public void changed(UUID accountId) {
        standings.forget(accountId);
    }

    @Override
    public void close() {
        standings.close();
    }

    private Allowance allowance(Standing account, Environment environment) {
        var now = clock.instant();
        boolean live = environment == Environment.LIVE;
        var limit = live ? limits.plan(account.entitlement().plan()) : limits.testKeys(account.proven());
        var period = live ? account.entitlement().periodAt(now) : testPeriod(account, now);
        var rate = new NamedLimit(LimitOverride.RATE, limit.capacity(), limit.perMinute());
        return new Allowance(
                account.override(environment, LimitOverride.RATE)
                        .map(override -> override.over(rate))
                        .orElse(rate),
                Math.max(0, included(account, environment, limit) - (live ? account.takenIn(period.start()) : 0)),
                live ? account.entitlement().beyondCalls() : 0,
                period);
    }

    /// Calls of an unproven account are counted over its whole life; the end is only there to be shown.
    private static Period testPeriod(Standing account, Instant now) {
        return account.proven()
                ? Period.day(now)
                : new Period(account.createdAt(), account.createdAt().plus(Duration.ofDays(3650)));
    }

    private Standing read(UUID accountId) {
        return jdbi.withExtension(EntitlementRows.class, rows -> {
            var entitlement = rows.find(accountId).orElseGet(() -> new Entitlement(accountId, "free", null, 0));
            var facts = accounts.of(accountId);
            return new Standing(
                    entitlement, facts.proven(), facts.createdAt(), rows.overrides(accountId), rows.taken(accountId));
        });
    }
}
