package tools.sota.billing.packs;

import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import tools.sota.billing.sync.AccountLock;
import tools.sota.billing.sync.SyncPart;

/// Keeps what became of an account's packs; before the part that writes how many calls may pass.
final class PacksPart implements SyncPart {
    private final Jdbi jdbi;
    private final Packs packs;
    private final StripePacks stripe;

    PacksPart(Jdbi jdbi, Packs packs, StripePacks stripe) {
        this.jdbi = jdbi;
        this.packs = packs;
        this.stripe = stripe;
    }

    @Override
    public Consumer<Handle> read(AccountLock.Held held, String customer) {
        // What was used cannot be taken back.
        packs.draw(held.account());
        var read = jdbi.withExtension(PackRows.class, rows -> rows.ofAccount(held.account())).stream()
                .map(stripe::read)
                .toList();
        return transaction -> read.forEach(transaction.attach(PackRows.class)::put);
    }
}
