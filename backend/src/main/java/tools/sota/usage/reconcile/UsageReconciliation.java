package tools.sota.usage.reconcile;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.sota.platform.Environment;
import tools.sota.platform.Ids;
import tools.sota.platform.Redis;

/// Compares rows, hourly, daily and period sums and admission's counts, account by account. The rows are the truth.
/// Each
/// drift is named, written down and healed; charges may go on meanwhile.
public final class UsageReconciliation {
    private static final Logger LOG = LoggerFactory.getLogger(UsageReconciliation.class);
    /// Holds the current period and the whole one before it.
    private static final Duration NIGHTLY = Duration.ofDays(64);

    private static final Duration LONGEST_PERIOD = Duration.ofDays(32);
    private static final Duration KEPT = Duration.ofDays(400);
    private static final Duration AHEAD = Duration.ofDays(2);
    private static final int CHUNK = 200;
    private static final int SHOWN = 1_000;

    private final Jdbi jdbi;
    private final AccountSums sums;
    private final LiveCheck liveCheck;
    private final LiveCounts live;
    private final Ids ids;
    private final Clock clock;

    UsageReconciliation(Jdbi jdbi, LiveCounts live, Clock clock) {
        this.jdbi = jdbi;
        this.sums = new AccountSums(jdbi);
        this.liveCheck = new LiveCheck(jdbi, live);
        this.live = live;
        this.ids = new Ids(clock);
        this.clock = clock;
    }

    /// What one run found.
    ///
    /// @param drifts how many
    /// @param first at most the first 1,000 of them; the table `reconciliation_drift` has all
    public record Summary(UUID run, Instant since, long accounts, long drifts, List<Drift> first) {}

    /// As a job runs it: everything that can still change.
    public void nightly() {
        run(clock.instant().minus(NIGHTLY));
        jdbi.useExtension(RunRows.class, rows -> rows.forget(clock.instant().minus(KEPT)));
    }

    /// How many drifts the last run found; 0 before the first.
    public long lastDrift() {
        return jdbi.withExtension(RunRows.class, rows -> rows.lastDrifts().orElse(0L));
    }

    /// @param since rows from that day on are compared
    /// @return empty when another run is under way
    public Optional<Summary> run(Instant since) {
        try (var lock = jdbi.open()) {
            var rows = lock.attach(RunRows.class);
            if (!rows.lock()) {
                return Optional.empty();
            }
            try {
                return Optional.of(locked(since.truncatedTo(ChronoUnit.DAYS)));
            } finally {
                rows.unlock();
            }
        }
    }

    private Summary locked(Instant since) {
        var run = ids.next();
        jdbi.useExtension(RunRows.class, rows -> rows.begin(run, since, clock.instant()));
        var first = new ArrayList<Drift>();
        long accounts = 0;
        long drifts = 0;
        for (var chunk = after(new UUID(0, 0)); !chunk.isEmpty(); chunk = after(chunk.getLast())) {
            var found = reconcile(run, since, chunk);
            found.stream().limit(SHOWN - first.size()).forEach(first::add);
            accounts += chunk.size();
            drifts += found.size();
        }
        long compared = accounts;
        long drifted = drifts;
        jdbi.useExtension(RunRows.class, rows -> rows.end(run, compared, drifted, clock.instant()));
        LOG.info("Usage of {} accounts was compared, {} counts had drifted", accounts, drifts);
        return new Summary(run, since, accounts, drifts, List.copyOf(first));
    }

    private List<UUID> after(UUID account) {
        return jdbi.withExtension(CompareRows.class, rows -> rows.accounts(account, CHUNK));
    }

    private List<Drift> reconcile(UUID run, Instant since, List<UUID> accounts) {
        // Rows of other nodes' clocks may be a little ahead of ours.
        var to = clock.instant().truncatedTo(ChronoUnit.DAYS).plus(AHEAD);
        var found = new ArrayList<Drift>();
        for (var account : accounts) {
            var drifts = sums.drifts(account, since, to);
            if (!drifts.isEmpty()) {
                jdbi.useTransaction(transaction -> heal(transaction, run, drifts));
                found.addAll(drifts);
            }
        }
        found.addAll(reconcileLive(run, accounts, found));
        return found;
    }

    /// A period whose sum was healed is counted anew as well: it was loaded from the wrong sum.
    private List<Drift> reconcileLive(UUID run, List<UUID> accounts, List<Drift> healed) {
        try {
            healed.stream().filter(drift -> drift.kind() == Drift.Kind.PERIOD).forEach(this::recount);
            var drifts = liveCheck.drifts(accounts, clock.instant().minus(LONGEST_PERIOD));
            drifts.forEach(this::recount);
            jdbi.useTransaction(transaction -> note(transaction, run, drifts));
            return drifts;
        } catch (Redis.RedisUnavailable e) {
            LOG.warn("Redis does not answer; what it counts is not compared this time");
            return List.of();
        }
    }

    private void recount(Drift drift) {
        live.recount(drift.accountId(), Environment.of(drift.environment()), drift.at());
    }

    /// By what is missing, so that what is charged meanwhile is kept; with the note of it, so that it is never healed
    /// twice.
    private static void heal(Handle transaction, UUID run, List<Drift> drifts) {
        var rows = transaction.attach(RunRows.class);
        for (var drift : drifts) {
            var account = drift.accountId();
            var environment = drift.environment();
            switch (drift.kind()) {
                case HOURLY -> {
                    rows.hourly(account, environment, drift.at(), drift.keyId(), drift.product(), drift.missing());
                    rows.emptyHours(account, environment, drift.at());
                }
                case DAILY -> {
                    rows.daily(account, environment, drift.at(), drift.keyId(), drift.product(), drift.missing());
                    rows.emptyDays(account, environment, drift.at());
                }
                case PERIOD -> rows.period(account, environment, drift.at(), drift.missing());
                case LIVE -> throw new IllegalArgumentException("What admission counts is no sum");
            }
        }
        note(transaction, run, drifts);
    }

    private static void note(Handle transaction, UUID run, List<Drift> drifts) {
        var rows = transaction.attach(RunRows.class);
        for (var drift : drifts) {
            LOG.warn(
                    "The {} count of account {} ({}) at {} was {} and is {} by the rows; it is healed",
                    drift.kind().code(),
                    drift.accountId(),
                    drift.environment(),
                    drift.at(),
                    drift.found(),
                    drift.expected());
            rows.note(run, drift, drift.kind().code());
        }
    }
}
