package tools.sota.billing.checkout;

import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import tools.sota.billing.subscriptions.CurrentSubscription;
import tools.sota.billing.subscriptions.SubscriptionView;
import tools.sota.billing.sync.AccountLock;
import tools.sota.billing.sync.CustomerSync;
import tools.sota.billing.sync.Customers;
import tools.sota.platform.Problem;

/// Says what became of a checkout, by the same sync that a webhook starts: being sent back to the success page proves
/// nothing, so what is granted depends on Stripe alone.
final class CheckoutFollower {
    private final Jdbi jdbi;
    private final AccountLock lock;
    private final Customers customers;
    private final CustomerSync sync;
    private final CurrentSubscription current;

    CheckoutFollower(Jdbi jdbi, AccountLock lock, Customers customers, CustomerSync sync, CurrentSubscription current) {
        this.jdbi = jdbi;
        this.lock = lock;
        this.customers = customers;
        this.sync = sync;
        this.current = current;
    }

    /// What Stripe says.
    record Outcome(String id, String status, SubscriptionView subscription) {}

    Outcome follow(UUID account, String id) {
        find(account, id);
        lock.holding(account, held -> {
            customers.ofAccount(account).ifPresent(customer -> sync.run(held, customer));
            return id;
        });
        return new Outcome(id, status(find(account, id)), current.view(account));
    }

    private Checkout find(UUID account, String id) {
        return jdbi.withExtension(Checkouts.class, table -> table.find(account, id))
                .orElseThrow(() -> Problem.NOT_FOUND.because("This account has no such checkout. Start one first."));
    }

    private String status(Checkout checkout) {
        if (checkout.trialRefusedAt() != null) {
            return "expired";
        }
        if (!"complete".equals(checkout.status())) {
            return checkout.status();
        }
        return checkout.isPaid() && isKnown(checkout) ? "complete" : "processing";
    }

    private boolean isKnown(Checkout checkout) {
        return checkout.subscriptionId() != null
                && current.find(checkout.accountId(), checkout.subscriptionId())
                        .filter(one -> !one.isWaiting())
                        .isPresent();
    }
}
