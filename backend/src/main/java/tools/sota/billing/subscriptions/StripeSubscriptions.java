package tools.sota.billing.subscriptions;

import com.stripe.model.SubscriptionItem;
import com.stripe.param.SubscriptionListParams;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.sota.billing.sync.StripeDesk;
import tools.sota.catalog.Catalog;
import tools.sota.catalog.CatalogPush;
import tools.sota.catalog.Price;

/// Reads subscriptions at Stripe and says them in our words.
final class StripeSubscriptions {
    private static final long PAGE = 100;

    private final StripeDesk stripe;
    private final Catalog catalog;

    StripeSubscriptions(StripeDesk stripe, Catalog catalog) {
        this.stripe = stripe;
        this.catalog = catalog;
    }

    /// All of them: without `status=all` Stripe leaves the canceled ones out.
    List<Subscription> ofCustomer(UUID account, String customer) {
        var params = SubscriptionListParams.builder()
                .setCustomer(customer)
                .setStatus(SubscriptionListParams.Status.ALL)
                .setLimit(PAGE)
                .addExpand("data.schedule")
                .build();
        return stripe.ask(v1 -> {
            var all = new ArrayList<Subscription>();
            v1.subscriptions().list(params).autoPagingIterable().forEach(one -> all.add(translated(account, one)));
            return all;
        });
    }

    /// The customers of every subscription that is not over.
    List<String> customersOfOpen() {
        var params = SubscriptionListParams.builder().setLimit(PAGE).build();
        return stripe.ask(v1 -> {
            var customers = new ArrayList<String>();
            v1.subscriptions().list(params).autoPagingIterable().forEach(one -> customers.add(one.getCustomer()));
            return customers;
        });
    }

    private Subscription translated(UUID account, com.stripe.model.Subscription one) {
        var item = item(one);
        var price = item.getPrice();
        var recurring = price.getRecurring();
        var start = needed(item.getCurrentPeriodStart(), one);
        var end = needed(item.getCurrentPeriodEnd(), one);
        var pending = Pending.of(one, this::plan);
        return new Subscription(
                one.getId(),
                account,
                one.getCustomer(),
                one.getStatus(),
                plan(price),
                recurring == null ? null : recurring.getInterval(),
                price.getId(),
                one.getMetadata().containsKey("account_id"),
                start,
                end,
                anchor(one, start),
                cancelAt(one, end),
                time(one.getTrialEnd()),
                time(one.getEndedAt()),
                needed(one.getCreated(), one),
                pending.plan(),
                pending.interval(),
                pending.at(),
                pending.expiresAt(),
                one.getDaysUntilDue() == null ? 0 : Math.toIntExact(one.getDaysUntilDue()),
                one.getAutomaticTax() != null
                        && Boolean.TRUE.equals(one.getAutomaticTax().getEnabled()),
                null,
                null);
    }

    /// A change that is not in force yet.
    private record Pending(
            @Nullable String plan,
            @Nullable String interval,
            @Nullable Instant at,
            @Nullable Instant expiresAt) {
        static Pending of(com.stripe.model.Subscription one, Function<com.stripe.model.Price, @Nullable String> plan) {
            var update = one.getPendingUpdate();
            if (update == null || update.getSubscriptionItems().isEmpty()) {
                return scheduled(one);
            }
            var price = update.getSubscriptionItems().getFirst().getPrice();
            var recurring = price.getRecurring();
            return new Pending(
                    plan.apply(price),
                    recurring == null ? null : recurring.getInterval(),
                    null,
                    time(update.getExpiresAt()));
        }

        /// What our schedule says of itself, as long as its last phase has not begun.
        private static Pending scheduled(com.stripe.model.Subscription one) {
            var schedule = one.getScheduleObject();
            if (schedule == null || !"active".equals(schedule.getStatus())) {
                return new Pending(null, null, null, null);
            }
            var last = time(schedule.getPhases().getLast().getStartDate());
            var current = time(schedule.getCurrentPhase().getStartDate());
            var named = schedule.getMetadata();
            return last == null || last.equals(current)
                    ? new Pending(null, null, null, null)
                    : new Pending(named.get("plan"), named.get("interval"), last, null);
        }
    }

    /// The item that is a plan; any other when none is.
    private SubscriptionItem item(com.stripe.model.Subscription one) {
        var items = one.getItems().getData();
        return items.stream()
                .filter(item -> plan(item.getPrice()) != null)
                .findFirst()
                .orElseGet(items::getFirst);
    }

    /// By what the price says of itself, for its lookup key moves on to a newer price.
    private @Nullable String plan(com.stripe.model.Price price) {
        var named = price.getMetadata().get(CatalogPush.PLAN);
        return named != null
                ? named
                : catalog.prices()
                        .filter(sold -> sold.lookupKey().equals(price.getLookupKey()))
                        .map(Price::plan)
                        .findFirst()
                        .orElse(null);
    }

    /// Stripe's own anchor keeps the day of the month that short months clamp away; in a trial it lies ahead, at its
    /// end.
    private static Instant anchor(com.stripe.model.Subscription one, Instant periodStart) {
        var anchor = time(one.getBillingCycleAnchor());
        return anchor == null || anchor.isAfter(periodStart) ? periodStart : anchor;
    }

    /// The portal sets only `cancel_at` in flexible billing mode; others set only `cancel_at_period_end`.
    private static @Nullable Instant cancelAt(com.stripe.model.Subscription one, Instant periodEnd) {
        return one.getCancelAt() == null && Boolean.TRUE.equals(one.getCancelAtPeriodEnd())
                ? periodEnd
                : time(one.getCancelAt());
    }

    private static Instant needed(@Nullable Long seconds, com.stripe.model.Subscription one) {
        return Instant.ofEpochSecond(
                Objects.requireNonNull(seconds, () -> "Subscription " + one.getId() + " came without its period"));
    }

    private static @Nullable Instant time(@Nullable Long seconds) {
        return seconds == null ? null : Instant.ofEpochSecond(seconds);
    }
}
