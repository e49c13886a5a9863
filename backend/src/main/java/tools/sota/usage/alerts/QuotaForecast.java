package tools.sota.usage.alerts;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.sota.limits.Allowance;

/// Says when a quota runs out if it goes on like this.
///
/// The pace is the calls of the last seven days, of those in the current period, divided by the time since the first of
/// them. It is told once a period, if at least a fifth of the quota is used, at least 24 hours have passed since the
/// first of those calls, calls are left, and at that pace none are left before the period ends. The same walk tells of
/// thresholds that were not reached by a call but by a smaller plan.
public final class QuotaForecast {
    private static final Logger LOG = LoggerFactory.getLogger(QuotaForecast.class);
    private static final Duration LATELY = Duration.ofDays(7);
    private static final Duration ENOUGH = Duration.ofHours(24);
    private static final Duration LONGEST_PERIOD = Duration.ofDays(32);
    private static final int A_FIFTH = 5;
    private static final int CHUNK = 500;

    private final Jdbi jdbi;
    private final QuotaAlerts alerts;
    private final Clock clock;

    QuotaForecast(Jdbi jdbi, QuotaAlerts alerts, Clock clock) {
        this.jdbi = jdbi;
        this.alerts = alerts;
        this.clock = clock;
    }

    /// Looks at every account that has used its live quota in the current period.
    public void look() {
        var oldest = clock.instant().minus(LONGEST_PERIOD);
        var after = new UUID(0, 0);
        List<AlertRows.Used> chunk;
        do {
            var from = after;
            chunk = jdbi.withExtension(AlertRows.class, rows -> rows.used(from, oldest, 1, CHUNK));
            chunk.forEach(this::look);
            after = chunk.isEmpty() ? after : chunk.getLast().accountId();
        } while (chunk.size() == CHUNK);
    }

    private void look(AlertRows.Used used) {
        try {
            alerts.allowance(used.accountId(), used.periodStart())
                    .ifPresent(allowance -> jdbi.useTransaction(transaction -> look(transaction, allowance, used)));
        } catch (RuntimeException e) {
            LOG.warn("No forecast for account {}: {}", used.accountId(), e.getMessage());
        }
    }

    private void look(Handle transaction, Allowance allowance, AlertRows.Used used) {
        alerts.reached(transaction, used.accountId(), allowance, used.calls());
        var from = later(allowance.period().start(), clock.instant().minus(LATELY));
        var lately = transaction.attach(AlertRows.class).lately(used.accountId(), from);
        end(allowance, used.calls(), lately, clock.instant())
                .ifPresent(on -> alerts.runsOut(transaction, used.accountId(), allowance, used.calls(), on));
    }

    /// When the quota runs out, if that is to be told.
    static Optional<Instant> end(Allowance allowance, long used, AlertRows.Lately lately, Instant now) {
        long left = allowance.calls() - used;
        var since = lately.since();
        if (since == null || left <= 0 || used < Math.ceilDiv(allowance.included(), A_FIFTH)) {
            return Optional.empty();
        }
        var observed = Duration.between(since, now);
        if (observed.compareTo(ENOUGH) < 0) {
            return Optional.empty();
        }
        double callsPerSecond = (double) lately.calls() / observed.toSeconds();
        double seconds = left / callsPerSecond;
        long untilEnd = Duration.between(now, allowance.period().end()).toSeconds();
        return seconds < untilEnd ? Optional.of(now.plusSeconds((long) seconds)) : Optional.empty();
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
