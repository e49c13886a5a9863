package tools.sota.sandbox.stripe.payments;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import tools.sota.sandbox.stripe.account.Account;
import tools.sota.sandbox.stripe.customers.PaymentMethods;
import tools.sota.sandbox.stripe.customers.Presence;
import tools.sota.sandbox.stripe.error.ApiError;
import tools.sota.sandbox.stripe.http.Call;
import tools.sota.sandbox.stripe.json.Json;

/// Payment intents that are made and moved on through the API rather than by an invoice or a checkout.
public final class PaymentRequests {
    private static final String INTENT = "payment_intent";
    private static final String METHOD = "payment_method";
    private static final String CONFIRM = "confirm";
    private static final String[] FIELDS = {
        "automatic_payment_methods",
        "capture_method",
        "confirmation_method",
        "description",
        "metadata",
        "payment_method_types",
        "receipt_email",
        "setup_future_usage",
        "shipping",
        "statement_descriptor",
        "statement_descriptor_suffix"
    };
    private static final String[] UNSUPPORTED = {
        "application_fee_amount",
        "confirmation_token",
        "customer_account",
        "on_behalf_of",
        "payment_method_data",
        "transfer_data"
    };

    private final Account account;
    private final PaymentMethods methods;
    private final PaymentIntents intents;

    public PaymentRequests(Account account, PaymentMethods methods, PaymentIntents intents) {
        this.account = account;
        this.methods = methods;
        this.intents = intents;
    }

    public JsonNode create(Call call) {
        call.refuse(UNSUPPORTED);
        var amount = call.param("amount").asLong();
        if (amount < 1) {
            throw ApiError.invalid(
                    "parameter_invalid_integer", "amount", "This value must be greater than or equal to 1.");
        }
        if (!call.flag(CONFIRM) && (call.has("off_session") || call.has("error_on_requires_action"))) {
            throw ApiError.invalid("off_session", "`off_session` can only be used with `confirm` set to true.");
        }
        var customer = call.text("customer")
                .<JsonNode>map(id -> account.require("customer", id, "customer").path("id"))
                .orElse(NullNode.instance);
        var method = call.text(METHOD).map(methods::usable);
        var intent = intents.open(amount, call.text("currency").orElseThrow(), customer, "");
        account.edit(intent, it -> {
            it.putNull("description");
            account.assign(it, call.params(), FIELDS);
            method.ifPresent(found -> it.put("status", "requires_confirmation").set(METHOD, found.path("id")));
        });
        return call.flag(CONFIRM) ? confirm(call, intent) : intent;
    }

    public JsonNode update(Call call) {
        call.refuse(UNSUPPORTED);
        var intent = require(call, "updated", "requires_payment_method", "requires_confirmation", "requires_action");
        var method = call.text(METHOD).map(methods::usable);
        account.edit(intent, it -> {
            account.assign(it, call.params(), FIELDS);
            account.assign(it, call.params(), "amount", "currency");
            method.ifPresent(found -> it.put("status", "requires_confirmation").set(METHOD, found.path("id")));
        });
        return intent;
    }

    public JsonNode confirm(Call call) {
        call.refuse(UNSUPPORTED);
        return confirm(
                call,
                require(call, "confirmed", "requires_payment_method", "requires_confirmation", "requires_action"));
    }

    public JsonNode capture(Call call) {
        var intent = require(call, "captured", "requires_capture");
        var amount = call.param("amount_to_capture").asLong(Json.number(intent, "amount_capturable"));
        if (amount < 1 || amount > Json.number(intent, "amount_capturable")) {
            throw ApiError.invalid("amount_to_capture", "The amount is not between 1 and what can be captured.");
        }
        intents.capture(intent, amount);
        return intent;
    }

    public JsonNode cancel(Call call) {
        var intent = require(
                call,
                "canceled",
                "requires_payment_method",
                "requires_confirmation",
                "requires_action",
                "requires_capture");
        account.edit(intent, it -> it.put("amount_capturable", 0L));
        intents.cancel(intent, call.text("cancellation_reason").orElse("requested_by_customer"));
        return intent;
    }

    private ObjectNode confirm(Call call, ObjectNode intent) {
        var method = call.text(METHOD)
                .or(() -> Json.optional(intent, METHOD))
                .map(methods::usable)
                .orElseThrow(() -> ApiError.invalid(
                        "payment_intent_unexpected_state",
                        METHOD,
                        "You cannot confirm this PaymentIntent because it's missing a payment method."));
        var isAbsent =
                call.has("off_session") && !call.text("off_session").orElse("").equals("false");
        call.text("return_url").ifPresent(url -> account.note(intent).put("return_url", url));
        if (isAbsent && methods.isChallenged(method, Presence.ABSENT)) {
            return answer(intents.needsCustomer(intent, method), intent);
        }
        var outcome = intents.confirm(intent, method, isAbsent ? Presence.ABSENT : Presence.PRESENT);
        if (outcome instanceof Outcome.Paid
                && isKept(intent)
                && method.path("customer").isNull()) {
            methods.attach(Json.text(method, "id"), Json.text(intent, "customer"));
        }
        return answer(outcome, intent);
    }

    private static boolean isKept(ObjectNode intent) {
        return !intent.path("customer").isNull()
                && Json.optional(intent, "setup_future_usage").isPresent();
    }

    private static ObjectNode answer(Outcome outcome, ObjectNode intent) {
        if (outcome instanceof Outcome.Refused(var error)) {
            throw error;
        }
        return intent;
    }

    private ObjectNode require(Call call, String deed, String... statuses) {
        var intent = account.require(INTENT, call.id(), "id");
        var status = Json.text(intent, "status");
        if (!List.of(statuses).contains(status)) {
            throw ApiError.invalid(
                            "This PaymentIntent could not be %s because it has a status of %s.".formatted(deed, status))
                    .with("code", "payment_intent_unexpected_state")
                    .with(INTENT, intent);
        }
        return intent;
    }
}
