package tools.sota.sandbox.stripe.payments;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import tools.sota.sandbox.stripe.account.Account;
import tools.sota.sandbox.stripe.http.Call;
import tools.sota.sandbox.stripe.http.Listing;
import tools.sota.sandbox.stripe.json.Json;

/// A card's issuer says that a payment may be fraud, before anybody disputes it.
public final class FraudWarnings {
    private static final String WARNING = "radar.early_fraud_warning";

    private final Account account;

    public FraudWarnings(Account account) {
        this.account = account;
    }

    public JsonNode get(Call call) {
        return account.require(WARNING, call.id(), "id");
    }

    public JsonNode list(Call call) {
        return Listing.page(call, account.all(WARNING), "charge", "payment_intent");
    }

    public ObjectNode warn(ObjectNode charge) {
        var warning = account.blank(WARNING)
                .put("actionable", isActionable(charge))
                .put("fraud_type", "made_with_stolen_card");
        warning.set("charge", charge.path("id"));
        warning.set("payment_intent", charge.path("payment_intent"));
        account.store(warning);
        account.announce("radar.early_fraud_warning.created", warning);
        return warning;
    }

    /// Nothing is left to do once the money was given back or the bank has taken it.
    void look(ObjectNode charge) {
        account.all(WARNING).stream()
                .filter(it -> Json.is(it, "charge", Json.text(charge, "id")))
                .forEach(it -> account.change(
                        it,
                        "radar.early_fraud_warning.updated",
                        warning -> warning.put("actionable", isActionable(charge))));
    }

    private static boolean isActionable(ObjectNode charge) {
        return !charge.path("refunded").asBoolean() && !charge.path("disputed").asBoolean();
    }
}
