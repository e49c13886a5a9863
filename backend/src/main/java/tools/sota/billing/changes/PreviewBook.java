package tools.sota.billing.changes;

import java.time.Clock;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import tools.sota.platform.Problem;
import tools.sota.platform.ProblemException;

/// The previews that were given out, and whether one still holds.
final class PreviewBook {
    private final Jdbi jdbi;
    private final RunningPlans running;
    private final StripePreviews stripe;
    private final Clock clock;

    PreviewBook(Jdbi jdbi, RunningPlans running, StripePreviews stripe, Clock clock) {
        this.jdbi = jdbi;
        this.running = running;
        this.stripe = stripe;
        this.clock = clock;
    }

    void add(Preview preview) {
        jdbi.useExtension(Previews.class, previews -> previews.insert(preview));
    }

    /// @throws ProblemException when it is not of this account and for this wish
    Preview found(UUID account, UUID id, ChangeWish wish) {
        var preview = get(account, id);
        if (!preview.plan().equals(wish.plan().id()) || preview.interval() != wish.interval()) {
            throw outdated(
                    "is for " + preview.plan() + " per " + preview.interval().word());
        }
        return preview;
    }

    /// @throws ProblemException when it is not of this account, or was forgotten
    Preview get(UUID account, UUID id) {
        return jdbi.withExtension(Previews.class, previews -> previews.find(account, id))
                .orElseThrow(() -> outdated("is not a preview of this account"));
    }

    /// The figures still hold: the same period of the same price runs, no more calls were made since than the credit
    /// left out, and Stripe would charge the same.
    ///
    /// @return what runs now
    Running requireTrue(Preview preview) {
        var now = clock.instant();
        var runs = running.of(preview.accountId(), now);
        var subscription = runs.subscription();
        boolean same = subscription.id().equals(preview.subscriptionId())
                && subscription.priceId().equals(preview.fromPrice())
                && subscription.periodStart().equals(preview.fromStart());
        long since = runs.callsUsed() - preview.callsUsed();
        if (!same || !now.isBefore(preview.expiresAt()) || since > runs.paid().margin() || !costsTheSame(preview)) {
            throw outdated("does not hold any more");
        }
        return runs;
    }

    /// A coupon may have ended, or calls beyond the plan may have been put on the next invoice.
    private boolean costsTheSame(Preview preview) {
        return preview.kind() == ChangeKind.PERIOD_END
                || stripe.upgrade(preview.subscriptionId(), StripePreviews.Offer.of(preview))
                                .due()
                        == preview.due();
    }

    /// Notes what the credit takes for granted, before Stripe gives it: its payment may take a day.
    void credits(Preview preview, Running runs) {
        if (preview.credit() > 0) {
            var credit = new UpgradeCredit(
                    preview.id(),
                    preview.accountId(),
                    preview.subscriptionId(),
                    preview.priceId(),
                    preview.fromStart(),
                    runs.monthStart(),
                    runs.paid().callsOf(preview.credit()),
                    runs.paid().callsLeft(),
                    runs.callsUsed(),
                    clock.instant());
            jdbi.useExtension(UpgradeCredits.class, credits -> credits.put(credit));
        }
    }

    void used(Preview preview) {
        jdbi.useExtension(Previews.class, previews -> previews.use(preview.id(), clock.instant()));
    }

    private static ProblemException outdated(String why) {
        return Problem.PREVIEW_OUTDATED.because(
                "preview_id " + why + ". Ask POST /v1/subscription/preview again and change with its id.");
    }
}
