package tools.sota.billing.dunning;

import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import tools.sota.billing.sync.AccountLock;
import tools.sota.billing.sync.SyncPart;
import tools.sota.catalog.Dunning;

/// Writes what is to be told after subscriptions, invoices and cards have been kept.
final class DunningPart implements SyncPart {
    /// A plan that fell longer ago than this is no news.
    private static final Duration NEWS = Duration.ofDays(7);

    private final DunningLetters letters;
    private final Dunning calendar;
    private final Clock clock;

    DunningPart(DunningLetters letters, Dunning calendar, Clock clock) {
        this.letters = letters;
        this.calendar = calendar;
        this.clock = clock;
    }

    @Override
    public Consumer<Handle> read(AccountLock.Held held, String customer) {
        return transaction -> write(transaction, held.account());
    }

    private void write(Handle transaction, UUID account) {
        var now = clock.instant();
        var rows = transaction.attach(DunningRows.class);
        rows.falls(account, now.minus(calendar.grace()), now.minus(NEWS))
                .forEach(fall -> letters.fell(transaction, account, fall));
        rows.expiring(account, now, now.plus(Duration.ofDays(calendar.cardNoticeDays())))
                .forEach(card -> letters.expiring(transaction, account, card));
    }
}
