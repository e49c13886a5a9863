package tools.sota.sandbox.stripe.payments;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import tools.sota.sandbox.stripe.account.Account;
import tools.sota.sandbox.stripe.account.Ids;
import tools.sota.sandbox.stripe.account.Links;
import tools.sota.sandbox.stripe.customers.PaymentMethods;
import tools.sota.sandbox.stripe.customers.Presence;
import tools.sota.sandbox.stripe.error.ApiError;
import tools.sota.sandbox.stripe.http.Call;
import tools.sota.sandbox.stripe.http.Listing;
import tools.sota.sandbox.stripe.json.Json;

/// Saving a card for later without charging it.
public final class SetupIntents {
    private static final String INTENT = "setup_intent";
    private static final String METHOD = "payment_method";
    private static final String STATUS = "status";
    private static final String CUSTOMER = "customer";
    private static final String[] FIELDS = {
        "automatic_payment_methods", "description", "metadata", "payment_method_types", "usage"
    };
    private static final List<String> OPEN =
            List.of("requires_payment_method", "requires_confirmation", "requires_action");

    private final Account account;
    private final PaymentMethods methods;
    private final Links links;

    public SetupIntents(Account account, PaymentMethods methods, Links links) {
        this.account = account;
        this.methods = methods;
        this.links = links;
    }

    public JsonNode create(Call call) {
        call.refuse("confirmation_token", "customer_account", "on_behalf_of", "payment_method_data", "single_use");
        var customer = call.text(CUSTOMER)
                .<JsonNode>map(id -> account.require(CUSTOMER, id, CUSTOMER).path("id"))
                .orElse(NullNode.instance);
        var method = call.text(METHOD).map(methods::usable);
        var intent = open(customer, call.params());
        method.ifPresent(found -> account.edit(
                intent, it -> it.put(STATUS, "requires_confirmation").set(METHOD, found.path("id"))));
        return call.flag("confirm") ? confirm(call, intent) : intent;
    }

    public JsonNode get(Call call) {
        return account.require(INTENT, call.id(), "id");
    }

    public JsonNode list(Call call) {
        return Listing.page(call, account.all(INTENT), CUSTOMER, METHOD);
    }

    public JsonNode update(Call call) {
        var intent = requireOpen(call, "updated");
        var method = call.text(METHOD).map(methods::usable);
        account.edit(intent, it -> {
            account.assign(it, call.params(), FIELDS);
            account.assign(it, call.params(), CUSTOMER);
            method.ifPresent(found -> it.put(STATUS, "requires_confirmation").set(METHOD, found.path("id")));
        });
        return intent;
    }

    public JsonNode confirm(Call call) {
        return confirm(call, requireOpen(call, "confirmed"));
    }

    public JsonNode cancel(Call call) {
        var intent = requireOpen(call, "canceled");
        account.edit(
                intent,
                it -> it.put(STATUS, "canceled")
                        .putNull("next_action")
                        .put(
                                "cancellation_reason",
                                call.text("cancellation_reason").orElse("requested_by_customer")));
        account.announce("setup_intent.canceled", intent);
        return intent;
    }

    /// The record of a card that was just saved.
    public ObjectNode succeeded(ObjectNode method, JsonNode params) {
        var intent = open(method.path(CUSTOMER), params);
        succeed(intent, method);
        return intent;
    }

    /// The customer passed or failed the 3-D Secure challenge that the intent waits for.
    public void answerChallenge(ObjectNode intent, boolean passed) {
        var method = account.require(METHOD, Json.text(intent, METHOD), METHOD);
        if (passed) {
            methods.passed(method);
            succeed(intent, method);
        } else {
            fail(intent, method, ApiError.card("setup_intent_authentication_failure", PaymentIntents.CHALLENGE_FAILED));
        }
    }

    private ObjectNode open(JsonNode customer, JsonNode params) {
        var intent =
                account.blank(INTENT).put(STATUS, "requires_payment_method").put("usage", "off_session");
        intent.put("client_secret", Json.text(intent, "id") + "_secret_" + Ids.random(24));
        intent.withArray("payment_method_types").add("card");
        intent.set(CUSTOMER, customer);
        intent.putObject("metadata");
        account.assign(intent, params, FIELDS);
        account.store(intent);
        account.announce("setup_intent.created", intent);
        return intent;
    }

    private ObjectNode confirm(Call call, ObjectNode intent) {
        var method = call.text(METHOD)
                .or(() -> Json.optional(intent, METHOD))
                .map(methods::usable)
                .orElseThrow(() -> ApiError.invalid(
                        "setup_intent_unexpected_state",
                        METHOD,
                        "You cannot confirm this SetupIntent because it's missing a payment method."));
        var card = methods.cardOf(method);
        if (card.isRefusedAtOnce()) {
            var error = ApiError.card(card.charge.code, card.charge.message);
            throw fail(intent, method, error.with("decline_code", card.charge.declineCode));
        }
        if (card.isChallenged(Presence.PRESENT)) {
            challenge(intent, method, call);
        } else {
            succeed(intent, method);
        }
        return intent;
    }

    private void succeed(ObjectNode intent, ObjectNode method) {
        if (!intent.path(CUSTOMER).isNull() && method.path(CUSTOMER).isNull()) {
            methods.attach(Json.text(method, "id"), Json.text(intent, CUSTOMER));
        }
        account.edit(intent, it -> {
            it.put(STATUS, "succeeded").putNull("next_action").putNull("last_setup_error");
            it.set(METHOD, method.path("id"));
        });
        account.announce("setup_intent.succeeded", intent);
    }

    private ApiError fail(ObjectNode intent, ObjectNode method, ApiError error) {
        account.edit(intent, it -> {
            it.put(STATUS, "requires_payment_method").putNull("next_action").putNull(METHOD);
            it.set("last_setup_error", error.fields().set(METHOD, method.deepCopy()));
        });
        account.announce("setup_intent.setup_failed", intent);
        return error.with(INTENT, intent);
    }

    private void challenge(ObjectNode intent, ObjectNode method, Call call) {
        account.edit(intent, it -> {
            it.put(STATUS, "requires_action").set(METHOD, method.path("id"));
            var redirect =
                    it.putObject("next_action").put("type", "redirect_to_url").putObject("redirect_to_url");
            redirect.put("url", links.challenge(Json.text(it, "id")));
            call.text("return_url")
                    .ifPresentOrElse(url -> redirect.put("return_url", url), () -> redirect.putNull("return_url"));
        });
        account.announce("setup_intent.requires_action", intent);
    }

    private ObjectNode requireOpen(Call call, String deed) {
        var intent = account.require(INTENT, call.id(), "id");
        var status = Json.text(intent, STATUS);
        if (!OPEN.contains(status)) {
            throw ApiError.invalid(
                            "This SetupIntent could not be %s because it has a status of %s.".formatted(deed, status))
                    .with("code", "setup_intent_unexpected_state")
                    .with(INTENT, intent);
        }
        return intent;
    }
}
