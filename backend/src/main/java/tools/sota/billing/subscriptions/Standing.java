package tools.sota.billing.subscriptions;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// What the whole set of an account's subscriptions means at one moment. The order in which we heard of them has no
/// part
/// in it: an old canceled one takes nothing from a new active one.
///
/// @param holder the one live subscription; null when there is none
/// @param isEntitled whether the holder's plan is in force
/// @param surplus live ones beside the holder
public record Standing(@Nullable Subscription holder, boolean isEntitled, List<Subscription> surplus) {

    /// @param grace how long a plan stays in force after its renewal could not be charged
    /// @param isSold whether a plan is in the catalog
    public record Rules(Duration grace, Predicate<String> isSold) {}

    /// @param claimed the subscription that held the place until now; it keeps it against its equals
    static Standing of(List<Subscription> set, @Nullable String claimed, Rules rules, Instant now) {
        var live = set.stream()
                .filter(Subscription::isLive)
                .sorted(Comparator.comparing((Subscription one) -> !isEntitled(one, rules, now))
                        .thenComparing(one -> !one.id().equals(claimed))
                        .thenComparing(Subscription::createdAt)
                        .thenComparing(Subscription::id))
                .toList();
        return live.isEmpty()
                ? new Standing(null, false, List.of())
                : new Standing(live.getFirst(), isEntitled(live.getFirst(), rules, now), live.subList(1, live.size()));
    }

    /// When it changes by time alone.
    @Nullable
    Instant changesAt(Rules rules) {
        return holder != null && isEntitled && (holder.isOwing() || holder.isStuck()) ? graceEnd(holder, rules) : null;
    }

    /// Statuses that we do not know entitle to nothing.
    private static boolean isEntitled(Subscription one, Rules rules, Instant now) {
        if (one.plan() == null || !rules.isSold().test(one.plan())) {
            return false;
        }
        return switch (one.status()) {
            case "active" -> !one.isStuck() || now.isBefore(graceEnd(one, rules));
            case "trialing" -> true;
            case "past_due" -> now.isBefore(graceEnd(one, rules));
            case "unpaid" -> one.unpaidSince() != null && now.isBefore(graceEnd(one, rules));
            default -> false;
        };
    }

    /// Counted from the first renewal that is owed: later periods begin without being paid, and give no new grace. A
    /// renewal that fails has begun its period already, so the period's start is when the payment was due; an
    /// invoice that was sent is due some days later.
    static Instant graceEnd(Subscription one, Rules rules) {
        var since = one.isStuck() ? one.stuckSince() : one.unpaidSince();
        return Objects.requireNonNullElse(since, one.periodStart())
                .plus(Duration.ofDays(one.netDays()))
                .plus(rules.grace());
    }
}
