package tools.sota.sandbox.stripe.customers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import tools.sota.sandbox.stripe.account.Account;
import tools.sota.sandbox.stripe.account.Ids;
import tools.sota.sandbox.stripe.error.ApiError;
import tools.sota.sandbox.stripe.http.Call;
import tools.sota.sandbox.stripe.http.Listing;
import tools.sota.sandbox.stripe.json.Json;

/// Who pays. What is left of a deleted one is its id.
public final class Customers {
    private static final String CUSTOMER = "customer";
    private static final String SETTINGS = "invoice_settings";
    private static final String DEFAULT_METHOD = "default_payment_method";
    private static final String ADDRESS = "address";
    private static final String[] FIELDS = {
        ADDRESS,
        "balance",
        "business_name",
        "description",
        "email",
        "individual_name",
        "metadata",
        "name",
        "phone",
        "preferred_locales",
        "shipping",
        "tax_exempt",
        "test_clock"
    };

    private final Account account;
    private final PaymentMethods methods;
    private final TaxIds taxIds;
    private final List<Consumer<ObjectNode>> watchers = new ArrayList<>();

    public Customers(Account account, PaymentMethods methods) {
        this.account = account;
        this.methods = methods;
        this.taxIds = new TaxIds(account);
    }

    public JsonNode create(Call call) {
        TaxLocation.check(call, call.param(ADDRESS));
        TaxIds.check(call.param("tax_id_data"));
        return make(call.params());
    }

    public JsonNode get(Call call) {
        return account.find("deleted " + CUSTOMER, call.id())
                .orElseGet(() -> account.require(CUSTOMER, call.id(), "id"));
    }

    public JsonNode list(Call call) {
        return Listing.page(call, account.all(CUSTOMER), "email", "test_clock");
    }

    public JsonNode update(Call call) {
        var customer = account.require(CUSTOMER, call.id(), "id");
        var method = defaultMethod(call.params());
        method.ifPresent(id -> requireOwn(customer, id));
        TaxLocation.check(call, call.has(ADDRESS) ? call.param(ADDRESS) : customer.path(ADDRESS));
        var had = Json.number(customer, "balance");
        account.change(customer, "customer.updated", it -> {
            account.assign(it, call.params(), FIELDS);
            settings(it, call.params());
        });
        noteBalance(customer, had, "adjustment");
        return customer;
    }

    /// Is told of a customer who is about to go, so that nothing is billed to nobody.
    public void beforeDeletion(Consumer<ObjectNode> watcher) {
        watchers.add(watcher);
    }

    public JsonNode delete(Call call) {
        var customer = account.require(CUSTOMER, call.id(), "id");
        watchers.forEach(watcher -> watcher.accept(customer));
        account.remove(customer);
        account.announce("customer.deleted", customer);
        var rest = Json.object().put("id", call.id()).put("object", CUSTOMER).put("deleted", true);
        account.bury(rest);
        return rest;
    }

    public ObjectNode make(ObjectNode params) {
        var customer = account.blank(CUSTOMER)
                .put("balance", 0L)
                .put("delinquent", false)
                .put("tax_exempt", "none");
        for (var field : new String[] {ADDRESS, "email", "name", "phone", "currency", "test_clock", "discount"}) {
            customer.putNull(field);
        }
        customer.putArray("preferred_locales");
        customer.put("invoice_prefix", Ids.random(8).toUpperCase(Locale.ROOT)).put("next_invoice_sequence", 1L);
        account.assign(customer, params, FIELDS);
        account.store(customer);
        var attached = firstMethod(params).map(id -> attachOrForget(customer, id));
        settings(customer, params);
        if (params.has("source")
                || defaultMethod(params).flatMap(TestCard::named).isPresent()) {
            attached.ifPresent(method -> customer.withObject(SETTINGS).set(DEFAULT_METHOD, method.path("id")));
        }
        noteBalance(customer, 0, "initial");
        account.announce("customer.created", customer);
        Json.objects(params.path("tax_id_data"))
                .forEach(it -> taxIds.make(customer, Json.text(it, "type"), Json.text(it, "value")));
        return customer;
    }

    private void noteBalance(ObjectNode customer, long had, String reason) {
        var moved = Json.number(customer, "balance") - had;
        if (moved != 0) {
            var currency = Json.optional(customer, "currency").orElse("usd");
            new Balances(account).note(customer, moved, currency, reason);
        }
    }

    private static Optional<String> firstMethod(ObjectNode params) {
        return Json.optional(params, "payment_method").or(() -> Json.optional(params, "source"));
    }

    private ObjectNode attachOrForget(ObjectNode customer, String id) {
        try {
            return methods.attach(id, Json.text(customer, "id"));
        } catch (ApiError refused) {
            account.remove(customer);
            throw refused;
        }
    }

    private void settings(ObjectNode customer, ObjectNode params) {
        var given = params.path(SETTINGS);
        var settings = customer.withObject(SETTINGS);
        for (var field : given.properties()) {
            if (TestCard.named(field.getValue().asText()).isEmpty()) { // a magic id stands for the card just attached
                settings.set(field.getKey(), field.getValue());
            }
        }
    }

    private static Optional<String> defaultMethod(ObjectNode params) {
        return Json.optional(params.path(SETTINGS), DEFAULT_METHOD);
    }

    private void requireOwn(ObjectNode customer, String id) {
        var method = account.require("payment_method", id, SETTINGS + "[" + DEFAULT_METHOD + "]");
        if (!Json.is(method, CUSTOMER, Json.text(customer, "id"))) {
            throw ApiError.invalid("The customer does not have a payment method with the ID " + id
                    + ". The payment method must be attached to the customer.");
        }
    }
}
