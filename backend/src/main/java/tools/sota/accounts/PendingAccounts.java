package tools.sota.accounts;

import java.time.Clock;
import java.time.Duration;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Accounts that nobody proved and nobody paid for go after a week, with their user and all they hold.
public final class PendingAccounts {
    static final Duration KEPT = Duration.ofDays(7);
    private static final int AT_ONCE = 200;
    private static final Logger LOG = LoggerFactory.getLogger(PendingAccounts.class);

    private final Jdbi jdbi;
    private final Clock clock;

    PendingAccounts(Jdbi jdbi, Clock clock) {
        this.jdbi = jdbi;
        this.clock = clock;
    }

    /// @return how many accounts went
    public int sweep() {
        int gone = 0;
        int now;
        do {
            now = sweepSome();
            gone += now;
        } while (now > 0);
        if (gone > 0) {
            LOG.info("Deleted {} accounts that were neither proved nor paid within {} days", gone, KEPT.toDays());
        }
        return gone;
    }

    private int sweepSome() {
        var before = clock.instant().minus(KEPT);
        return jdbi.inTransaction(transaction -> {
            var memberships = transaction.attach(Memberships.class);
            var pending = memberships.lockPending(before, AT_ONCE);
            if (pending.isEmpty()) {
                return 0;
            }
            int accounts = memberships.deleteAccounts(pending.stream()
                    .map(Memberships.Pending::accountId)
                    .distinct()
                    .toList());
            memberships.deleteUsersWithoutAccount(
                    pending.stream().map(Memberships.Pending::userId).distinct().toList());
            return accounts;
        });
    }
}
