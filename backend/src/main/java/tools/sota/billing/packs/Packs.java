package tools.sota.billing.packs;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import tools.sota.limits.CountedCalls;
import tools.sota.limits.Entitlements;
import tools.sota.limits.Period;
import tools.sota.platform.Database;
import tools.sota.platform.Environment;

/// Says how many prepaid calls may pass, and draws those that did from the packs, the one that expires first before the
/// others.
public final class Packs {
    /// Calls may wait in a node's journal for a while after they were made: for so long a pack that is over pays for
    /// them.
    private static final Duration SETTLED = Duration.ofMinutes(10);
    /// For how long calls of a month that is over are still looked for.
    private static final Duration LATE = Duration.ofDays(7);

    private final Jdbi jdbi;
    private final CountedCalls counted;
    private final Entitlements entitlements;
    private final Clock clock;

    public Packs(Database database, CountedCalls counted, Entitlements entitlements, Clock clock) {
        this.jdbi = database.rows(Pack.class, PackMonth.class).jdbi();
        this.counted = counted;
        this.entitlements = entitlements;
        this.clock = clock;
    }

    /// How many prepaid calls may pass in this month, those that have passed among them.
    ///
    /// @param included calls that the plan pays for
    public long allow(Handle transaction, UUID account, Period month, long included) {
        var rows = transaction.attach(PackRows.class);
        var now = clock.instant();
        long left = rows.ofAccount(account).stream()
                .filter(pack -> pack.isGoodAt(now))
                .mapToLong(Pack::left)
                .sum();
        long drawn = rows.drawn(account, month.start());
        if (left + drawn > 0) {
            rows.note(new PackMonth(account, month.start(), month.end(), included));
        }
        return left + drawn;
    }

    /// The months before end here.
    public void cut(Handle transaction, UUID account, Instant end) {
        transaction.attach(PackRows.class).cut(account, end);
    }

    /// Calls of a month that packs pay for; nobody draws until the transaction ends.
    ///
    /// @param calls that were counted in the month, counted before the transaction
    public long drawn(Handle transaction, UUID account, Instant periodStart, long calls) {
        var rows = transaction.attach(PackRows.class);
        if (!rows.lock(account).isEmpty()) {
            rows.month(account, periodStart).ifPresent(month -> draw(rows, month, calls));
        }
        return rows.drawn(account, periodStart);
    }

    /// Draws what was called since.
    void draw(UUID account) {
        var months = jdbi.withExtension(
                PackRows.class, rows -> rows.months(account, clock.instant().minus(LATE)));
        for (var month : months) {
            long calls = calls(account, month.periodStart());
            jdbi.useTransaction(transaction -> drawn(transaction, account, month.periodStart(), calls));
        }
    }

    /// Calls of a month that were counted so far.
    public long calls(UUID account, Instant periodStart) {
        return counted.count(account, Environment.LIVE, periodStart).calls() + entitlements.taken(account, periodStart);
    }

    private void draw(PackRows rows, PackMonth month, long calls) {
        var account = month.accountId();
        var start = month.periodStart();
        long wanted = calls - month.included() - rows.drawn(account, start) - rows.billed(account, start);
        for (var pack : rows.ofAccount(account)) {
            long taken = Math.min(wanted, paysFor(pack, month, clock.instant()) ? pack.left() : 0);
            if (taken > 0) {
                rows.draw(pack.id(), account, start, taken);
                wanted -= taken;
            }
        }
    }

    /// What is bought after a month's end, or was over before its beginning, pays for nothing in it.
    private static boolean paysFor(Pack pack, PackMonth month, Instant now) {
        var bought = pack.boughtAt();
        return bought != null
                && bought.isBefore(month.periodEnd())
                && pack.isGoodAt(month.periodStart())
                && pack.isGoodAt(now.minus(SETTLED));
    }
}
