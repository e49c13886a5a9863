package tools.sota.billing.details;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.sota.accounts.Accounts;
import tools.sota.billing.subscriptions.CurrentSubscription;
import tools.sota.billing.sync.AccountLock;
import tools.sota.billing.sync.Backoff;
import tools.sota.billing.sync.Customers;
import tools.sota.billing.sync.StripeRefused;
import tools.sota.billing.sync.StripeUnavailable;
import tools.sota.platform.Problem;
import tools.sota.platform.ProblemException;

/// Writes down what an account wants on its invoices before Stripe hears of it. What Stripe does not answer waits and
/// is told by itself; what it refuses leaves everything as it was.
final class DetailsKeeper {
    private static final Logger LOG = LoggerFactory.getLogger(DetailsKeeper.class);
    private static final Backoff PAUSES = new Backoff(Duration.ofSeconds(30), Duration.ofMinutes(15));
    private static final int BATCH = 100;

    private final Jdbi jdbi;
    private final StripeDetails stripe;
    private final AccountLock lock;
    private final Customers customers;
    private final Accounts accounts;
    private final CurrentSubscription current;
    private final boolean isTaxed;
    private final Clock clock;

    DetailsKeeper(DetailsFeature.Needs needs, StripeDetails stripe) {
        this.jdbi = needs.database().jdbi();
        this.stripe = stripe;
        this.lock = needs.lock();
        this.customers = needs.customers();
        this.accounts = needs.accounts();
        this.current = needs.current();
        this.isTaxed = needs.isTaxed();
        this.clock = needs.clock();
    }

    Optional<BillingDetails> find(UUID account) {
        return jdbi.withExtension(DetailsRows.class, rows -> rows.find(account));
    }

    /// @throws StripeRefused when Stripe does not take it; nothing has changed then
    BillingDetails put(BillingDetails wanted) {
        var account = wanted.accountId();
        lock.holding(account, held -> {
            refuseWithoutPlace(wanted);
            var before = find(account);
            jdbi.useExtension(DetailsRows.class, rows -> rows.put(wanted, afterAttempt(1)));
            try {
                tell(held, wanted);
            } catch (StripeUnavailable e) {
                LOG.warn("Stripe does not answer; the billing details of {} are told later", account, e);
            } catch (StripeRefused e) {
                restore(account, before);
                throw e;
            }
            return true;
        });
        return find(account).orElseThrow();
    }

    /// The next invoice of a plan could not be made.
    private void refuseWithoutPlace(BillingDetails wanted) {
        if (isTaxed && !wanted.hasAddress() && current.isTaken(wanted.accountId())) {
            var sentence = "country is required while you have a plan: the tax on its invoices depends on it";
            throw Problem.INVALID_PARAMETER
                    .because(sentence)
                    .fields(List.of(new ProblemException.FieldError("/country", sentence)));
        }
    }

    private void tell(AccountLock.Held held, BillingDetails wanted) {
        var account = held.account();
        var owner = accounts.ownerEmail(account).orElse(null);
        var customer = customers.ensure(held);
        try {
            stripe.tell(customer, wanted, owner);
        } catch (StripeRefused e) {
            if (!e.isMissing("customer") && !e.isMissing("id")) {
                throw e;
            }
            customers.forget(held, customer);
            stripe.tell(customers.ensure(held), wanted, owner);
        }
        jdbi.useExtension(DetailsRows.class, rows -> rows.told(account, clock.instant()));
    }

    private void restore(UUID account, Optional<BillingDetails> before) {
        jdbi.useExtension(
                DetailsRows.class,
                rows -> before.ifPresentOrElse(one -> rows.put(one, clock.instant()), () -> rows.remove(account)));
    }

    /// Tells what a crash or an outage left.
    void resumeWaiting() {
        for (var account : jdbi.withExtension(DetailsRows.class, rows -> rows.due(clock.instant(), BATCH))) {
            try {
                lock.holding(account, held -> {
                    find(account).filter(BillingDetails::isWaiting).ifPresent(wanted -> again(held, wanted));
                    return true;
                });
            } catch (RuntimeException e) {
                LOG.warn("The billing details of {} have to wait", account, e);
            }
        }
    }

    private void again(AccountLock.Held held, BillingDetails wanted) {
        jdbi.useExtension(DetailsRows.class, rows -> rows.begin(held.account(), afterAttempt(wanted.attempts() + 1)));
        try {
            tell(held, wanted);
        } catch (StripeRefused e) {
            jdbi.useExtension(DetailsRows.class, rows -> rows.refused(held.account(), e.reason()));
        }
    }

    private Instant afterAttempt(int attempts) {
        return clock.instant().plus(PAUSES.pause(attempts, ThreadLocalRandom.current()));
    }
}
