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

    /// Calls of a month that packs have paid for, up to this moment.
    public long drawn(UUID account, Instant periodStart) {
        draw(account);
        return jdbi.withExtension(PackRows.class, rows -> rows.drawn(account, periodStart));
    }

    /// Draws what was called since.
    void draw(UUID account) {
        var now = clock.instant();
        jdbi.useTransaction(transaction -> {
            var rows = transaction.attach(PackRows.class);
            if (rows.lock(account).isEmpty()) {
                return;
            }
            for (var month : rows.months(account, now.minus(LATE))) {
                draw(rows, month, now);
            }
        });
    }

    private void draw(PackRows rows, PackMonth month, Instant now) {
        var account = month.accountId();
        long calls =
                counted.count(account, Environment.LIVE, month.periodStart()).calls()
                        + entitlements.taken(account, month.periodStart());
        long wanted = calls - month.included() - rows.drawn(account, month.periodStart());
        for (var pack : rows.ofAccount(account)) {
            long taken = Math.min(wanted, paysFor(pack, month, now) ? pack.left() : 0);
            if (taken > 0) {
                rows.draw(pack.id(), account, month.periodStart(), taken);
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
