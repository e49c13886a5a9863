package tools.sota.billing.changes;

import java.util.Objects;
import java.util.Optional;
import tools.sota.billing.subscriptions.CurrentSubscription;
import tools.sota.billing.subscriptions.Subscription;
import tools.sota.billing.truth.Parking;
import tools.sota.platform.Problem;
import tools.sota.platform.ProblemException;

/// Does at Stripe what a command says. Any of it may have been done by an attempt whose answer was lost; what Stripe
/// shows decides, so the subscription must have been read again before.
final class PlanDeeds {
    private final CurrentSubscription current;
    private final PreviewBook previews;
    private final StripeChanges stripe;
    private final Parking parking;

    PlanDeeds(CurrentSubscription current, PreviewBook previews, StripeChanges stripe, Parking parking) {
        this.current = current;
        this.previews = previews;
        this.stripe = stripe;
        this.parking = parking;
    }

    /// @throws ProblemException when it cannot be done, or not any more
    void carryOut(PlanCommand command) {
        switch (command.kind()) {
            case CHANGE -> change(command);
            case CANCEL -> cancel(command);
            case RESUME -> resume(command);
        }
    }

    private void change(PlanCommand command) {
        var preview = previews.get(command.accountId(), Objects.requireNonNull(command.previewId()));
        if (preview.usedAt() != null) {
            return;
        }
        if (!isMade(preview)) {
            parking.refuseParked(command.accountId());
            previews.credits(preview, previews.requireTrue(preview));
            make(preview, command.attempts());
        } else if (preview.kind() == ChangeKind.NOW && !isPending(preview)) {
            stripe.resume(preview.subscriptionId());
        }
        previews.used(preview);
    }

    /// Who changes the plan stays: a cancellation is taken back with it, unless the change still waits for its payment.
    private void make(Preview preview, int attempt) {
        stripe.release(preview.subscriptionId());
        if (preview.kind() == ChangeKind.PERIOD_END) {
            stripe.resume(preview.subscriptionId());
            stripe.changeAtPeriodEnd(preview, attempt);
        } else if (stripe.upgrade(preview)) {
            stripe.resume(preview.subscriptionId());
        }
    }

    private boolean isMade(Preview preview) {
        return isPending(preview)
                || meant(preview)
                        .filter(one -> one.priceId().equals(preview.priceId()))
                        .isPresent();
    }

    /// Waiting for its payment, or for the period's end.
    private boolean isPending(Preview preview) {
        return meant(preview)
                .filter(one -> preview.plan().equals(one.pendingPlan())
                        && preview.interval().word().equals(one.pendingInterval()))
                .isPresent();
    }

    private Optional<Subscription> meant(Preview preview) {
        return current.find(preview.accountId(), preview.subscriptionId());
    }

    private void cancel(PlanCommand command) {
        var one = current.holder(command.accountId()).filter(holder -> isMeant(command, holder));
        if (one.isEmpty() && command.isRepeated()) {
            return;
        }
        var id = one.orElseThrow(PlanDeeds::nothingToChange).id();
        var why = command.cancellation();
        stripe.release(id);
        if (why.when() == Cancellation.When.NOW) {
            stripe.cancelNow(id, why);
        } else {
            stripe.cancelAtPeriodEnd(id, why);
        }
    }

    private void resume(PlanCommand command) {
        var id = current.holder(command.accountId())
                .filter(holder -> isMeant(command, holder))
                .orElseThrow(PlanDeeds::nothingToChange)
                .id();
        stripe.release(id);
        stripe.resume(id);
    }

    /// What was bought after the command was given is not what it speaks of.
    private static boolean isMeant(PlanCommand command, Subscription holder) {
        return command.subscriptionId() == null || command.subscriptionId().equals(holder.id());
    }

    static ProblemException nothingToChange() {
        return Problem.STATE_CONFLICT.because("This account has no subscription. Choose a plan: POST /v1/checkout.");
    }
}
