package tools.sota.sandbox.stripe.subscriptions;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.stream.Stream;
import tools.sota.sandbox.stripe.account.Account;
import tools.sota.sandbox.stripe.account.Due;
import tools.sota.sandbox.stripe.json.Json;

/// How a schedule ends by itself.
final class ScheduleEnds {
    private static final String EXPIRING = "expiring";
    private static final long WEEK = Duration.ofDays(7).toSeconds();

    private final Account account;

    ScheduleEnds(Account account) {
        this.account = account;
    }

    /// The announcement, a week ahead, of an end that is also the subscription's.
    Stream<Due> expiry(ObjectNode schedule) {
        if (!Json.is(schedule, "end_behavior", "cancel")
                || account.note(schedule).has(EXPIRING)) {
            return Stream.empty();
        }
        var end = Json.number(Json.objects(schedule.path("phases")).getLast(), "end_date");
        var at = Math.max(Json.number(schedule, "created"), end - WEEK);
        return Stream.of(new Due(at, Json.text(schedule, "customer"), () -> {
            account.note(schedule).put(EXPIRING, true);
            account.announce("subscription_schedule.expiring", schedule);
        }));
    }

    /// Its last phase is over. The subscription is its own again.
    void complete(ObjectNode schedule) {
        account.edit(
                schedule,
                it -> it.put("status", "completed")
                        .put("completed_at", account.now())
                        .putNull("current_phase"));
        account.announce("subscription_schedule.completed", schedule);
        account.find("subscription", Json.text(schedule, "subscription"))
                .ifPresent(it -> account.change(it, "customer.subscription.updated", one -> one.putNull("schedule")));
    }
}
