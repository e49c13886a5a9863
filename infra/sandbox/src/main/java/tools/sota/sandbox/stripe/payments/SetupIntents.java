package tools.sota.sandbox.stripe.payments;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import tools.sota.sandbox.stripe.account.Account;
import tools.sota.sandbox.stripe.account.Ids;
import tools.sota.sandbox.stripe.http.Call;
import tools.sota.sandbox.stripe.http.Listing;
import tools.sota.sandbox.stripe.json.Json;

/// Saving a card for later without charging it.
public final class SetupIntents {
    private static final String INTENT = "setup_intent";

    private final Account account;

    public SetupIntents(Account account) {
        this.account = account;
    }

    public JsonNode get(Call call) {
        return account.require(INTENT, call.id(), "id");
    }

    public JsonNode list(Call call) {
        return Listing.page(call, account.all(INTENT), "customer", "payment_method");
    }

    /// The record of a card that was just saved.
    public ObjectNode succeeded(ObjectNode method, JsonNode params) {
        var intent =
                account.blank(INTENT).put("status", "requires_payment_method").put("usage", "off_session");
        intent.put("client_secret", Json.text(intent, "id") + "_secret_" + Ids.random(24));
        intent.withArray("payment_method_types").add("card");
        intent.set("customer", method.path("customer"));
        account.assign(intent, params, "metadata", "description");
        account.store(intent);
        account.announce("setup_intent.created", intent);
        account.edit(intent, it -> it.put("status", "succeeded").set("payment_method", method.path("id")));
        account.announce("setup_intent.succeeded", intent);
        return intent;
    }
}
