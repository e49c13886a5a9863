package tools.sota.sandbox.stripe.checkout;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import tools.sota.sandbox.stripe.account.Account;
import tools.sota.sandbox.stripe.account.Agenda;
import tools.sota.sandbox.stripe.account.Due;
import tools.sota.sandbox.stripe.account.Ids;
import tools.sota.sandbox.stripe.account.Links;
import tools.sota.sandbox.stripe.error.ApiError;
import tools.sota.sandbox.stripe.http.Call;
import tools.sota.sandbox.stripe.http.Listing;
import tools.sota.sandbox.stripe.json.Json;

/// `/v1/checkout/sessions`: an invitation to pay on the hosted page, open for a day.
public final class CheckoutSessions implements Agenda {
    static final String SESSION = "checkout.session";
    private static final long DAY = Duration.ofHours(24).toSeconds();
    private static final long SHORTEST = Duration.ofMinutes(30).toSeconds();
    private static final String[] FIELDS = {
        "allow_promotion_codes",
        "automatic_tax",
        "billing_address_collection",
        "cancel_url",
        "client_reference_id",
        "custom_text",
        "customer",
        "customer_creation",
        "customer_email",
        "invoice_creation",
        "locale",
        "metadata",
        "mode",
        "payment_method_collection",
        "payment_method_options",
        "phone_number_collection",
        "submit_type",
        "success_url",
        "tax_id_collection"
    };

    private final Account account;
    private final LineItems lineItems;
    private final Links links;

    public CheckoutSessions(Account account, LineItems lineItems, Links links) {
        this.account = account;
        this.lineItems = lineItems;
        this.links = links;
    }

    public JsonNode create(Call call) {
        SessionRules.check(account, call);
        var mode = call.text("mode").orElseThrow();
        var items = lineItems.make(call.param("line_items"), mode);
        var session = blank(mode, items);
        account.assign(session, call.params(), FIELDS);
        if (session.path("tax_id_collection") instanceof ObjectNode asked && !asked.has("required")) {
            asked.put("required", "never");
        }
        setSums(session, items, call.params());
        setExpiry(session, call);
        account.store(session);
        lineItems.keep(session, items);
        if (call.has("discounts")) {
            discount(session, call);
        }
        account.note(session).set("params", call.params().deepCopy());
        new SessionTax(account, lineItems).ofCustomer(session);
        return session;
    }

    private void discount(ObjectNode session, Call call) {
        try {
            new SessionDiscounts(account, lineItems).set(session, call.param("discounts"));
        } catch (ApiError refused) {
            account.remove(session);
            throw refused;
        }
    }

    public JsonNode get(Call call) {
        return account.require(SESSION, call.id(), "id");
    }

    public JsonNode list(Call call) {
        return Listing.page(call, account.all(SESSION), "customer", "payment_intent", "status", "subscription");
    }

    public JsonNode expire(Call call) {
        var session = account.require(SESSION, call.id(), "id");
        if (!Json.is(session, "status", "open")) {
            throw ApiError.invalid("Only Checkout Sessions with a status in [\"open\"] can be expired. This Checkout"
                    + " Session has a status of `" + Json.text(session, "status") + "`.");
        }
        expire(session);
        return session;
    }

    @Override
    public Stream<Due> coming() {
        return account.all(SESSION).stream()
                .filter(session -> Json.is(session, "status", "open"))
                .map(session -> new Due(
                        Json.number(session, "expires_at"),
                        Json.optional(session, "customer").orElse(""),
                        () -> expire(session)));
    }

    private void expire(ObjectNode session) {
        account.edit(session, it -> it.put("status", "expired").putNull("url"));
        account.announce("checkout.session.expired", session);
    }

    private ObjectNode blank(String mode, List<ObjectNode> items) {
        var session = account.blank(SESSION);
        session.put("id", "cs_test_" + Ids.random(58)).put("status", "open").put("payment_status", "unpaid");
        session.put("ui_mode", "hosted_page").put("url", links.payPage(Json.text(session, "id")));
        session.put("payment_method_collection", mode.equals("subscription") ? "always" : "if_required");
        session.withArray("payment_method_types").add("card");
        session.putObject("metadata");
        session.putObject("phone_number_collection").put("enabled", false);
        if (!items.isEmpty()) {
            session.set("currency", items.getFirst().path("currency"));
        }
        return session;
    }

    private void setSums(ObjectNode session, List<ObjectNode> items, ObjectNode params) {
        if (Json.is(session, "mode", "setup")) {
            session.put("payment_status", "no_payment_required");
            account.assign(session, params, "currency");
            return;
        }
        var total = SessionRules.hasTrial(params)
                ? LineItems.total(items.stream()
                        .filter(item -> !LineItems.isRecurring(item))
                        .toList())
                : LineItems.total(items);
        session.put("amount_subtotal", total).put("amount_total", total);
        session.putObject("total_details")
                .put("amount_discount", 0L)
                .put("amount_shipping", 0L)
                .put("amount_tax", 0L);
        if (SessionTax.isAsked(session)) {
            session.withObject("automatic_tax").put("status", "requires_location_inputs");
        }
    }

    private void setExpiry(ObjectNode session, Call call) {
        var at = call.param("expires_at").asLong(account.now() + DAY);
        if (at < account.now() + SHORTEST || at > account.now() + DAY) {
            throw ApiError.invalid(
                    "expires_at", "The `expires_at` timestamp must be between 30 minutes and 24 hours from now.");
        }
        session.put("expires_at", at);
    }
}
