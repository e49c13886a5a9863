package tools.sota.billing.changes;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import tools.sota.billing.sync.StripePrices;
import tools.sota.catalog.Price;
import tools.sota.platform.Ids;
import tools.sota.platform.Problem;

/// Says what a change would cost and keeps the answer, so that the change is made with these very figures.
final class Previewer {
    static final Duration HOLDS = Duration.ofMinutes(10);

    private final PreviewBook book;
    private final RunningPlans running;
    private final StripePrices prices;
    private final StripeChanges stripe;
    private final Ids ids;
    private final Clock clock;

    Previewer(PreviewBook book, RunningPlans running, StripePrices prices, StripeChanges stripe, Ids ids, Clock clock) {
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

    private Preview figures(UUID account, Running runs, Price price, ChangeKind kind, Instant now) {
        boolean atOnce = kind == ChangeKind.NOW;
        long credit = atOnce ? runs.paid().credit(now) : 0;
        long total = atOnce ? price.price().amount() - credit : 0;
        long applied = Math.min(stripe.balance(runs.subscription().customerId()), Math.max(0, total));
        return new Preview(
                ids.next(),
                account,
                runs.subscription().id(),
                runs.subscription().priceId(),
                runs.subscription().periodStart(),
                price.plan(),
                price.interval(),
                prices.idOf(price),
                kind,
                runs.callsUsed(),
                atOnce ? now : runs.periodEnd(),
                price.price().currency(),
                price.price().amount(),
                credit,
                applied,
                Math.max(0, total - applied),
                now,
                now.plus(HOLDS),
                null);
    }
}
