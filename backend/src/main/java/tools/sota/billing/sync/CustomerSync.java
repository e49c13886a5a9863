package tools.sota.billing.sync;

import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/// Makes what we have of a customer what Stripe has now. Webhooks, the success page, the reconciler and the nightly
/// sweep all end here, so order and repetition of events cannot matter.
public final class CustomerSync {
    private final Jdbi jdbi;
    private final List<SyncPart> parts;
    private final Consumer<UUID> changed;

    /// @param changed hears of the account after the commit
    public CustomerSync(Jdbi jdbi, List<SyncPart> parts, Consumer<UUID> changed) {
        this.jdbi = jdbi;
        this.parts = parts;
        this.changed = changed;
    }

    /// @param alongside written in the same transaction, such as that the events which asked for this are done
    public void run(AccountLock.Held held, String customer, Consumer<Handle> alongside) {
        var writers = parts.stream().map(part -> part.read(held, customer)).toList();
        jdbi.useTransaction(transaction -> {
            writers.forEach(writer -> writer.accept(transaction));
            alongside.accept(transaction);
        });
        changed.accept(held.account());
    }

    public void run(AccountLock.Held held, String customer) {
        run(held, customer, transaction -> {});
    }
}
