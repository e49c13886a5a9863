package tools.sota.usage.alerts;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import tools.sota.accounts.Accounts;
import tools.sota.limits.Allowance;
import tools.sota.limits.Entitlements;
import tools.sota.notify.Letter;
import tools.sota.notify.Mail;
import tools.sota.notify.Outbox;
import tools.sota.platform.Environment;
import tools.sota.usage.LedgerWatcher;
import tools.sota.usage.PeriodTotal;

/// Tells the owner of an account that 50, 80 or 100 percent of the live quota are used, each once a period. The mail is
/// in the outbox in the very transaction that books the call which reached the threshold, so it comes before the first
/// refusal and never without its cause. Of several thresholds reached at once only the highest is told of.
public final class QuotaAlerts implements LedgerWatcher {
    private static final List<Integer> THRESHOLDS = List.of(50, 80, 100);
    private static final int PERCENT = 100;

    private final Entitlements entitlements;
    private final Accounts accounts;
    private final Outbox outbox;
    private final AlertLetters letters;
    private final Clock clock;

    QuotaAlerts(Entitlements entitlements, Accounts accounts, Outbox outbox, AlertLetters letters, Clock clock) {
        this.entitlements = entitlements;
        this.accounts = accounts;
        this.outbox = outbox;
        this.letters = letters;
        this.clock = clock;
    }

    /// For the header `Sota-Quota-Warning`: the highest of 50, 80 and 100 percent that is reached.
    public static Optional<Integer> warning(long used, long limit) {
        return THRESHOLDS.reversed().stream()
                .filter(percent -> isReached(percent, used, limit))
                .findFirst();
    }

    @Override
    public void drained(Handle transaction, List<PeriodTotal> totals) {
        for (var total : totals) {
            if (total.environment() == Environment.LIVE) {
                allowance(total.accountId(), total.periodStart())
                        .filter(allowance -> !warning(total.after(), allowance.included())
                                .equals(warning(total.before(), allowance.included())))
                        .ifPresent(allowance -> reached(transaction, total.accountId(), allowance, total.after()));
            }
        }
    }

    /// What the account may do in the period, if that is the current one: a warning about an earlier one helps nobody.
    Optional<Allowance> allowance(UUID accountId, Instant periodStart) {
        try {
            return Optional.of(entitlements.allowance(accountId, Environment.LIVE))
                    .filter(allowance -> allowance.period().start().equals(periodStart));
        } catch (NoSuchElementException gone) {
            return Optional.empty();
        }
    }

    /// Notes every threshold that is reached, and tells of the highest that was not noted before and is wanted.
    void reached(Handle transaction, UUID accountId, Allowance allowance, long used) {
        var rows = transaction.attach(AlertRows.class);
        var reached = THRESHOLDS.stream()
                .filter(percent -> isReached(percent, used, allowance.included()))
                .map(String::valueOf)
                .toList();
        var setting = setting(rows, accountId);
        var start = allowance.period().start();
        rows.note(accountId, start, reached, clock.instant()).stream()
                .map(Integer::valueOf)
                .filter(setting::wants)
                .max(Integer::compareTo)
                .ifPresent(percent -> tell(
                        transaction,
                        accountId,
                        start,
                        percent.toString(),
                        letters.used(accountId, percent, allowance, used)));
    }

    /// Tells once a period that the quota ends before the period does.
    void runsOut(Handle transaction, UUID accountId, Allowance allowance, long used, Instant on) {
        var rows = transaction.attach(AlertRows.class);
        var start = allowance.period().start();
        if (setting(rows, accountId).runsOut()
                && !rows.note(accountId, start, List.of("runs_out"), clock.instant())
                        .isEmpty()) {
            tell(transaction, accountId, start, "runs_out", letters.runsOut(accountId, on, allowance, used));
        }
    }

    static AlertSetting setting(AlertRows rows, UUID accountId) {
        return rows.setting(accountId)
                .map(row -> new AlertSetting(row.used50(), row.used80(), row.used100(), row.runsOut()))
                .orElse(AlertSetting.EVERYTHING);
    }

    private void tell(Handle transaction, UUID accountId, Instant periodStart, String kind, Letter letter) {
        accounts.ownerEmail(accountId)
                .ifPresent(owner -> outbox.add(
                        transaction,
                        new Mail(
                                String.join(
                                        ":",
                                        Stream.of("quota", accountId, periodStart.toEpochMilli(), kind)
                                                .map(String::valueOf)
                                                .toList()),
                                "quota",
                                owner,
                                letter)));
    }

    private static boolean isReached(int percent, long used, long limit) {
        // Divided first: an unlimited quota is the largest number there is.
        long threshold = limit / PERCENT * percent + Math.ceilDiv(limit % PERCENT * percent, PERCENT);
        return limit > 0 && used >= threshold;
    }
}
