package tools.sota.usage.reconcile;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.jdbi.v3.core.Jdbi;
import tools.sota.platform.Environment;

/// Compares the counts of admission with the sums of the ledger. A charge reaches admission's count a moment after the
/// ledger, so a count is right if it lies between what the ledger said a moment ago and what it says now; one that does
/// not, three times in a row, has drifted.
final class LiveCheck {
    private static final Duration MOMENT = Duration.ofSeconds(1);
    private static final int ROUNDS = 3;

    private final Jdbi jdbi;
    private final LiveCounts live;

    LiveCheck(Jdbi jdbi, LiveCounts live) {
        this.jdbi = jdbi;
        this.live = live;
    }

    /// @param since only periods that began later
    List<Drift> drifts(List<UUID> accounts, Instant since) {
        var suspects = new ArrayList<CompareRows.Period>();
        for (var account : accounts) {
            var periods = jdbi.withExtension(CompareRows.class, rows -> rows.periods(account, since));
            periods.stream()
                    .filter(period -> drift(period, period.calls()).isPresent())
                    .forEach(suspects::add);
        }
        List<Drift> drifts = List.of();
        for (int round = 0; round < ROUNDS && !suspects.isEmpty(); round++) {
            drifts = lookAgain(suspects);
            var drifted = drifts.stream().map(LiveCheck::name).toList();
            suspects.removeIf(period -> !drifted.contains(name(period)));
        }
        return suspects.isEmpty() ? List.of() : drifts;
    }

    private List<Drift> lookAgain(List<CompareRows.Period> suspects) {
        var before = suspects.stream().map(this::now).toList();
        LockSupport.parkNanos(this, MOMENT.toNanos());
        return before.stream()
                .map(period -> drift(period, now(period).calls()))
                .flatMap(Optional::stream)
                .toList();
    }

    private CompareRows.Period now(CompareRows.Period period) {
        long calls = jdbi.withExtension(
                CompareRows.class, rows -> rows.period(period.accountId(), period.environment(), period.periodStart()));
        return new CompareRows.Period(period.accountId(), period.environment(), period.periodStart(), calls);
    }

    /// @param before as it was a moment ago
    /// @param after calls by now
    private Optional<Drift> drift(CompareRows.Period before, long after) {
        var used = live.used(before.accountId(), Environment.of(before.environment()), before.periodStart());
        if (used.isEmpty() || (used.getAsLong() >= before.calls() && used.getAsLong() <= after)) {
            return Optional.empty();
        }
        return Optional.of(new Drift(
                Drift.Kind.LIVE,
                before.accountId(),
                before.environment(),
                before.periodStart(),
                null,
                null,
                after,
                used.getAsLong()));
    }

    private static String name(Drift drift) {
        return drift.accountId() + drift.environment() + drift.at();
    }

    private static String name(CompareRows.Period period) {
        return period.accountId() + period.environment() + period.periodStart();
    }
}
