package tools.sota.sandbox.stripe.payments;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.Consumer;
import tools.sota.sandbox.stripe.account.Account;
import tools.sota.sandbox.stripe.customers.PaymentMethods;
import tools.sota.sandbox.stripe.customers.TestCard;
import tools.sota.sandbox.stripe.error.ApiError;
import tools.sota.sandbox.stripe.http.Call;
import tools.sota.sandbox.stripe.http.Listing;
import tools.sota.sandbox.stripe.json.Json;

/// Money given back. A refund touches neither the invoice nor the subscription. Most succeed at once; some wait for the
/// bank (`pending`), and any can come back later (`failed`).
public final class Refunds {
    private static final String REFUND = "refund";
    private static final String CHARGE = "charge";
    private static final String INTENT = "payment_intent";
    private static final String REFUNDED = "amount_refunded";
    private static final String STATUS = "status";

    private final Account account;
    private final PaymentMethods methods;
    private final Risk risk;
    private final Aftermath aftermath;

    public Refunds(Account account, PaymentMethods methods, Risk risk, Aftermath aftermath) {
        this.account = account;
        this.methods = methods;
        this.risk = risk;
        this.aftermath = aftermath;
        aftermath.does(Aftermath.Deed.REFUND_SETTLES, this::settle);
        aftermath.does(Aftermath.Deed.REFUND_FAILS, refund -> fail(Json.text(refund, "id")));
    }

    public JsonNode create(Call call) {
        call.refuse(
                "origin", "customer", "currency", "instructions_email", "reverse_transfer", "refund_application_fee");
        var charge = charge(call);
        return make(charge, call.param("amount").asLong(left(charge)), call.params());
    }

    public JsonNode get(Call call) {
        return account.require(REFUND, call.id(), "id");
    }

    public JsonNode list(Call call) {
        return Listing.page(call, account.all(REFUND), CHARGE, INTENT);
    }

    public JsonNode update(Call call) {
        var refund = account.require(REFUND, call.id(), "id");
        updated(refund, it -> account.assign(it, call.params(), "metadata"));
        return refund;
    }

    /// Gives back some of what a charge brought.
    ///
    /// @param amount minor units; no more than is left
    /// @param params may hold a reason and metadata
    public ObjectNode make(ObjectNode charge, long amount, JsonNode params) {
        var left = left(charge);
        if (left == 0) {
            throw ApiError.invalid(
                    "charge_already_refunded",
                    CHARGE,
                    "Charge %s has already been refunded.".formatted(Json.text(charge, "id")));
        }
        if (risk.disputes.holds(charge)) {
            throw ApiError.invalid(
                    "charge_disputed",
                    CHARGE,
                    "Charge %s has been charged back; cannot issue a refund.".formatted(Json.text(charge, "id")));
        }
        if (amount < 1 || amount > left) {
            throw ApiError.invalid(
                    "amount",
                    "Refund amount (%d) is greater than unrefunded amount on charge (%d)".formatted(amount, left));
        }
        return refund(charge, amount, params);
    }

    /// The bank sends the money back: a refund that had succeeded, or was on its way, has failed after all. It can do
    /// so
    /// once.
    public ObjectNode fail(String id) {
        var refund = account.require(REFUND, id, "id");
        if (!Json.is(refund, STATUS, "succeeded") && !Json.is(refund, STATUS, "pending")) {
            throw new IllegalArgumentException("The refund is " + Json.text(refund, STATUS) + " already");
        }
        updated(refund, it -> {
            it.put(STATUS, "failed").put("failure_reason", "lost_or_stolen_card");
            it.remove("pending_reason");
        });
        account.announce("refund.failed", refund);
        account.find(CHARGE, Json.text(refund, CHARGE)).ifPresent(charge -> {
            account.change(
                    charge,
                    "charge.updated",
                    it -> it.put(REFUNDED, Json.number(it, REFUNDED) - Json.number(refund, "amount"))
                            .put("refunded", false));
            risk.look(charge);
        });
        return refund;
    }

    private void settle(ObjectNode refund) {
        if (Json.is(refund, STATUS, "pending")) {
            updated(refund, it -> {
                it.put(STATUS, "succeeded");
                it.remove("pending_reason");
            });
        }
    }

    /// Stripe tells of every change twice, under the name of today and the one of old.
    private void updated(ObjectNode refund, Consumer<ObjectNode> change) {
        var before = refund.deepCopy();
        account.change(refund, "refund.updated", change);
        if (!before.equals(refund)) {
            account.announce("charge.refund.updated", refund);
        }
    }

    private static long left(ObjectNode charge) {
        return Json.number(charge, "amount_captured") - Json.number(charge, REFUNDED);
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
        if (!Json.is(intent, STATUS, "succeeded")) {
            throw ApiError.invalid(
                    INTENT, "This PaymentIntent (%s) does not have a successful charge to refund.".formatted(id));
        }
        return account.require(CHARGE, Json.text(intent, "latest_charge"), CHARGE);
    }

    private ObjectNode refund(ObjectNode charge, long amount, JsonNode params) {
        var card = account.find("payment_method", Json.text(charge, "payment_method"))
                .map(methods::cardOf);
        var refund = account.blank(REFUND).put("amount", amount).put(STATUS, "succeeded");
        card.filter(it -> it == TestCard.REFUND_PENDING)
                .ifPresent(it -> refund.put(STATUS, "pending").put("pending_reason", "processing"));
        refund.set(CHARGE, charge.path("id"));
        for (var field : new String[] {"currency", INTENT, "customer", "payment_method"}) {
            refund.set(field, charge.path(field));
        }
        refund.putObject("metadata");
        account.assign(refund, params, "reason", "metadata");
        account.store(refund);
        account.announce("refund.created", refund);
        var refunded = Json.number(charge, REFUNDED) + amount;
        account.change(
                charge,
                "charge.refunded",
                it -> it.put(REFUNDED, refunded).put("refunded", refunded == Json.number(it, "amount_captured")));
        risk.look(charge);
        card.ifPresent(it -> aftermath.ofRefund(refund, it));
        return refund;
    }
}
