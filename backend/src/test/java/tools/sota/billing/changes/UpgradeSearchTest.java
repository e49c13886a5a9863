package tools.sota.billing.changes;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import tools.sota.catalog.CatalogFeature;
import tools.sota.catalog.Interval;
import tools.sota.catalog.Plan;
import tools.sota.catalog.Price;

/// Searches every sequence of up to six plan changes, each at several moments and after several amounts of calls, and
/// with the calls made that a preview allows for, for one that buys calls below the best list price.
class UpgradeSearchTest {
    private static final int CHANGES = 6;
    private static final Instant START = Instant.parse("2026-01-31T12:00:00Z");
    private static final double[] SHARES = {0, 0.5, 1};
    private static final int[] FIRST_MONTH = {0};
    private static final int[] MONTHS_OF_A_YEAR = {0, 6, 11};

    private final List<Offer> offers = offers();
    private final Offer best = offers.stream()
            .min((a, b) -> Double.compare(a.perCall(), b.perCall()))
            .orElseThrow();
    private long paths;

    private record Offer(Plan plan, Price price) {
        long calls() {
            return Objects.requireNonNull(plan.callsPerMonth());
        }

        int months() {
            return price.interval() == Interval.YEAR ? 12 : 1;
        }

        long amount() {
            return price.price().amount();
        }

        double perCall() {
            return (double) amount() / (calls() * months());
        }
    }

    /// @param cash paid in all
    /// @param balance credit at Stripe
    /// @param used calls in all, before this period
    private record Account(Offer on, Instant start, long cash, long balance, long used) {}

    @Test
    void noSequenceOfChangesBuysCallsBelowTheBestListPrice() {
        for (var offer : offers) {
            search(new Account(offer, START, offer.amount(), 0, 0), CHANGES);
        }
        assertThat(paths).isGreaterThan(1_000_000);
    }

    private void search(Account account, int changes) {
        for (int month : account.on().months() == 1 ? FIRST_MONTH : MONTHS_OF_A_YEAR) {
            for (double share : SHARES) {
                long inMonth = (long) (account.on().calls() * share);
                long before = month * inMonth;
                requirePaid(account, before + inMonth);
                if (changes > 0) {
                    for (var next : offers) {
                        change(account, month, before, inMonth, next, changes);
                    }
                }
            }
        }
    }

    private void change(Account account, int month, long before, long inMonth, Offer next, int changes) {
        var on = account.on();
        if (next.equals(on)) {
            return;
        }
        if (ChangeKind.of(
                        on.plan(),
                        on.price().interval(),
                        next.plan(),
                        next.price().interval())
                == ChangeKind.NOW) {
            search(upgraded(account, month, before, inMonth, next), changes - 1);
        } else {
            var end = after(account.start(), on.months());
            search(paying(account, next, end, next.amount(), before + inMonth), changes - 1);
        }
    }

    private Account upgraded(Account account, int month, long before, long inMonth, Offer next) {
        var on = account.on();
        var now = after(account.start(), month);
        long left = on.calls() - inMonth + (on.months() - month - 1) * on.calls();
        var paid = new PaidPeriod(
                on.amount(), account.start(), after(account.start(), on.months()), on.calls() * on.months(), left);
        long meanwhile = Math.min(on.calls() - inMonth, paid.margin());
        return paying(account, next, now, next.amount() - paid.credit(now), before + inMonth + meanwhile);
    }

    private static Account paying(Account account, Offer next, Instant start, long total, long used) {
        long owed = total - account.balance();
        return new Account(next, start, account.cash() + Math.max(0, owed), Math.max(0, -owed), account.used() + used);
    }

    private void requirePaid(Account account, long usedNow) {
        paths++;
        long used = account.used() + usedNow;
        long list = Math.multiplyExact(best.amount(), used);
        long paid = Math.multiplyExact(account.cash(), best.calls() * best.months());
        if (paid < list) {
            throw new AssertionError(account + " has used " + used + " calls for " + account.cash());
        }
    }

    private static Instant after(Instant start, int months) {
        return start.atZone(ZoneOffset.UTC).plusMonths(months).toInstant();
    }

    private static List<Offer> offers() {
        var found = new ArrayList<Offer>();
        for (var plan : CatalogFeature.create(null).catalog().plans()) {
            plan.prices().forEach(price -> found.add(new Offer(plan, price)));
        }
        return found;
    }
}
