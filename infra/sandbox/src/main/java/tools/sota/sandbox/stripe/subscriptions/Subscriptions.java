package tools.sota.sandbox.stripe.subscriptions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.Predicate;
import tools.sota.sandbox.stripe.account.Account;
import tools.sota.sandbox.stripe.customers.Presence;
import tools.sota.sandbox.stripe.customers.TaxLocation;
import tools.sota.sandbox.stripe.discounts.Discounts;
import tools.sota.sandbox.stripe.error.ApiError;
import tools.sota.sandbox.stripe.http.Call;
import tools.sota.sandbox.stripe.http.Listing;
import tools.sota.sandbox.stripe.json.Json;

/// `/v1/subscriptions`.
public final class Subscriptions {
    private static final String SUBSCRIPTION = "subscription";
    private static final List<String> ENDED = List.of("canceled", "incomplete_expired");
    private static final String[] UNSUPPORTED = {
        "application_fee_percent",
        "backdate_start_date",
        "billing_cycle_anchor_config",
        "billing_schedules",
        "billing_thresholds",
        "customer_account",
        "default_source",
        "default_tax_rates",
        "on_behalf_of",
        "pending_invoice_item_interval",
        "transfer_data",
        "trial_from_plan"
    };

    private final Account account;
    private final Starts starts;
    private final Changes changes;
    private final Cancellations cancellations;
    private final Prorations prorations;
    private final Renewals renewals;

    Subscriptions(
            Account account,
            Starts starts,
            Changes changes,
            Cancellations cancellations,
            Prorations prorations,
            Renewals renewals) {
        this.account = account;
        this.starts = starts;
        this.changes = changes;
        this.cancellations = cancellations;
        this.prorations = prorations;
        this.renewals = renewals;
    }

    static boolean hasEnded(ObjectNode subscription) {
        return ENDED.contains(Json.text(subscription, "status"));
    }

    public JsonNode create(Call call) {
        call.refuse(UNSUPPORTED);
        call.refuse("billing_cycle_anchor");
        call.text("customer").ifPresent(id -> requirePlace(call, id));
        return starts.start(call.params(), call.flag("off_session") ? Presence.ABSENT : Presence.PRESENT);
    }

    public JsonNode get(Call call) {
        return require(call);
    }

    public JsonNode list(Call call) {
        var price = call.text("price");
        Predicate<ObjectNode> ofPrice = it -> price.isEmpty()
                || Items.of(it).stream().anyMatch(item -> Json.is(item.path("price"), "id", price.get()));
        return Listing.page(
                call, account.all(SUBSCRIPTION), wantedStatus(call).and(ofPrice), "customer", "collection_method");
    }

    public JsonNode update(Call call) {
        call.refuse(UNSUPPORTED);
        var subscription = require(call);
        if (hasEnded(subscription)) {
            throw ApiError.invalid("A canceled subscription can only update its cancellation_details and metadata.");
        }
        refuseIfScheduled(subscription, call);
        requirePlace(call, Json.text(subscription, "customer"));
        call.text("default_payment_method")
                .ifPresent(id -> account.require("payment_method", id, "default_payment_method"));
        if (endsTrial(call, subscription) && renewals.stopForWantOfCard(subscription)) {
            return subscription;
        }
        if (call.has("discounts") && !Json.is(call.params(), "payment_behavior", "pending_if_incomplete")) {
            discount(subscription, call.params());
        }
        if (Changes.isAsked(call.params())) {
            changes.carryOut(subscription, call.params());
        }
        account.change(subscription, "customer.subscription.updated", it -> {
            account.assign(
                    it,
                    call.params(),
                    "automatic_tax",
                    "collection_method",
                    "days_until_due",
                    "default_payment_method",
                    "description",
                    "metadata",
                    "pause_collection",
                    "payment_settings",
                    "trial_settings");
            cancellations.apply(it, call.params());
        });
        return subscription;
    }

    private void discount(ObjectNode subscription, JsonNode params) {
        var discounts = new Discounts(account);
        var had = Json.texts(subscription.path("discounts"));
        account.change(subscription, "customer.subscription.updated", it -> {
            var given = discounts.attach(it, params, Items.worth(Items.of(it)));
            discounts.redeem(given.stream()
                    .filter(one -> !had.contains(Json.text(one, "id")))
                    .toList());
        });
        var kept = Json.texts(subscription.path("discounts"));
        had.stream()
                .filter(id -> !kept.contains(id))
                .forEach(id ->
                        account.announce("customer.discount.deleted", account.require("discount", id, "discounts")));
    }

    private static void refuseIfScheduled(ObjectNode subscription, Call call) {
        Json.optional(subscription, "schedule")
                .filter(schedule -> call.has("cancel_at") || call.has("cancel_at_period_end"))
                .ifPresent(schedule -> {
                    throw ApiError.invalid("The subscription is managed by the subscription schedule `" + schedule
                            + "`, and updating any cancelation behavior directly is not allowed. Please update the"
                            + " schedule instead.");
                });
    }

    public JsonNode cancel(Call call) {
        call.refuse("invoice_now");
        var subscription = require(call);
        if (hasEnded(subscription)) {
            throw ApiError.missing(SUBSCRIPTION, call.id(), "id");
        }
        if (call.flag("prorate")) {
            prorations.unused(subscription);
        }
        account.edit(subscription, it -> cancellations.apply(it, call.params()));
        cancellations.now(subscription, "cancellation_requested");
        return subscription;
    }

    /// Continues a subscription that paused for want of a card.
    public JsonNode resume(Call call) {
        var subscription = require(call);
        if (!Json.is(subscription, "status", "paused")) {
            throw ApiError.invalid("You cannot resume a subscription that is not paused.");
        }
        renewals.resume(subscription);
        account.announce("customer.subscription.resumed", subscription);
        return subscription;
    }

    private void requirePlace(Call call, String customer) {
        var isTaxed = call.param("automatic_tax").path("enabled").asBoolean();
        if (isTaxed
                && !TaxLocation.isKnown(
                        account.require("customer", customer, "customer").path("address"))) {
            throw TaxLocation.unknown();
        }
    }

    private static boolean endsTrial(Call call, ObjectNode subscription) {
        return Json.is(call.params(), "trial_end", "now") && Json.is(subscription, "status", "trialing");
    }

    private ObjectNode require(Call call) {
        return account.require(SUBSCRIPTION, call.id(), "id");
    }

    private static Predicate<ObjectNode> wantedStatus(Call call) {
        var status = call.text("status").orElse("");
        return switch (status) {
            case "all" -> it -> true;
            case "" -> it -> !Json.is(it, "status", "canceled");
            case "ended" -> Subscriptions::hasEnded;
            default -> it -> Json.is(it, "status", status);
        };
    }
}
