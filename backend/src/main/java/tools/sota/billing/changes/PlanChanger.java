package tools.sota.billing.changes;

import java.util.UUID;
import tools.sota.billing.subscriptions.CurrentSubscription;
import tools.sota.billing.subscriptions.SubscriptionView;
import tools.sota.billing.sync.AccountLock;
import tools.sota.billing.sync.CustomerSync;
import tools.sota.billing.sync.Customers;
import tools.sota.billing.truth.Parking;
import tools.sota.platform.Problem;
import tools.sota.platform.ProblemException;

/// Changes, ends and resumes an account's subscription at Stripe, one at a time, and reads afterwards what Stripe made
/// of it.
final class PlanChanger {
    private final AccountLock lock;
    private final Customers customers;
    private final CustomerSync sync;
    private final CurrentSubscription current;
    private final PreviewBook previews;
    private final StripeChanges stripe;
    private final Parking parking;

    PlanChanger(
            AccountLock lock,
            Customers customers,
            CustomerSync sync,
            CurrentSubscription current,
            PreviewBook previews,
            StripeChanges stripe,
            Parking parking) {
        this.lock = lock;
        this.customers = customers;
        this.sync = sync;
        this.current = current;
        this.previews = previews;
        this.stripe = stripe;
        this.parking = parking;
    }

    /// @throws ProblemException `payment_required` when it waits for its payment: nothing has changed then
    SubscriptionView change(UUID account, ChangeWish wish, UUID previewId) {
        return changing(account, () -> {
            var preview = previews.found(account, previewId, wish);
            if (preview.usedAt() == null) {
                parking.refuseParked(account);
                previews.requireTrue(preview);
                carryOut(preview);
            }
        });
    }

    SubscriptionView cancel(UUID account, Cancellation why) {
        return changing(account, () -> {
            var one = held(account);
            stripe.release(one);
            if (why.when() == Cancellation.When.NOW) {
                stripe.cancelNow(one, why);
            } else {
                stripe.cancelAtPeriodEnd(one, why);
            }
        });
    }

    SubscriptionView resume(UUID account) {
        return changing(account, () -> {
            var one = held(account);
            stripe.release(one);
            stripe.resume(one);
        });
    }

    /// Reads Stripe before and after, under the lock of the account.
    private SubscriptionView changing(UUID account, Runnable change) {
        var customer = customers.ofAccount(account).orElseThrow(PlanChanger::nothingToChange);
        return lock.holding(account, held -> {
            sync.run(held, customer);
            change.run();
            sync.run(held, customer);
            return settled(account);
        });
    }

    private SubscriptionView settled(UUID account) {
        var view = current.view(account);
        var pending = view.pendingChange();
        if (pending != null && pending.payUrl() != null) {
            throw Problem.PAYMENT_REQUIRED
                    .because("The change to " + pending.plan() + " waits for its payment, and nothing has changed until"
                            + " then. Open pay_url to confirm or to use another card.")
                    .with("pay_url", pending.payUrl());
        }
        return view;
    }

    /// Who changes the plan stays: a cancellation is taken back with it, unless the change still waits for its payment.
    private void carryOut(Preview preview) {
        stripe.release(preview.subscriptionId());
        if (preview.kind() == ChangeKind.PERIOD_END) {
            stripe.resume(preview.subscriptionId());
            stripe.changeAtPeriodEnd(preview);
        } else if (stripe.upgrade(preview)) {
            stripe.resume(preview.subscriptionId());
        }
        previews.used(preview);
    }

    private String held(UUID account) {
        return current.holder(account).orElseThrow(PlanChanger::nothingToChange).id();
    }

    private static ProblemException nothingToChange() {
        return Problem.STATE_CONFLICT.because("This account has no subscription. Choose a plan: POST /v1/checkout.");
    }
}
