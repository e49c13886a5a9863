package tools.sota.sandbox.stripe.payments;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import tools.sota.sandbox.stripe.account.Account;
import tools.sota.sandbox.stripe.error.ApiError;
import tools.sota.sandbox.stripe.http.Call;
import tools.sota.sandbox.stripe.http.Listing;
import tools.sota.sandbox.stripe.json.Json;

/// Money given back. A refund touches neither the invoice nor the subscription.
public final class Refunds {
    private static final String REFUND = "refund";
    private static final String CHARGE = "charge";
    private static final String INTENT = "payment_intent";
    private static final String REFUNDED = "amount_refunded";

    private final Account account;

    public Refunds(Account account) {
        this.account = account;
    }

    public JsonNode create(Call call) {
        call.refuse(
                "origin", "customer", "currency", "instructions_email", "reverse_transfer", "refund_application_fee");
        var charge = charge(call);
        var left = Json.number(charge, "amount_captured") - Json.number(charge, REFUNDED);
        if (left == 0) {
            throw ApiError.invalid(
                    "charge_already_refunded",
                    CHARGE,
                    "Charge %s has already been refunded.".formatted(Json.text(charge, "id")));
        }
        var amount = call.param("amount").asLong(left);
        if (amount < 1 || amount > left) {
            throw ApiError.invalid(
                    "amount",
                    "Refund amount (%d) is greater than unrefunded amount on charge (%d)".formatted(amount, left));
        }
        return refund(call, charge, amount);
    }

    public JsonNode get(Call call) {
        return account.require(REFUND, call.id(), "id");
    }

    public JsonNode list(Call call) {
        return Listing.page(call, account.all(REFUND), CHARGE, INTENT);
    }

    public JsonNode update(Call call) {
        var refund = account.require(REFUND, call.id(), "id");
        account.change(refund, "refund.updated", it -> account.assign(it, call.params(), "metadata"));
        return refund;
    }

    /// The bank sends the money back: a refund that had succeeded has failed after all.
    public ObjectNode fail(String id) {
        var refund = account.require(REFUND, id, "id");
        account.edit(refund, it -> it.put("status", "failed").put("failure_reason", "lost_or_stolen_card"));
        account.announce("refund.failed", refund);
        account.find(CHARGE, Json.text(refund, CHARGE))
                .ifPresent(charge -> account.change(
                        charge,
                        "charge.updated",
                        it -> it.put(REFUNDED, Json.number(it, REFUNDED) - Json.number(refund, "amount"))
                                .put("refunded", false)));
        return refund;
    }

    private ObjectNode charge(Call call) {
        if (call.text(CHARGE).isPresent()) {
            return account.require(CHARGE, call.text(CHARGE).orElseThrow(), CHARGE);
        }
        var id = call.text(INTENT)
                .orElseThrow(() -> ApiError.invalid(
                        "parameter_missing",
                        INTENT,
                        "One of the following params should be provided for this request: payment_intent or charge."));
        var intent = account.require(INTENT, id, INTENT);
        if (!Json.is(intent, "status", "succeeded")) {
            throw ApiError.invalid(
                    INTENT, "This PaymentIntent (%s) does not have a successful charge to refund.".formatted(id));
        }
        return account.require(CHARGE, Json.text(intent, "latest_charge"), CHARGE);
    }

    private ObjectNode refund(Call call, ObjectNode charge, long amount) {
        var refund = account.blank(REFUND).put("amount", amount).put("status", "succeeded");
        refund.set("charge", charge.path("id"));
        for (var field : new String[] {"currency", INTENT, "customer", "payment_method"}) {
            refund.set(field, charge.path(field));
        }
        refund.putObject("metadata");
        account.assign(refund, call.params(), "reason", "metadata");
        account.store(refund);
        account.announce("refund.created", refund);
        var refunded = Json.number(charge, REFUNDED) + amount;
        account.change(
                charge,
                "charge.refunded",
                it -> it.put(REFUNDED, refunded).put("refunded", refunded == Json.number(it, "amount_captured")));
        return refund;
    }
}
