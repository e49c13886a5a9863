package tools.sota.sandbox.stripe.customers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import tools.sota.sandbox.stripe.account.Account;
import tools.sota.sandbox.stripe.error.ApiError;
import tools.sota.sandbox.stripe.http.Call;
import tools.sota.sandbox.stripe.http.Listing;
import tools.sota.sandbox.stripe.json.Json;

/// Saved cards. Attaching a magic id (`pm_card_visa`) makes a new card each time.
public final class PaymentMethods {
    private static final String METHOD = "payment_method";
    private static final String CUSTOMER = "customer";
    private static final String CARD = "card";
    private static final String PASSED = "passed_3ds";

    private final Account account;

    public PaymentMethods(Account account) {
        this.account = account;
    }

    public JsonNode create(Call call) {
        var card = call.param(CARD);
        var test = Json.optional(card, "token")
                .flatMap(TestCard::named)
                .or(() -> Json.optional(card, "number").flatMap(TestCard::numbered))
                .orElseThrow(() -> ApiError.card("incorrect_number", "Your card number is incorrect."));
        var method = ofCard(test);
        account.assign(method, call.params(), "billing_details", "metadata");
        account.edit(method, it -> setExpiry(it, card));
        return method;
    }

    public JsonNode update(Call call) {
        var method = account.require(METHOD, call.id(), "id");
        if (method.path(CUSTOMER).isNull()) {
            throw ApiError.invalid("You must save this PaymentMethod to a customer before you can update it.");
        }
        account.change(method, "payment_method.updated", it -> {
            account.assign(it, call.params(), "allow_redisplay", "billing_details", "metadata");
            setExpiry(it, call.param(CARD));
        });
        return method;
    }

    /// The bank has sent the customer a new card with the same number, good for three years more.
    public ObjectNode renew(String id) {
        var method = account.require(METHOD, id, "id");
        account.change(
                method,
                "payment_method.automatically_updated",
                it -> it.withObject(CARD).put("exp_year", Json.number(it.path(CARD), "exp_year") + 3));
        return method;
    }

    public JsonNode get(Call call) {
        return account.require(METHOD, call.id(), "id");
    }

    public JsonNode list(Call call) {
        return Listing.page(
                call, account.all(METHOD), method -> !method.path(CUSTOMER).isNull(), CUSTOMER, "type");
    }

    public JsonNode ofCustomer(Call call) {
        account.require(CUSTOMER, call.id(), "id");
        return Listing.page(call, account.all(METHOD), method -> Json.is(method, CUSTOMER, call.id()), "type");
    }

    public JsonNode oneOfCustomer(Call call) {
        var method = account.require(METHOD, call.path("method"), "id");
        if (!Json.is(method, CUSTOMER, call.id())) {
            throw ApiError.missing(METHOD, call.path("method"), "id");
        }
        return method;
    }

    public JsonNode attach(Call call) {
        return attach(call.id(), call.text(CUSTOMER).orElseThrow());
    }

    public JsonNode detach(Call call) {
        var method = account.require(METHOD, call.id(), "id");
        if (method.path(CUSTOMER).isNull()) {
            throw ApiError.invalid(
                    "The payment method you provided is not attached to a customer so detachment is impossible.");
        }
        detach(method);
        return method;
    }

    public void detach(ObjectNode method) {
        var owner = Json.text(method, CUSTOMER);
        account.change(method, "payment_method.detached", it -> it.putNull(CUSTOMER));
        account.find(CUSTOMER, owner).ifPresent(customer -> forget(customer, Json.text(method, "id")));
    }

    /// Attaches a card, or a new one for a magic id, to a customer. Some cards are refused already here.
    public ObjectNode attach(String id, String customer) {
        account.require(CUSTOMER, customer, CUSTOMER);
        var magic = TestCard.named(id);
        var card = magic.orElseGet(() -> cardOf(account.require(METHOD, id, METHOD)));
        if (card.isRefusedAtOnce()) {
            throw ApiError.card(card.charge.code, card.charge.message).with("decline_code", card.charge.declineCode);
        }
        var method = magic.map(this::ofCard).orElseGet(() -> account.require(METHOD, id, METHOD));
        if (!method.path(CUSTOMER).isNull() && !Json.is(method, CUSTOMER, customer)) {
            throw ApiError.invalid("The payment method you provided has already been attached to a customer.");
        }
        account.edit(method, it -> it.put(CUSTOMER, customer));
        account.announce("payment_method.attached", method);
        return method;
    }

    /// A card as it comes out of a form, not attached to anybody yet.
    public ObjectNode ofCard(TestCard test) {
        var method = account.blank(METHOD).put("type", CARD).put("allow_redisplay", "unspecified");
        method.set(CARD, CardFace.of(test, account.now()));
        account.store(method);
        account.note(method).put(CARD, test.name());
        return method;
    }

    /// The method with this id, or a new one for a magic id (`pm_card_visa`).
    public ObjectNode usable(String id) {
        return TestCard.named(id).map(this::ofCard).orElseGet(() -> account.require(METHOD, id, METHOD));
    }

    /// From now on charges end as those of another test card do.
    public void behave(String id, TestCard as) {
        account.note(account.require(METHOD, id, "id")).put(CARD, as.name());
    }

    /// The card with this id, as long as a customer has it.
    public Optional<ObjectNode> saved(String id) {
        return account.find(METHOD, id).filter(method -> !method.path(CUSTOMER).isNull());
    }

    /// Whether the customer must pass 3-D Secure now: some cards ask every time, others until they passed it once.
    public boolean isChallenged(ObjectNode method, Presence presence) {
        var card = cardOf(method);
        var isNew = !account.note(method).path(PASSED).asBoolean();
        return card.isChallenged(presence)
                || (presence == Presence.ABSENT && isNew && card.isChallenged(Presence.PRESENT));
    }

    /// The customer has passed 3-D Secure with it.
    public void passed(ObjectNode method) {
        account.note(method).put(PASSED, true);
    }

    public TestCard cardOf(ObjectNode method) {
        return TestCard.valueOf(Json.text(account.note(method), CARD));
    }

    private void forget(ObjectNode customer, String method) {
        if (Json.is(customer.path("invoice_settings"), "default_payment_method", method)) {
            account.change(
                    customer,
                    "customer.updated",
                    it -> it.withObject("invoice_settings").putNull("default_payment_method"));
        }
    }

    private static void setExpiry(ObjectNode method, JsonNode card) {
        for (var field : new String[] {"exp_month", "exp_year"}) {
            if (card.has(field)) {
                method.withObject(CARD).put(field, Json.number(card, field));
            }
        }
    }
}
