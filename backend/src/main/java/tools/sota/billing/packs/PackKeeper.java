package tools.sota.billing.packs;

import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.sota.billing.subscriptions.BeyondPlan;
import tools.sota.billing.subscriptions.CurrentSubscription;
import tools.sota.billing.sync.AccountLock;
import tools.sota.limits.Entitlement;
import tools.sota.limits.Entitlements;

/// Draws from packs while time passes: months begin and packs end without anybody's doing.
final class PackKeeper {
    private static final Logger LOG = LoggerFactory.getLogger(PackKeeper.class);
    /// A pack that has ended still has to be taken from what may pass.
    private static final Duration ENDED = Duration.ofDays(2);

    private final Jdbi jdbi;
    private final Packs packs;
    private final AccountLock lock;
    private final CurrentSubscription current;
    private final BeyondPlan beyond;
    private final Entitlements entitlements;
    private final Clock clock;

    PackKeeper(PacksFeature.Needs needs) {
        this.jdbi = needs.database().jdbi();
        this.packs = needs.packs();
        this.lock = needs.lock();
        this.current = needs.current();
        this.beyond = needs.beyond();
        this.entitlements = needs.entitlements();
        this.clock = needs.clock();
    }

    void run() {
        var since = clock.instant().minus(ENDED);
        for (var account : jdbi.withExtension(PackRows.class, rows -> rows.owners(since))) {
            try {
                packs.draw(account);
                refresh(account);
            } catch (RuntimeException e) {
                LOG.warn("The packs of account {} are looked at again: {}", account, e.getMessage());
            }
        }
    }

    /// Writes how many calls may pass from now on, when that is another number than before.
    void refresh(UUID account) {
        boolean changed = lock.holding(
                account,
                held -> jdbi.inTransaction(transaction -> {
                    var now = entitlement(transaction, account);
                    boolean isNew = !now.equals(entitlements.of(account));
                    if (isNew) {
                        entitlements.set(transaction, now);
                    }
                    return isNew;
                }));
        if (changed) {
            entitlements.changed(account);
        }
    }

    private Entitlement entitlement(Handle transaction, UUID account) {
        var running = current.inForce(account).filter(one -> one.plan() != null);
        if (running.isEmpty()) {
            return new Entitlement(
                    account, current.freePlan(), null, beyond.end(transaction, account, current.isSuspended(account)));
        }
        var one = running.get();
        return new Entitlement(
                account,
                Objects.requireNonNull(one.plan()),
                one.anchor(),
                beyond.allow(transaction, account, BeyondPlan.Running.of(one)));
    }
}
