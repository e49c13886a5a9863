package tools.sota.billing.contracts;

import java.time.Clock;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.sota.billing.subscriptions.CurrentSubscription;
import tools.sota.billing.sync.AccountLock;
import tools.sota.billing.sync.CustomerSync;
import tools.sota.billing.sync.Customers;
import tools.sota.billing.sync.StripeRefused;
import tools.sota.billing.sync.StripeUnavailable;
import tools.sota.platform.Database;

/// Carries contracts out at Stripe, and closes those that are over.
public final class ContractWorker {
    private static final Logger LOG = LoggerFactory.getLogger(ContractWorker.class);

    private final Jdbi jdbi;
    private final StripeContracts stripe;
    private final AccountLock lock;
    private final Customers customers;
    private final CustomerSync sync;
    private final CurrentSubscription current;
    private final Clock clock;

    public ContractWorker(
            Database database,
            StripeContracts stripe,
            AccountLock lock,
            Customers customers,
            CustomerSync sync,
            CurrentSubscription current,
            Clock clock) {
        this.jdbi = database.rows(Contract.class).jdbi();
        this.stripe = stripe;
        this.lock = lock;
        this.customers = customers;
        this.sync = sync;
        this.current = current;
        this.clock = clock;
    }

    /// What Stripe does not answer waits for the next run.
    public void run() {
        for (var contract : jdbi.withExtension(ContractRows.class, ContractRows::waiting)) {
            try {
                lock.holding(contract.accountId(), held -> carryOut(held, contract));
            } catch (StripeRefused e) {
                LOG.error("Stripe refuses contract {}: {}", contract.shown(), e.getMessage());
                refuse(contract, e.getMessage());
            } catch (StripeUnavailable e) {
                LOG.warn("Stripe does not answer; contract {} goes on by itself later", contract.shown(), e);
            }
        }
        jdbi.useExtension(ContractRows.class, ContractRows::close);
    }

    private boolean carryOut(AccountLock.Held held, Contract contract) {
        var customer = customers.ensure(held);
        sync.run(held, customer);
        var subscription = contract.subscriptionId();
        if (subscription != null) {
            stripe.endWithPeriod(subscription);
            jdbi.useExtension(ContractRows.class, rows -> rows.endingDone(contract.id(), clock.instant()));
        } else if (!begin(contract, customer)) {
            return false;
        }
        sync.run(held, customer);
        return true;
    }

    /// A subscription that was bought here goes on: who ends it, and what is given back, is agreed with the customer.
    private boolean begin(Contract contract, String customer) {
        var running = current.holder(contract.accountId());
        if (running.isPresent() && !contract.plan().equals(running.get().plan())) {
            refuse(contract, "The account has the subscription " + running.get().id() + ". End it, then sign again.");
            return false;
        }
        var begun = stripe.begin(contract, customer);
        jdbi.useExtension(ContractRows.class, rows -> rows.begun(contract.id(), begun));
        LOG.info("Contract {} runs as subscription {}", contract.shown(), begun);
        return true;
    }

    private void refuse(Contract contract, @Nullable String why) {
        jdbi.useExtension(ContractRows.class, rows -> rows.refuse(contract.id(), String.valueOf(why)));
    }
}
