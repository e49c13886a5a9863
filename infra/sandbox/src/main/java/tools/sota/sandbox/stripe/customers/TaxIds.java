package tools.sota.sandbox.stripe.customers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import tools.sota.sandbox.stripe.account.Account;
import tools.sota.sandbox.stripe.account.Agenda;
import tools.sota.sandbox.stripe.account.Due;
import tools.sota.sandbox.stripe.error.ApiError;
import tools.sota.sandbox.stripe.http.Call;
import tools.sota.sandbox.stripe.http.Listing;
import tools.sota.sandbox.stripe.json.Json;

/// `/v1/customers/{id}/tax_ids`. European, British and Australian numbers are verified a minute later, with Stripe's
/// test numbers: 111111111 is refused by the authority, 222222222 stays pending.
public final class TaxIds implements Agenda {
    private static final String TAX_ID = "tax_id";
    private static final String CUSTOMER = "customer";
    private static final String VERIFICATION = "verification";
    private static final int MOST = 5;
    private static final long PATIENCE = 60;
    private static final Set<String> VERIFIED = Set.of("au_abn", "eu_vat", "gb_vat");

    private final Account account;

    public TaxIds(Account account) {
        this.account = account;
    }

    /// Refuses whole lists before anything is made.
    static void check(JsonNode given) {
        Json.objects(given).forEach(it -> TaxIdFormat.check(Json.text(it, "type"), Json.text(it, "value")));
    }

    /// Whether a number of this kind can look like that; if not, Stripe's `tax_id_invalid` is thrown.
    public static void check(String type, String value) {
        TaxIdFormat.check(type, value);
    }

    public JsonNode create(Call call) {
        var customer = account.require(CUSTOMER, call.id(), "id");
        return make(
                customer, call.text("type").orElseThrow(), call.text("value").orElse(""));
    }

    public JsonNode get(Call call) {
        return own(call);
    }

    public JsonNode list(Call call) {
        account.require(CUSTOMER, call.id(), "id");
        return Listing.page(call, account.all(TAX_ID), it -> Json.is(it, CUSTOMER, call.id()));
    }

    public JsonNode delete(Call call) {
        var taxId = own(call);
        account.remove(taxId);
        account.announce("customer.tax_id.deleted", taxId);
        return Json.object()
                .put("id", Json.text(taxId, "id"))
                .put("object", TAX_ID)
                .put("deleted", true);
    }

    /// Gives a customer a number.
    public ObjectNode make(ObjectNode customer, String type, String value) {
        TaxIdFormat.check(type, value);
        var id = Json.text(customer, "id");
        if (of(id).size() >= MOST) {
            throw ApiError.invalid("This customer has the maximum number of tax IDs, which is " + MOST + ".");
        }
        var made = account.blank(TAX_ID).put(CUSTOMER, id).put("type", type).put("value", TaxIdFormat.written(value));
        made.put("country", TaxIdFormat.country(type, value));
        var owner = Json.object().put("type", CUSTOMER).put(CUSTOMER, id);
        made.set("owner", account.shaped(TAX_ID, "owner", owner));
        var verification = Json.object().put("status", VERIFIED.contains(type) ? "pending" : "unavailable");
        made.set(VERIFICATION, account.shaped(TAX_ID, VERIFICATION, verification));
        account.store(made);
        account.announce("customer.tax_id.created", made);
        return made;
    }

    /// `customer.tax_ids`, which is only there when it is expanded.
    public ObjectNode ofCustomer(ObjectNode customer) {
        var id = Json.text(customer, "id");
        return Listing.of(of(id).reversed(), false, "/v1/customers/" + id + "/tax_ids");
    }

    /// Kind and number alone, as invoices and sessions show them.
    public ArrayNode summary(ObjectNode customer) {
        var summary = Json.array();
        of(Json.text(customer, "id"))
                .forEach(it ->
                        summary.addObject().put("type", Json.text(it, "type")).put("value", Json.text(it, "value")));
        return summary;
    }

    @Override
    public Stream<Due> coming() {
        return account.all(TAX_ID).stream()
                .filter(it -> Json.is(it.path(VERIFICATION), "status", "pending"))
                .filter(it -> !Json.text(it, "value").contains("222222222"))
                .map(it -> new Due(Json.number(it, "created") + PATIENCE, Json.text(it, CUSTOMER), () -> verify(it)));
    }

    private void verify(ObjectNode taxId) {
        var isRefused = Json.text(taxId, "value").contains("111111111");
        account.change(taxId, "customer.tax_id.updated", it -> {
            var verification = it.withObject(VERIFICATION).put("status", isRefused ? "unverified" : "verified");
            if (!isRefused) {
                account.find(CUSTOMER, Json.text(it, CUSTOMER))
                        .ifPresent(customer -> verification.set("verified_name", customer.path("name")));
            }
        });
    }

    private List<ObjectNode> of(String customer) {
        return account.all(TAX_ID).stream()
                .filter(it -> Json.is(it, CUSTOMER, customer))
                .toList();
    }

    private ObjectNode own(Call call) {
        var found = account.require(TAX_ID, call.path("tax_id"), "id");
        if (!Json.is(found, CUSTOMER, call.id())) {
            throw ApiError.missing(TAX_ID, call.path("tax_id"), "id");
        }
        return found;
    }
}
