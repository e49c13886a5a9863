package tools.sota.billing.packs;

import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import tools.sota.billing.sync.AccountLock;
import tools.sota.billing.sync.SyncPart;

/// Keeps what became of an account's packs; before the part that writes how many calls may pass.
final class PacksPart implements SyncPart {
    private final Jdbi jdbi;
    private final StripePacks stripe;

    PacksPart(Jdbi jdbi, StripePacks stripe) {
        this.jdbi = jdbi;
        this.stripe = stripe;
    }

    @Override
    public Consumer<Handle> read(AccountLock.Held held, String customer) {
        var packs = jdbi.withExtension(PackRows.class, rows -> rows.ofAccount(held.account())).stream()
                .map(stripe::read)
                .toList();
        return transaction -> packs.forEach(transaction.attach(PackRows.class)::put);
    }
}
