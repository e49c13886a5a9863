package tools.sota.billing.changes;

import java.util.UUID;
import java.util.function.Function;
import tools.sota.billing.sync.AccountLock;
import tools.sota.billing.sync.CustomerSync;
import tools.sota.billing.sync.Customers;
import tools.sota.platform.ProblemException;

/// An account's turn with Stripe: alone, and able to read what Stripe has.
final class Turn {
    private final AccountLock lock;
    private final Customers customers;
    private final CustomerSync sync;

    Turn(AccountLock lock, Customers customers, CustomerSync sync) {
        this.lock = lock;
        this.customers = customers;
        this.sync = sync;
    }

    /// @param work given what reads from Stripe again
    /// @throws ProblemException when the account is unknown to Stripe, or others hold it too long
    <T> T holding(UUID account, Function<Runnable, T> work) {
        var customer = customers.ofAccount(account).orElseThrow(PlanDeeds::nothingToChange);
        return lock.holding(account, held -> work.apply(() -> sync.run(held, customer)));
    }
}
