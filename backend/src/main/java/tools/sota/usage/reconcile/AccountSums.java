package tools.sota.usage.reconcile;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;

/// Compares the sums of one account with its rows, some days at a time, all in one snapshot.
final class AccountSums {
    private static final Duration DAY = Duration.ofDays(1);
    /// Calls of one question; a day with more is one question alone.
    private static final long CHUNK = 100_000;

    private final Jdbi jdbi;

    AccountSums(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    private record PeriodName(String environment, Instant start) {}

    /// @param from start of a day. Periods are compared that began a day later: a request may be admitted in a period
    /// that
    ///     began just after it came in
    /// @param to start of a day
    List<Drift> drifts(UUID accountId, Instant from, Instant to) {
        return jdbi.inTransaction(TransactionIsolationLevel.REPEATABLE_READ, snapshot -> {
            snapshot.execute("set transaction read only");
            return drifts(snapshot, accountId, from, to);
        });
    }

    private static List<Drift> drifts(Handle snapshot, UUID accountId, Instant from, Instant to) {
        var rows = snapshot.attach(CompareRows.class);
        var drifts = new ArrayList<Drift>();
        var periods = new HashMap<PeriodName, Long>();
        var start = from;
        for (var end : ends(rows.days(accountId, from, to), to)) {
            for (var compared : rows.compare(accountId, start, end)) {
                if (compared.kind().equals("period")) {
                    periods.merge(
                            new PeriodName(compared.environment(), compared.at()), compared.expected(), Long::sum);
                } else {
                    drifts.add(drift(accountId, compared));
                }
            }
            start = end;
        }
        drifts.addAll(periods(accountId, periods, rows.periods(accountId, from.plus(DAY)), from.plus(DAY)));
        drifts.sort(Drift.ORDER);
        return drifts;
    }

    /// Where each question ends: after the day that fills it.
    private static List<Instant> ends(List<CompareRows.Day> days, Instant to) {
        var ends = new ArrayList<Instant>();
        long calls = 0;
        for (var day : days) {
            calls += day.calls();
            var end = day.day().plus(DAY);
            if (calls >= CHUNK && end.isBefore(to)) {
                ends.add(end);
                calls = 0;
            }
        }
        ends.add(to);
        return ends;
    }

    private static List<Drift> periods(
            UUID accountId, Map<PeriodName, Long> expected, List<CompareRows.Period> sums, Instant from) {
        var found = new HashMap<PeriodName, Long>();
        sums.forEach(sum -> found.put(new PeriodName(sum.environment(), sum.periodStart()), sum.calls()));
        var names = new HashSet<>(expected.keySet());
        names.addAll(found.keySet());
        return names.stream()
                .filter(name -> !name.start().isBefore(from))
                .map(name -> new Drift(
                        Drift.Kind.PERIOD,
                        accountId,
                        name.environment(),
                        name.start(),
                        null,
                        null,
                        expected.getOrDefault(name, 0L),
                        found.getOrDefault(name, 0L)))
                .filter(drift -> drift.missing() != 0)
                .toList();
    }

    private static Drift drift(UUID accountId, CompareRows.Compared compared) {
        var kind = compared.kind().equals("hourly") ? Drift.Kind.HOURLY : Drift.Kind.DAILY;
        return new Drift(
                kind,
                accountId,
                compared.environment(),
                compared.at(),
                compared.keyId(),
                compared.product(),
                compared.expected(),
                compared.found());
    }
}
