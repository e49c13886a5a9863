package tools.sota.billing.changes;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import tools.sota.billing.sync.StripePrices;
import tools.sota.catalog.Price;
import tools.sota.platform.Ids;
import tools.sota.platform.Money;
import tools.sota.platform.Problem;

/// Says what a change would cost and keeps the answer, so that the change is made with these very figures.
final class Previewer {
    static final Duration HOLDS = Duration.ofMinutes(10);

    private final PreviewBook book;
    private final RunningPlans running;
    private final StripePrices prices;
    private final StripePreviews stripe;
    private final Ids ids;
    private final Clock clock;

    Previewer(
            PreviewBook book, RunningPlans running, StripePrices prices, StripePreviews stripe, Ids ids, Clock clock) {
        this.book = book;
        this.running = running;
        this.prices = prices;
        this.stripe = stripe;
        this.ids = ids;
        this.clock = clock;
    }

    Preview preview(UUID account, ChangeWish wish) {
        var now = clock.instant();
        var runs = running.of(account, now);
        if (runs.plan().id().equals(wish.plan().id()) && runs.interval() == wish.interval()) {
            throw Problem.STATE_CONFLICT.because(
                    "The account is on " + wish.plan().id() + " per "
                            + wish.interval().word() + " already. Choose another plan or interval.");
        }
        var preview = figures(
                account,
                runs,
                wish.price(),
                ChangeKind.of(runs.plan(), runs.interval(), wish.plan(), wish.interval()),
                now);
        book.add(preview);
        return preview;
    }

    /// Rounded down to what Stripe can take off.
    private static long chargeable(long credit, String currency) {
        long step = Money.step(currency);
        return credit / step * step;
    }

    private Preview figures(UUID account, Running runs, Price price, ChangeKind kind, Instant now) {
        boolean atOnce = kind == ChangeKind.NOW;
        var offer = new StripePreviews.Offer(
                prices.idOf(price),
                price.price().amount(),
                price.price().currency(),
                atOnce ? chargeable(runs.paid().credit(now), price.price().currency()) : 0);
        var subscription = runs.subscription();
        var sums = atOnce ? stripe.upgrade(subscription.id(), offer) : Sums.NOTHING;
        var begins = atOnce ? now : runs.periodEnd();
        var next = kind.nextInvoice(begins, price.interval());
        return new Preview(
                ids.next(),
                account,
                subscription.id(),
                subscription.priceId(),
                subscription.periodStart(),
                price.plan(),
                price.interval(),
                offer.priceId(),
                kind,
                runs.callsUsed(),
                begins,
                offer.currency(),
                offer.price(),
                offer.credit(),
                sums.discount(),
                sums.tax(),
                sums.other(),
                sums.balance(),
                sums.due(),
                stripe.later(subscription.id(), offer, next, atOnce),
                now,
                now.plus(HOLDS),
                null);
    }
}
