package tools.sota.sandbox.stripe.subscriptions;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import tools.sota.sandbox.stripe.account.Account;
import tools.sota.sandbox.stripe.invoices.SubscriptionOf;
import tools.sota.sandbox.stripe.json.Json;

/// Ending a subscription: now, at a moment, or at the end of the period; and taking that back.
public final class Cancellations {
    private static final String UPDATED = "customer.subscription.updated";
    private static final String CANCEL_AT = "cancel_at";
    private static final String AT_PERIOD_END = "cancel_at_period_end";
    private static final String DETAILS = "cancellation_details";

    private final Account account;

    Cancellations(Account account) {
        this.account = account;
    }

    /// What the portal does in flexible billing mode: it names the moment and leaves `cancel_at_period_end` false.
    public void atPeriodEndFromPortal(ObjectNode subscription) {
        account.change(
                subscription, UPDATED, it -> schedule(it, Items.period(it).end(), false));
    }

    public void resume(ObjectNode subscription) {
        account.change(subscription, UPDATED, Cancellations::clear);
    }

    /// @param reason Stripe's word for it (`cancellation_details.reason`)
    public void now(ObjectNode subscription, String reason) {
        account.edit(subscription, it -> {
            it.put("status", "canceled").put("ended_at", account.now());
            if (it.path("canceled_at").isNull()) {
                it.put("canceled_at", account.now());
            }
            setReason(it, reason);
        });
        stopCollecting(subscription);
        account.announce("customer.subscription.deleted", subscription);
        Json.optional(subscription, "schedule")
                .flatMap(id -> account.find(Schedules.SCHEDULE, id))
                .ifPresent(this::close);
    }

    /// A schedule whose subscription is no more, or will never be.
    void close(ObjectNode schedule) {
        account.edit(
                schedule,
                it -> it.put("status", "canceled")
                        .put("canceled_at", account.now())
                        .putNull("current_phase"));
        account.announce("subscription_schedule.canceled", schedule);
    }

    /// The customer is deleted.
    public void allOf(ObjectNode customer) {
        account.all("subscription").stream()
                .filter(subscription -> Json.is(subscription, "customer", Json.text(customer, "id")))
                .filter(subscription -> !Subscriptions.hasEnded(subscription))
                .forEach(subscription -> now(subscription, "cancellation_requested"));
    }

    /// The first payment never came.
    void expire(ObjectNode subscription) {
        account.change(
                subscription,
                UPDATED,
                it -> it.put("status", "incomplete_expired").put("ended_at", account.now()));
    }

    /// The cancelling parameters of an update, on the subscription itself.
    void apply(ObjectNode subscription, ObjectNode params) {
        if (params.has(AT_PERIOD_END)) {
            if (params.path(AT_PERIOD_END).asBoolean()) {
                schedule(subscription, Items.period(subscription).end(), true);
            } else {
                clear(subscription);
            }
        }
        if (params.path(CANCEL_AT).isNull()) {
            clear(subscription);
        } else if (params.has(CANCEL_AT)) {
            var moment = params.path(CANCEL_AT);
            schedule(
                    subscription,
                    moment.isNumber()
                            ? moment.asLong()
                            : Items.period(subscription).end(),
                    false);
        }
        if (params.path(DETAILS) instanceof ObjectNode details) {
            details(subscription).setAll(details);
        }
    }

    private void schedule(ObjectNode subscription, long moment, boolean atPeriodEnd) {
        subscription.put(CANCEL_AT, moment).put(AT_PERIOD_END, atPeriodEnd).put("canceled_at", account.now());
        setReason(subscription, "cancellation_requested");
    }

    private static void clear(ObjectNode subscription) {
        subscription.putNull(CANCEL_AT).put(AT_PERIOD_END, false).putNull("canceled_at");
        details(subscription).putNull("reason");
    }

    private static void setReason(ObjectNode subscription, String reason) {
        details(subscription).put("reason", reason);
    }

    private static ObjectNode details(ObjectNode subscription) {
        if (!(subscription.path(DETAILS) instanceof ObjectNode)) {
            subscription
                    .putObject(DETAILS)
                    .putNull("comment")
                    .putNull("feedback")
                    .putNull("reason");
        }
        return subscription.withObject(DETAILS);
    }

    private void stopCollecting(ObjectNode subscription) {
        account.all("invoice").stream()
                .filter(invoice -> SubscriptionOf.id(invoice).equals(Json.optional(subscription, "id")))
                .filter(invoice -> List.of("draft", "open").contains(Json.text(invoice, "status")))
                .forEach(invoice -> account.change(
                        invoice,
                        "invoice.updated",
                        it -> it.put("auto_advance", false)
                                .putNull("next_payment_attempt")
                                .putNull("automatically_finalizes_at")));
    }
}
