package tools.sota.billing.overage;

import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.sota.billing.subscriptions.CurrentSubscription;
import tools.sota.billing.subscriptions.Subscription;
import tools.sota.billing.sync.AccountLock;
import tools.sota.billing.sync.Customers;
import tools.sota.billing.truth.Parking;

/// Bills calls beyond the plan's when their month is over: first a row of ours, then a line at Stripe, once each.
final class OverageBooker {
    private static final Logger LOG = LoggerFactory.getLogger(OverageBooker.class);

    /// Calls of a month may end, and wait in a node's journal, after its end; Stripe leaves a renewal open for an hour.
    private static final Duration SETTLED = Duration.ofMinutes(10);
    /// For how long calls that were counted late are still looked for.
    private static final Duration LATE = Duration.ofDays(7);
    /// A subscription that renews within this time gets the line with its renewal; a year's would come too late.
    private static final Duration NEAR = Duration.ofDays(32);

    private final Jdbi jdbi;
    private final AccountLock lock;
    private final Customers customers;
    private final CurrentSubscription current;
    private final Parking parking;
    private final StripeOverage stripe;
    private final Overage overage;
    private final Clock clock;

    /// What a booker stands on.
    record Needs(
            Jdbi jdbi,
            AccountLock lock,
            Customers customers,
            CurrentSubscription current,
            Parking parking,
            StripeOverage stripe,
            Clock clock) {}

    OverageBooker(Needs needs, Overage overage) {
        this.jdbi = needs.jdbi();
        this.lock = needs.lock();
        this.customers = needs.customers();
        this.current = needs.current();
        this.parking = needs.parking();
        this.stripe = needs.stripe();
        this.overage = overage;
        this.clock = needs.clock();
    }

    void run() {
        var now = clock.instant();
        jdbi.withExtension(OverageRows.class, rows -> rows.over(now.minus(LATE), now.minus(SETTLED)))
                .forEach(this::count);
        jdbi.withExtension(OverageRows.class, OverageRows::left).forEach(this::settle);
        jdbi.withExtension(OverageRows.class, OverageRows::waiting).forEach(this::carryOut);
    }

    /// Who ends a subscription before its next invoice is final would never pay the lines that wait for it.
    private void settle(OverageBooking booking) {
        try {
            lock.holding(
                    booking.accountId(),
                    held -> jdbi.withExtension(OverageRows.class, rows -> {
                        rows.unsettledItem(booking).ifPresent(item -> {
                            if (stripe.takeBack(item)) {
                                rows.undone(booking);
                            } else {
                                rows.settled(booking, clock.instant());
                            }
                        });
                        return true;
                    }));
        } catch (RuntimeException e) {
            LOG.warn("{} is looked for again: {}", booking.fact(), e.getMessage());
        }
    }

    /// In one transaction with what packs pay for, so that no call is paid for twice.
    private void count(OverageTerms terms) {
        var account = terms.accountId();
        long calls = overage.counted(account, terms.periodStart());
        jdbi.useTransaction(transaction -> {
            var rows = transaction.attach(OverageRows.class);
            long beyond = overage.billed(transaction, terms, calls);
            long before = rows.booked(account, terms.periodStart());
            long more = beyond - before;
            if (more > 0) {
                long amount = terms.price().amountOf(more);
                rows.book(account, terms.periodStart(), before, more, amount, clock.instant());
            }
        });
    }

    private void carryOut(OverageBooking booking) {
        try {
            lock.holding(booking.accountId(), held -> {
                if (isDue(booking)) {
                    book(booking);
                }
                return true;
            });
        } catch (RuntimeException e) {
            LOG.warn("{} is not booked yet and is tried again: {}", booking.fact(), e.getMessage());
        }
    }

    private boolean isDue(OverageBooking booking) {
        return !parking.isParked(booking.accountId())
                && jdbi.withExtension(OverageRows.class, rows -> rows.isWaiting(booking));
    }

    private void book(OverageBooking booking) {
        var account = booking.accountId();
        var terms = jdbi.withExtension(OverageRows.class, rows -> rows.terms(account, booking.periodStart()))
                .orElseThrow();
        var customer = customers.ofAccount(account).orElseThrow();
        var item = at(account, customer, terms, booking);
        jdbi.useExtension(OverageRows.class, rows -> rows.done(booking, item, clock.instant()));
        LOG.info("{}: {} calls are billed as {}", booking.fact(), booking.calls(), item);
    }

    private String at(UUID account, String customer, OverageTerms terms, OverageBooking booking) {
        var holder = current.holder(account).filter(one -> one.customerId().equals(customer));
        var payer = holder.or(() -> current.last(account))
                .filter(one -> one.customerId().equals(customer))
                .map(Subscription::id);
        return holder.filter(this::renewsSoon)
                .map(one -> stripe.withSubscription(customer, one.id(), terms, booking))
                .orElseGet(() -> stripe.alone(customer, payer.orElse(null), terms, booking));
    }

    private boolean renewsSoon(Subscription one) {
        return one.cancelAt() == null
                && one.periodEnd().isBefore(clock.instant().plus(NEAR));
    }
}
