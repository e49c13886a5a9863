package tools.sota.billing.moneyback;

import java.time.Clock;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.sota.billing.sync.AccountLock;
import tools.sota.billing.sync.StripeRefused;
import tools.sota.billing.sync.StripeUnavailable;
import tools.sota.platform.Ids;
import tools.sota.platform.Money;
import tools.sota.platform.Problem;

/// Pays back. An order is written down before Stripe hears of it, and its refund at Stripe carries its name: however
/// often it is carried out, money goes back once, also when Stripe has forgotten the idempotency key after a day.
final class Paybacks {
    private static final Logger LOG = LoggerFactory.getLogger(Paybacks.class);
    private static final int BATCH = 100;

    private final Jdbi jdbi;
    private final StripeMoney stripe;
    private final AccountLock lock;
    private final Consumer<AccountLock.Held> sync;
    private final Ids ids;
    private final Clock clock;

    /// @param sync reads again from Stripe what the account has there
    Paybacks(Jdbi jdbi, StripeMoney stripe, AccountLock lock, Consumer<AccountLock.Held> sync, Ids ids, Clock clock) {
        this.jdbi = jdbi;
        this.stripe = stripe;
        this.lock = lock;
        this.sync = sync;
        this.ids = ids;
        this.clock = clock;
    }

    /// What somebody wants to be paid back.
    ///
    /// @param invoice Stripe's id
    /// @param amount in minor units; null for all that is left
    /// @param ends a subscription that ends with it
    record Wanted(
            String invoice,
            @Nullable Long amount,
            String cause,
            RefundReason reason,
            String note,
            String by,
            @Nullable String ends) {}

    /// What was read of Stripe must be fresh: call {@link #refresh} first.
    ///
    /// @param alongside written in the transaction of the order
    Payback order(AccountLock.Held held, Wanted wanted, BiConsumer<Handle, Payback> alongside) {
        var charge = chargeOf(held.account(), wanted.invoice());
        var payback = new Payback(
                ids.next(),
                held.account(),
                wanted.invoice(),
                charge.id(),
                amount(charge, wanted.amount()),
                charge.currency(),
                wanted.cause(),
                wanted.reason().word(),
                wanted.note(),
                wanted.by(),
                wanted.ends(),
                clock.instant(),
                null,
                null,
                null,
                null,
                null);
        jdbi.useTransaction(transaction -> {
            transaction.attach(PaybackRows.class).insert(payback);
            alongside.accept(transaction, payback);
        });
        LOG.info(
                "{} of invoice {} of account {} go back, by {}: {}",
                new Money(payback.amount(), payback.currency()),
                payback.invoiceId(),
                payback.accountId(),
                payback.orderedBy(),
                payback.note());
        return carryOut(held, payback);
    }

    void refresh(AccountLock.Held held) {
        sync.accept(held);
    }

    /// Carries out what a crash or an outage left.
    void resume() {
        for (var order : jdbi.withExtension(PaybackRows.class, rows -> rows.waiting(BATCH))) {
            try {
                lock.holding(order.accountId(), held -> {
                    refresh(held);
                    var now = find(order.id());
                    return now.doneAt() == null ? carryOut(held, now) : now;
                });
            } catch (RuntimeException e) {
                LOG.warn("Payback {} has to wait", order.shown(), e);
            }
        }
    }

    private Charge chargeOf(UUID account, String invoice) {
        var charge = jdbi.withExtension(MoneyRows.class, rows -> rows.paidFor(account, invoice))
                .orElseThrow(() -> Problem.STATE_CONFLICT.because("No card payment arrived for this invoice."));
        if (charge.disputed()) {
            throw Problem.STATE_CONFLICT.because(
                    "The payment is disputed: the bank has taken the money back already and decides who keeps it.");
        }
        return charge;
    }

    private long amount(Charge charge, @Nullable Long wanted) {
        long left = charge.left() - jdbi.withExtension(PaybackRows.class, rows -> rows.waitingFor(charge.id()));
        if (left <= 0) {
            throw Problem.STATE_CONFLICT.because("This invoice is paid back in full already.");
        }
        if (wanted != null && wanted > left) {
            throw Problem.STATE_CONFLICT.because("Only " + new Money(left, charge.currency())
                    + " of this invoice are not paid back yet. Ask for no more than that.");
        }
        return wanted == null ? left : wanted;
    }

    /// Ends the subscription first: who was paid back and is charged again is worse off than who waits for money. The
    /// credit note comes last: it names the refund.
    private Payback carryOut(AccountLock.Held held, Payback order) {
        try {
            if (order.ends() != null) {
                stripe.cancel(order.ends());
            }
            var refund = jdbi.withExtension(MoneyRows.class, rows -> rows.refundOf(order.shown()))
                    .orElseGet(() -> stripe.refund(order));
            credit(order, refund);
            refresh(held);
        } catch (StripeUnavailable e) {
            LOG.warn("Stripe does not answer; payback {} goes on by itself later", order.shown(), e);
        } catch (StripeRefused e) {
            LOG.error("Stripe refuses payback {}: {}", order.shown(), e.getMessage());
            refuse(order, e);
        }
        return find(order.id());
    }

    private void credit(Payback order, String refund) {
        var note = jdbi.withExtension(PaybackRows.class, rows -> rows.creditNoteOf(order.shown()));
        try {
            var id = note.orElseGet(() -> stripe.credit(order, refund));
            finish(order, refund, id, null);
        } catch (StripeRefused e) {
            LOG.error("Stripe makes no credit note for payback {}: {}", order.shown(), e.getMessage());
            finish(order, refund, null, e.getMessage());
        }
    }

    private void finish(Payback order, String refund, @Nullable String note, @Nullable String uncredited) {
        jdbi.useExtension(
                PaybackRows.class, rows -> rows.finish(order.id(), clock.instant(), refund, note, uncredited));
    }

    private void refuse(Payback order, StripeRefused why) {
        jdbi.useTransaction(transaction -> {
            var rows = transaction.attach(PaybackRows.class);
            rows.refuse(order.id(), clock.instant(), String.valueOf(why.getMessage()));
            rows.giveBack(order.id());
        });
    }

    private Payback find(UUID id) {
        return jdbi.withExtension(PaybackRows.class, rows -> rows.find(id)).orElseThrow();
    }
}
