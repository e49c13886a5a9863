package tools.sota.sandbox.stripe.payments;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import tools.sota.sandbox.stripe.account.Account;
import tools.sota.sandbox.stripe.customers.PaymentMethods;
import tools.sota.sandbox.stripe.customers.TestCard;
import tools.sota.sandbox.stripe.http.Call;
import tools.sota.sandbox.stripe.http.Listing;
import tools.sota.sandbox.stripe.json.Json;

/// Attempts to take money from a card, those that failed included.
public final class Charges {
    private static final String CHARGE = "charge";

    private final Account account;
    private final PaymentMethods methods;
    private final Aftermath aftermath;

    public Charges(Account account, PaymentMethods methods, Aftermath aftermath) {
        this.account = account;
        this.methods = methods;
        this.aftermath = aftermath;
    }

    public JsonNode get(Call call) {
        return account.require(CHARGE, call.id(), "id");
    }

    public JsonNode list(Call call) {
        return Listing.page(call, account.all(CHARGE), "customer", "payment_intent");
    }

    public JsonNode update(Call call) {
        var charge = account.require(CHARGE, call.id(), "id");
        account.change(charge, "charge.updated", it -> account.assign(it, call.params(), "description", "metadata"));
        return charge;
    }

    ObjectNode succeed(ObjectNode intent, ObjectNode method) {
        var card = methods.cardOf(method);
        var charge = attempt(intent, method)
                .put("status", "succeeded")
                .put("paid", true)
                .put("captured", !Json.is(intent, "capture_method", "manual"));
        if (charge.path("captured").asBoolean()) {
            charge.put("amount_captured", Json.number(intent, "amount"));
        }
        var risk = card == TestCard.RISK_ELEVATED ? "elevated" : "normal";
        outcome(charge, "approved_by_network", "authorized", "Payment complete.", risk);
        account.store(charge);
        account.announce("charge.succeeded", charge);
        aftermath.ofCharge(charge, card);
        return charge;
    }

    /// Takes what an earlier authorisation held.
    void capture(ObjectNode charge, long amount) {
        account.edit(charge, it -> it.put("captured", true).put("amount_captured", amount));
        account.announce("charge.captured", charge);
    }

    ObjectNode fail(ObjectNode intent, ObjectNode method, TestCard.Charge refusal) {
        var charge = attempt(intent, method).put("status", "failed");
        charge.put("failure_code", refusal.code).put("failure_message", refusal.message);
        if (refusal == TestCard.Charge.BLOCKED) {
            outcome(charge, "not_sent_to_network", "blocked", "Stripe blocked this payment as too risky.", "highest");
        } else {
            var words = "The bank did not return any further details.";
            outcome(charge, "declined_by_network", "issuer_declined", words, "normal");
        }
        account.store(charge);
        account.announce("charge.failed", charge);
        return charge;
    }

    private ObjectNode attempt(ObjectNode intent, ObjectNode method) {
        var charge = account.blank(CHARGE);
        for (var field : new String[] {"amount", "currency", "customer", "description"}) {
            charge.set(field, intent.path(field));
        }
        charge.set("metadata", intent.path("metadata").deepCopy());
        charge.set("payment_intent", intent.path("id"));
        charge.set("payment_method", method.path("id"));
        charge.set("billing_details", method.path("billing_details").deepCopy());
        charge.set("payment_method_details", account.shaped(CHARGE, "payment_method_details", details(method)));
        return charge;
    }

    private static ObjectNode details(ObjectNode method) {
        var details = Json.object().put("type", "card");
        var card = details.putObject("card");
        for (var field :
                new String[] {"brand", "country", "exp_month", "exp_year", "fingerprint", "funding", "last4"}) {
            card.set(field, method.path("card").path(field));
        }
        return details;
    }

    private void outcome(ObjectNode charge, String network, String type, String message, String risk) {
        var outcome =
                Json.object().put("network_status", network).put("type", type).put("seller_message", message);
        charge.set("outcome", account.shaped(CHARGE, "outcome", outcome.put("risk_level", risk)));
    }
}
