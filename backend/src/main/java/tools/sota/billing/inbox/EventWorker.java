package tools.sota.billing.inbox;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.sota.billing.sync.AccountLock;
import tools.sota.billing.sync.CustomerSync;
import tools.sota.billing.sync.Customers;

/// Works off what waits: events, and customers who are due without one. A customer is read once for all its events, and
/// they are done in the transaction that writes what was read; whatever dies on the way is found waiting again.
public final class EventWorker implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EventWorker.class);
    private static final int LARGEST_BATCH = 100;
    private static final int LONGEST_ERROR = 500;
    private static final Duration PAYLOADS_KEPT = Duration.ofDays(30);
    private static final Duration CLOSED_WITHIN = Duration.ofSeconds(10);
    private static final Duration NEXT_TRY = Duration.ofMinutes(5);

    private final Jdbi jdbi;
    private final AccountLock lock;
    private final Customers customers;
    private final CustomerSync sync;
    private final int atOnce;
    private final Clock clock;
    private final AtomicInteger wakes = new AtomicInteger();
    private final AtomicReference<@Nullable Thread> thread = new AtomicReference<>();
    private final AtomicBoolean closed = new AtomicBoolean();

    /// @param atOnce how many customers are read at the same time: fewer than the lock allows, or customers at the
    ///     checkout would wait for webhooks
    EventWorker(Jdbi jdbi, AccountLock lock, Customers customers, CustomerSync sync, int atOnce, Clock clock) {
        this.jdbi = jdbi;
        this.lock = lock;
        this.customers = customers;
        this.sync = sync;
        this.atOnce = atOnce;
        this.clock = clock;
    }

    /// Returns at once; one thread at a time works, and goes round again for whoever woke it meanwhile.
    void wake() {
        if (!closed.get() && wakes.getAndIncrement() == 0) {
            thread.set(Thread.ofVirtual().name("stripe-inbox").start(this::work));
        }
    }

    private void work() {
        int seen;
        do {
            seen = wakes.get();
            try {
                drain();
            } catch (RuntimeException e) {
                LOG.error("The inbox of Stripe's events could not be worked off; the next job tries again", e);
            }
        } while (!wakes.compareAndSet(seen, 0));
    }

    /// Returns when nothing is due any more.
    public void drain() {
        for (var due = due(); !due.isEmpty() && !closed.get(); due = due()) {
            try (var threads =
                    Executors.newFixedThreadPool(atOnce, Thread.ofVirtual().factory())) {
                for (var customer : due) {
                    threads.execute(() -> attempt(customer));
                }
            }
        }
    }

    /// Payloads carry names and addresses, and serve nobody once they are done; that the event was seen is kept.
    public int forgetOldPayloads() {
        return jdbi.withExtension(
                StripeEvents.class,
                events -> events.forgetPayloads(clock.instant().minus(PAYLOADS_KEPT)));
    }

    /// Begins nothing more and waits for what has begun.
    @Override
    public void close() {
        closed.set(true);
        var last = thread.get();
        if (last != null) {
            join(last);
        }
    }

    private static void join(Thread last) {
        try {
            last.join(CLOSED_WITHIN);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private List<String> due() {
        var now = clock.instant();
        return jdbi.withExtension(StripeEvents.class, events -> {
            events.finishThoseOfNobody(now);
            var due = new LinkedHashSet<>(events.dueCustomers(now, LARGEST_BATCH));
            due.addAll(customers.due());
            return new ArrayList<>(due);
        });
    }

    private void attempt(String customer) {
        try {
            var account = customers.accountOf(customer);
            if (account.isEmpty()) {
                finishStranger(customer);
            } else {
                lock.holding(account.get(), held -> read(held, customer));
            }
        } catch (RuntimeException e) {
            LOG.warn("Customer {} could not be read from Stripe; tried again later", customer, e);
            postpone(customer, e);
        }
    }

    /// What waits is noted before Stripe is read: an event that comes meanwhile is news, and waits for the next round.
    private UUID read(AccountLock.Held held, String customer) {
        if (isStillDue(customer)) {
            var waiting = jdbi.withExtension(StripeEvents.class, events -> events.waiting(customer));
            sync.run(
                    held,
                    customer,
                    transaction -> transaction.attach(StripeEvents.class).finish(waiting, clock.instant()));
        }
        return held.account();
    }

    /// Another thread or node may have been quicker, or may have failed and put it off.
    private boolean isStillDue(String customer) {
        return customers.isDue(customer)
                || jdbi.withExtension(StripeEvents.class, events -> events.countDue(customer, clock.instant())) > 0;
    }

    /// A customer whom we did not make, such as one of another product of ours at Stripe.
    private void finishStranger(String customer) {
        jdbi.useExtension(StripeEvents.class, events -> events.finish(events.waiting(customer), clock.instant()));
    }

    private void postpone(String customer, RuntimeException failure) {
        var text = String.valueOf(failure.getMessage());
        var error =
                failure.getClass().getSimpleName() + ": " + text.substring(0, Math.min(text.length(), LONGEST_ERROR));
        jdbi.useExtension(StripeEvents.class, events -> events.postpone(customer, error, clock.instant()));
        if (customers.isDue(customer)) {
            customers.dueAt(customer, clock.instant().plus(NEXT_TRY));
        }
    }
}
