package tools.sota.billing.changes;

import java.time.Clock;
import java.time.Duration;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import tools.sota.billing.sync.AccountLock;
import tools.sota.billing.sync.SyncPart;
import tools.sota.limits.Entitlements;

/// An upgrade may wait for its payment for most of a day, and the figures of its invoice stand. Calls that its credit
/// gives back and that are made meanwhile count in the period that it buys. Looked at for two days, for calls may be
/// counted late.
final class WaitedCalls implements SyncPart {
    private static final Duration LOOKED_AT = Duration.ofDays(2);

    private final Entitlements entitlements;
    private final Clock clock;

    WaitedCalls(Entitlements entitlements, Clock clock) {
        this.entitlements = entitlements;
        this.clock = clock;
    }

    @Override
    public Consumer<Handle> read(AccountLock.Held held, String customer) {
        return transaction -> transaction
                .attach(UpgradeCredits.class)
                .since(held.account(), clock.instant().minus(LOOKED_AT))
                .forEach(credit -> take(transaction, credit));
    }

    private void take(Handle transaction, UpgradeCredit credit) {
        var table = transaction.attach(UpgradeCredits.class);
        for (var start : table.begun(credit)) {
            long calls = credit.madeAllTheSame(table.counted(credit.accountId(), credit.monthStart(), start));
            if (calls > 0) {
                entitlements.take(transaction, credit.accountId(), start, calls);
            }
        }
    }
}
