package tools.sota.sandbox.stripe.subscriptions;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.sota.sandbox.stripe.account.Account;
import tools.sota.sandbox.stripe.account.Agenda;
import tools.sota.sandbox.stripe.account.Due;
import tools.sota.sandbox.stripe.invoices.Period;
import tools.sota.sandbox.stripe.json.Json;

/// What a subscription has coming by itself: its end, the end of its trial, its next period, giving up waiting.
final class Renewals implements Agenda {
    private static final String UPDATED = "customer.subscription.updated";
    private static final String TOLD = "trial_will_end";
    private static final long WARNING = Duration.ofDays(3).toSeconds();
    private static final long PATIENCE = Duration.ofHours(23).toSeconds();

    private final Account account;
    private final Billing billing;
    private final Cancellations cancellations;
    private final PendingUpdates pending;
    private final Schedules schedules;

    Renewals(
            Account account,
            Billing billing,
            Cancellations cancellations,
            PendingUpdates pending,
            Schedules schedules) {
        this.account = account;
        this.billing = billing;
        this.cancellations = cancellations;
        this.pending = pending;
        this.schedules = schedules;
    }

    @Override
    public Stream<Due> coming() {
        return account.all("subscription").stream().flatMap(it -> next(it).stream());
    }

    private Optional<Due> next(ObjectNode subscription) {
        var candidates = switch (Json.text(subscription, "status")) {
            case "trialing" -> Stream.of(end(subscription), warning(subscription), trialEnd(subscription));
            case "active", "past_due", "unpaid" ->
                Stream.of(end(subscription), expiry(subscription), resumption(subscription), renewal(subscription));
            case "incomplete" -> Stream.of(abandoned(subscription));
            case "paused" -> Stream.of(end(subscription));
            default -> Stream.<Optional<Due>>empty();
        };
        return candidates.flatMap(Optional::stream).min(Comparator.comparingLong(Due::at));
    }

    private Optional<Due> end(ObjectNode subscription) {
        return Json.moment(subscription, "cancel_at")
                .map(at -> due(subscription, at, () -> cancellations.now(subscription, "cancellation_requested")));
    }

    private Optional<Due> warning(ObjectNode subscription) {
        if (account.note(subscription).has(TOLD)) {
            return Optional.empty();
        }
        var at = Math.max(Json.number(subscription, "created"), Json.number(subscription, "trial_end") - WARNING);
        return Optional.of(due(subscription, at, () -> {
            account.note(subscription).put(TOLD, true);
            account.announce("customer.subscription.trial_will_end", subscription);
        }));
    }

    private Optional<Due> trialEnd(ObjectNode subscription) {
        return Json.moment(subscription, "trial_end").map(at -> due(subscription, at, () -> endTrial(subscription)));
    }

    private Optional<Due> renewal(ObjectNode subscription) {
        return Optional.of(due(subscription, Items.period(subscription).end(), () -> renew(subscription)));
    }

    private Optional<Due> expiry(ObjectNode subscription) {
        return Json.moment(subscription.path("pending_update"), "expires_at")
                .map(at ->
                        due(subscription, at, () -> pending.expire(subscription).ifPresent(billing::voidInvoice)));
    }

    private Optional<Due> resumption(ObjectNode subscription) {
        return Json.moment(subscription.path("pause_collection"), "resumes_at")
                .map(at -> due(
                        subscription,
                        at,
                        () -> account.change(subscription, UPDATED, it -> it.putNull("pause_collection"))));
    }

    private Optional<Due> abandoned(ObjectNode subscription) {
        return Optional.of(due(subscription, Json.number(subscription, "created") + PATIENCE, () -> {
            var invoice = account.require("invoice", Json.text(subscription, "latest_invoice"), "invoice");
            billing.voidInvoice(invoice);
        }));
    }

    private void endTrial(ObjectNode subscription) {
        if (!stopForWantOfCard(subscription)) {
            renew(subscription);
        }
    }

    /// A trial that is over and left no card ends or pauses the subscription, if that was asked for.
    ///
    /// @return whether it did
    boolean stopForWantOfCard(ObjectNode subscription) {
        var behavior = Json.optional(subscription.path("trial_settings").path("end_behavior"), "missing_payment_method")
                .orElse("create_invoice");
        var cannotPay = billing.method(subscription).isEmpty()
                && Json.is(subscription, "collection_method", "charge_automatically");
        if (cannotPay && behavior.equals("cancel")) {
            cancellations.now(subscription, "cancellation_requested");
        } else if (cannotPay && behavior.equals("pause")) {
            account.edit(subscription, it -> it.put("status", "paused"));
            account.announce("customer.subscription.paused", subscription);
        }
        return !Json.is(subscription, "status", "trialing");
    }

    /// A new cycle begins now.
    void resume(ObjectNode subscription) {
        account.edit(subscription, it -> {
            it.put("billing_cycle_anchor", account.now());
            Items.setPeriod(Items.of(it), Period.at(account.now()));
        });
        renew(subscription);
    }

    /// The next period begins and its invoice is drafted. While a subscription is unpaid the drafts stay drafts.
    void renew(ObjectNode subscription) {
        var past = Items.period(subscription);
        if (!schedules.enterNext(subscription, past.end())) {
            cancellations.now(subscription, "cancellation_requested");
            return;
        }
        var price = (ObjectNode) Items.of(subscription).getFirst().path("price");
        var period = Cycle.of(Json.number(subscription, "billing_cycle_anchor"), price)
                .from(past.end());
        var lines = billing.lines(subscription, Items.of(subscription), period);
        var extras = billing.extras(subscription, Json.object());
        var invoice = billing.draft(subscription, "subscription_cycle", past, lines);
        if (Json.is(subscription, "status", "unpaid")
                || Json.is(subscription.path("pause_collection"), "behavior", "keep_as_draft")) {
            invoice.put("auto_advance", false);
        }
        account.change(subscription, UPDATED, it -> {
            Items.setPeriod(Items.of(it), period);
            it.set("latest_invoice", invoice.path("id"));
            if (List.of("trialing", "paused").contains(Json.text(it, "status"))) {
                it.put("status", "active");
            }
        });
        billing.issue(invoice, extras);
    }

    private static Due due(ObjectNode subscription, long at, Runnable action) {
        return new Due(at, Json.text(subscription, "customer"), action);
    }
}
