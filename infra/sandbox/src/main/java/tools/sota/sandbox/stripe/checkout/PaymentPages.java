package tools.sota.sandbox.stripe.checkout;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import tools.sota.sandbox.stripe.account.Account;
import tools.sota.sandbox.stripe.error.ApiError;
import tools.sota.sandbox.stripe.http.Call;
import tools.sota.sandbox.stripe.json.Json;

/// `/v1/payment_pages`: the undocumented way in which Stripe's own command line completes a session without a browser.
public final class PaymentPages {
    private final Account account;
    private final Completion completion;

    public PaymentPages(Account account, Completion completion) {
        this.account = account;
        this.completion = completion;
    }

    public JsonNode get(Call call) {
        return session(call);
    }

    public JsonNode confirm(Call call) {
        var session = session(call);
        if (!Json.is(session, "status", "open")) {
            throw ApiError.invalid("This Checkout Session is " + Json.text(session, "status") + ".");
        }
        if (call.has("expected_amount")
                && call.param("expected_amount").asLong() != Json.number(session, "amount_total")) {
            throw ApiError.invalid("checkout_amount_mismatch", "expected_amount", "The amount has changed.");
        }
        var method =
                account.require("payment_method", call.text("payment_method").orElseThrow(), "payment_method");
        return switch (completion.confirm(session, method, buyer(session, method))) {
            case Completion.Result.Completed() -> session;
            case Completion.Result.Refused(var message) -> throw ApiError.card("card_declined", message);
            case Completion.Result.Challenged() ->
                throw ApiError.card("authentication_required", "This payment requires additional user action.");
        };
    }

    private ObjectNode session(Call call) {
        return account.require(CheckoutSessions.SESSION, call.id(), "id");
    }

    private static Buyer buyer(ObjectNode session, ObjectNode method) {
        var billing = method.path("billing_details");
        return new Buyer(
                Json.optional(billing, "email")
                        .or(() -> Json.optional(session, "customer_email"))
                        .orElse("buyer@example.com"),
                Json.optional(billing, "name").orElse("A Buyer"),
                Json.optional(billing.path("address"), "country").orElse("US"));
    }
}
