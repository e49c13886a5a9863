package tools.sota.billing.subscriptions;

import java.time.Clock;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import tools.sota.platform.Money;

/// The subscription of an account at this moment, from what we keep.
public final class CurrentSubscription {
    private final Jdbi jdbi;
    private final String freePlan;
    private final Standing.Rules rules;
    private final Suspension suspension;
    private final Clock clock;

    CurrentSubscription(Jdbi jdbi, String freePlan, Standing.Rules rules, Suspension suspension, Clock clock) {
        this.jdbi = jdbi;
        this.freePlan = freePlan;
        this.rules = rules;
        this.suspension = suspension;
        this.clock = clock;
    }

    /// Whether one takes the account's one place, in force or not.
    public boolean isTaken(UUID account) {
        return standing(ofAccount(account)).holder() != null;
    }

    /// The one with this id, as we know it.
    public Optional<Subscription> find(UUID account, String id) {
        return ofAccount(account).stream().filter(one -> one.id().equals(id)).findFirst();
    }

    /// The one that takes the account's one place, in force or not.
    public Optional<Subscription> holder(UUID account) {
        return Optional.ofNullable(standing(ofAccount(account)).holder());
    }

    /// The newest that the account had, over or not.
    public Optional<Subscription> last(UUID account) {
        return ofAccount(account).stream().reduce((earlier, later) -> later);
    }

    /// The one whose plan is in force.
    public Optional<Subscription> inForce(UUID account) {
        var standing = standing(ofAccount(account));
        return Optional.ofNullable(standing.holder()).filter(holder -> isInForce(standing, holder));
    }

    /// Whether a bank's objection takes the plan away.
    public boolean isSuspended(UUID account) {
        return holder(account).flatMap(this::suspended).isPresent();
    }

    /// The plan of whoever has none in force.
    public String freePlan() {
        return freePlan;
    }

    /// The plan in force. One that is not in force is shown too while the customer can still bring it back.
    public SubscriptionView view(UUID account) {
        var all = ofAccount(account);
        var standing = standing(all);
        var shown = Optional.ofNullable(standing.holder())
                .or(() -> all.stream().filter(Subscription::isWaiting).reduce((earlier, later) -> later));
        var around = jdbi.withExtension(
                Subscriptions.class,
                table -> new Around(
                        table.waiting(account).orElse(null),
                        table.parkedSince(account).orElse(null)));
        return shown.map(one -> view(one, isInForce(standing, one), around)).orElseGet(() -> none(around));
    }

    /// What holds for the account, whatever its subscription is.
    private record Around(
            SubscriptionView.@Nullable WaitingView waiting,
            @Nullable Instant parkedSince) {}

    /// The terms of one that was agreed and not bought; it changes and ends as was agreed.
    public Optional<SubscriptionView.ContractView> contract(Subscription one) {
        return jdbi.withExtension(Subscriptions.class, table -> table.contract(one.accountId(), one.id()))
                .map(row -> new SubscriptionView.ContractView(
                        new Money(row.amount(), row.currency()), row.calls(), row.netDays(), row.poNumber()));
    }

    private boolean isInForce(Standing standing, Subscription one) {
        return standing.isEntitled() && suspended(one).isEmpty();
    }

    private Optional<Suspension.Cause> suspended(Subscription one) {
        return jdbi.withHandle(handle -> suspension.of(handle, one.accountId(), one.createdAt()));
    }

    private SubscriptionView view(Subscription one, boolean inForce, Around around) {
        var free = none(around);
        return new SubscriptionView(
                inForce && one.plan() != null ? one.plan() : freePlan,
                inForce ? one.interval() : null,
                Subscription.KNOWN.contains(one.status()) ? one.status() : "unknown",
                inForce ? new SubscriptionView.PeriodView(one.periodStart(), one.periodEnd()) : free.currentPeriod(),
                one.cancelAt(),
                one.trialEndAt(),
                pending(one),
                around.waiting(),
                suspended(one).orElse(null),
                discounts(one),
                contract(one).orElse(null),
                around.parkedSince(),
                payment(one));
    }

    private List<SubscriptionView.DiscountView> discounts(Subscription one) {
        return jdbi.withExtension(Discounts.class, table -> table.of(one.accountId(), one.id())).stream()
                .map(SubscriptionView.DiscountView::of)
                .toList();
    }

    private SubscriptionView.@Nullable PaymentView payment(Subscription one) {
        if (!one.isWaiting() && !one.isOwing() && !one.isStuck()) {
            return null;
        }
        var until = one.isWaiting() ? one.createdAt().plus(Subscription.WAITS) : Standing.graceEnd(one, rules);
        var page = one.isStuck()
                ? Optional.<String>empty()
                : jdbi.withExtension(Subscriptions.class, table -> table.payPage(one.accountId(), one.id()));
        return new SubscriptionView.PaymentView(
                one.isStuck() ? "address" : "payment",
                page.orElse(null),
                clock.instant().isBefore(until) ? until : null);
    }

    private SubscriptionView.@Nullable PendingView pending(Subscription one) {
        var plan = one.pendingPlan();
        if (plan == null) {
            return null;
        }
        var page = one.pendingAt() != null
                ? Optional.<String>empty()
                : jdbi.withExtension(Subscriptions.class, table -> table.payPage(one.accountId(), one.id()));
        return new SubscriptionView.PendingView(
                plan, one.pendingInterval(), one.pendingAt(), one.pendingExpiresAt(), page.orElse(null));
    }

    private SubscriptionView none(Around around) {
        var month = YearMonth.from(clock.instant().atOffset(ZoneOffset.UTC));
        var period = new SubscriptionView.PeriodView(
                month.atDay(1).atStartOfDay().toInstant(ZoneOffset.UTC),
                month.plusMonths(1).atDay(1).atStartOfDay().toInstant(ZoneOffset.UTC));
        return new SubscriptionView(
                freePlan,
                null,
                "none",
                period,
                null,
                null,
                null,
                around.waiting(),
                null,
                List.of(),
                null,
                around.parkedSince(),
                null);
    }

    private List<Subscription> ofAccount(UUID account) {
        return jdbi.withExtension(Subscriptions.class, table -> table.ofAccount(account));
    }

    private Standing standing(List<Subscription> all) {
        var claimed = all.isEmpty()
                ? null
                : jdbi.withExtension(
                                Subscriptions.class,
                                table -> table.claimed(all.getFirst().accountId()))
                        .orElse(null);
        return Standing.of(all, claimed, rules, clock.instant());
    }
}
