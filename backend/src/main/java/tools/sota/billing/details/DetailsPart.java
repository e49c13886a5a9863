package tools.sota.billing.details;

import java.time.Clock;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import tools.sota.accounts.Accounts;
import tools.sota.billing.sync.AccountLock;
import tools.sota.billing.sync.SyncPart;

/// Keeps what was changed on Stripe's own pages, unless a later word of the account waits to be told.
final class DetailsPart implements SyncPart {
    private final Jdbi jdbi;
    private final StripeDetails stripe;
    private final Accounts accounts;
    private final Clock clock;

    DetailsPart(Jdbi jdbi, StripeDetails stripe, Accounts accounts, Clock clock) {
        this.jdbi = jdbi;
        this.stripe = stripe;
        this.accounts = accounts;
        this.clock = clock;
    }

    @Override
    public Consumer<Handle> read(AccountLock.Held held, String customer) {
        var account = held.account();
        boolean isSettled = jdbi.withExtension(DetailsRows.class, rows -> rows.find(account))
                .filter(one -> one.toldAt() == null)
                .isEmpty();
        if (!isSettled) {
            return transaction -> {};
        }
        var now = clock.instant();
        var read = stripe.read(account, customer, accounts.ownerEmail(account).orElse(null), now);
        return transaction ->
                read.ifPresent(one -> transaction.attach(DetailsRows.class).put(one, now));
    }
}
