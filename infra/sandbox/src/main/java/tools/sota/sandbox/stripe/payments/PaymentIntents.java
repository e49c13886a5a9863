package tools.sota.sandbox.stripe.payments;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;
import tools.sota.sandbox.stripe.account.Account;
import tools.sota.sandbox.stripe.account.Ids;
import tools.sota.sandbox.stripe.account.Links;
import tools.sota.sandbox.stripe.customers.PaymentMethods;
import tools.sota.sandbox.stripe.customers.Presence;
import tools.sota.sandbox.stripe.customers.TestCard;
import tools.sota.sandbox.stripe.error.ApiError;
import tools.sota.sandbox.stripe.http.Call;
import tools.sota.sandbox.stripe.http.Listing;
import tools.sota.sandbox.stripe.json.Json;

/// One sum to be paid, through as many attempts as it takes.
public final class PaymentIntents {
    private static final String INTENT = "payment_intent";
    static final String CHALLENGE_FAILED =
            "We are unable to authenticate your payment method. Please choose a different payment method and try again.";

    private final Account account;
    private final PaymentMethods methods;
    private final Charges charges;
    private final Links links;
    private final Declines declines;

    public PaymentIntents(Account account, PaymentMethods methods, Charges charges, Links links) {
        this.account = account;
        this.methods = methods;
        this.charges = charges;
        this.links = links;
        this.declines = new Declines(account);
    }

    public JsonNode get(Call call) {
        return account.require(INTENT, call.id(), "id");
    }

    public JsonNode list(Call call) {
        return Listing.page(call, account.all(INTENT), "customer");
    }

    public ObjectNode open(long amount, String currency, JsonNode customer, String description) {
        var intent = account.blank(INTENT).put("amount", amount).put("currency", currency);
        var id = Json.text(intent, "id");
        intent.put("client_secret", id + "_secret_" + Ids.random(24)).put("description", description);
        intent.put("capture_method", "automatic").put("confirmation_method", "automatic");
        intent.put("status", "requires_payment_method").set("customer", customer);
        intent.withArray("payment_method_types").add("card");
        account.store(intent);
        account.announce("payment_intent.created", intent);
        return intent;
    }

    /// Tries to take the money from a card.
    ///
    /// @param presence whether the customer can pass 3-D Secure
    public Outcome confirm(ObjectNode intent, ObjectNode method, Presence presence) {
        var card = methods.cardOf(method);
        account.edit(intent, it -> it.set("payment_method", method.path("id")));
        if (declines.take()) {
            return refused(intent, method, TestCard.Charge.DECLINED);
        }
        if (card.isDeclined()) {
            return refused(intent, method, card.charge);
        }
        if (presence == Presence.AUTHENTICATED) {
            methods.passed(method);
        }
        return methods.isChallenged(method, presence) ? challenged(intent) : paid(intent, method);
    }

    /// The bank asks for the customer, who is not there.
    Outcome needsCustomer(ObjectNode intent, ObjectNode method) {
        account.edit(intent, it -> it.set("payment_method", method.path("id")));
        var error = ApiError.card(
                "authentication_required", "Your card was declined. This transaction requires authentication.");
        return failed(intent, method, error.with("decline_code", "authentication_required"), null);
    }

    /// Takes what was only held until now.
    void capture(ObjectNode intent, long amount) {
        var charge = account.require("charge", Json.text(intent, "latest_charge"), "latest_charge");
        charges.capture(charge, amount);
        account.edit(intent, it -> it.put("amount_capturable", 0L));
        succeeded(intent, charge);
    }

    /// Ends the 3-D Secure challenge that the intent waits for.
    public Outcome answerChallenge(ObjectNode intent, boolean passed) {
        var method = account.require("payment_method", Json.text(intent, "payment_method"), "payment_method");
        if (passed) {
            methods.passed(method);
            return paid(intent, method);
        }
        var error = ApiError.card("payment_intent_authentication_failure", CHALLENGE_FAILED);
        return failed(intent, method, error, null);
    }

    public void cancel(ObjectNode intent, String reason) {
        account.edit(
                intent,
                it -> it.put("status", "canceled")
                        .put("canceled_at", account.now())
                        .put("cancellation_reason", reason)
                        .putNull("next_action"));
        account.announce("payment_intent.canceled", intent);
    }

    private Outcome paid(ObjectNode intent, ObjectNode method) {
        var charge = charges.succeed(intent, method);
        account.edit(intent, it -> {
            it.set("latest_charge", charge.path("id"));
            it.putNull("next_action").putNull("last_payment_error");
        });
        if (charge.path("captured").asBoolean()) {
            succeeded(intent, charge);
        } else {
            account.edit(
                    intent, it -> it.put("status", "requires_capture").set("amount_capturable", it.path("amount")));
            account.announce("payment_intent.amount_capturable_updated", intent);
        }
        return new Outcome.Paid(charge);
    }

    private void succeeded(ObjectNode intent, ObjectNode charge) {
        account.edit(
                intent, it -> it.put("status", "succeeded").set("amount_received", charge.path("amount_captured")));
        account.announce("payment_intent.succeeded", intent);
    }

    private Outcome refused(ObjectNode intent, ObjectNode method, TestCard.Charge refusal) {
        var charge = charges.fail(intent, method, refusal);
        var error = ApiError.card(refusal.code, refusal.message)
                .with("decline_code", refusal.declineCode)
                .with("charge", Json.text(charge, "id"));
        return failed(intent, method, error, charge);
    }

    private Outcome failed(ObjectNode intent, ObjectNode method, ApiError error, @Nullable ObjectNode charge) {
        account.edit(intent, it -> {
            it.put("status", "requires_payment_method").putNull("next_action").putNull("payment_method");
            if (charge != null) {
                it.set("latest_charge", charge.path("id"));
            }
            it.set("last_payment_error", error.fields().set("payment_method", method.deepCopy()));
        });
        account.announce("payment_intent.payment_failed", intent);
        return new Outcome.Refused(error.with("payment_intent", intent));
    }

    private Outcome challenged(ObjectNode intent) {
        account.edit(intent, it -> {
            it.put("status", "requires_action");
            var action = it.putObject("next_action").put("type", "redirect_to_url");
            action.putObject("redirect_to_url")
                    .put("url", links.challenge(Json.text(it, "id")))
                    .set("return_url", returnUrl(it));
        });
        account.announce("payment_intent.requires_action", intent);
        return new Outcome.Challenged(intent);
    }

    private JsonNode returnUrl(ObjectNode intent) {
        var kept = account.note(intent).path("return_url");
        return kept.isTextual() ? kept : NullNode.instance;
    }
}
