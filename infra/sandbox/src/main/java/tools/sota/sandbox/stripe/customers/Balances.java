package tools.sota.sandbox.stripe.customers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import tools.sota.sandbox.stripe.account.Account;
import tools.sota.sandbox.stripe.error.ApiError;
import tools.sota.sandbox.stripe.http.Call;
import tools.sota.sandbox.stripe.http.Listing;
import tools.sota.sandbox.stripe.json.Json;

/// What customers have as credit (below zero) or owe (above zero): every change leaves a transaction.
public final class Balances {
    private static final String TRANSACTION = "customer_balance_transaction";
    private static final String CUSTOMER = "customer";
    private static final String BALANCE = "balance";

    private final Account account;

    public Balances(Account account) {
        this.account = account;
    }

    public JsonNode create(Call call) {
        var customer = account.require(CUSTOMER, call.id(), "id");
        var currency = call.text("currency").orElseThrow();
        var own = Json.optional(customer, "currency");
        if (own.isPresent() && !own.get().equals(currency)) {
            throw ApiError.invalid("currency", "The customer's balance is kept in " + own.get() + ".");
        }
        var made = move(customer, call.param("amount").asLong(), currency, "adjustment");
        account.assign(made, call.params(), "description", "metadata");
        return made;
    }

    public JsonNode list(Call call) {
        account.require(CUSTOMER, call.id(), "id");
        return Listing.page(call, account.all(TRANSACTION), found -> Json.is(found, CUSTOMER, call.id()), "invoice");
    }

    public JsonNode get(Call call) {
        return own(call);
    }

    public JsonNode update(Call call) {
        var found = own(call);
        account.edit(found, it -> account.assign(it, call.params(), "description", "metadata"));
        return found;
    }

    /// Changes what a customer has.
    ///
    /// @param amount minor units; below zero is credit for the customer
    /// @param reason the transaction's type, in Stripe's words
    public ObjectNode move(ObjectNode customer, long amount, String currency, String reason) {
        account.change(customer, "customer.updated", it -> it.put(BALANCE, Json.number(it, BALANCE) + amount));
        return note(customer, amount, currency, reason);
    }

    /// Writes down a change that the customer shows already.
    ObjectNode note(ObjectNode customer, long amount, String currency, String reason) {
        var made = account.blank(TRANSACTION).put("amount", amount).put("type", reason);
        made.put("currency", currency).set(CUSTOMER, customer.path("id"));
        made.set("ending_balance", customer.path(BALANCE));
        made.putObject("metadata");
        account.store(made);
        return made;
    }

    private ObjectNode own(Call call) {
        var found = account.require(TRANSACTION, call.path("transaction"), "id");
        if (!Json.is(found, CUSTOMER, call.id())) {
            throw ApiError.missing(TRANSACTION, call.path("transaction"), "id");
        }
        return found;
    }
}
