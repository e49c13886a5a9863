package tools.sota.sandbox.stripe.checkout;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import tools.sota.sandbox.stripe.account.Account;
import tools.sota.sandbox.stripe.customers.TaxIds;
import tools.sota.sandbox.stripe.customers.TaxLocation;
import tools.sota.sandbox.stripe.json.Json;
import tools.sota.sandbox.stripe.tax.Taxes;
import tools.sota.sandbox.stripe.tax.Taxes.Payer;

/// The tax line of a session: what the invoice will say, as soon as somebody's place is known.
public final class SessionTax {
    private static final String AUTOMATIC = "automatic_tax";

    private final Account account;
    private final LineItems lineItems;
    private final Taxes taxes;

    public SessionTax(Account account, LineItems lineItems) {
        this.account = account;
        this.lineItems = lineItems;
        this.taxes = new Taxes(account);
    }

    static boolean isAsked(ObjectNode session) {
        return session.path(AUTOMATIC).path("enabled").asBoolean();
    }

    /// For the customer as Stripe knows them, before they typed anything.
    void ofCustomer(ObjectNode session) {
        Json.optional(session, "customer")
                .flatMap(id -> account.find("customer", id))
                .filter(customer -> TaxLocation.isKnown(customer.path("address")))
                .ifPresent(customer -> set(session, payer(customer)));
    }

    /// For what stands in the form.
    public void ofBuyer(ObjectNode session, Buyer buyer) {
        var customer = Json.optional(session, "customer").flatMap(id -> account.find("customer", id));
        set(session, payer(session, customer, buyer));
    }

    /// Discounts changed: the tax of whoever was seen last.
    void again(ObjectNode session) {
        if (account.note(session).path("payer") instanceof ObjectNode seen) {
            set(session, new Payer(seen.path("address"), seen.path("tax_ids"), Json.text(seen, "tax_exempt")));
        }
    }

    private Payer payer(ObjectNode session, Optional<ObjectNode> customer, Buyer buyer) {
        var params = account.note(session).path("params");
        var known = customer.map(this::payer);
        var keepsAddress = known.isPresent()
                && !Json.is(params.path("customer_update"), "address", "auto")
                && TaxLocation.isKnown(known.get().address());
        var address = keepsAddress ? known.get().address() : buyer.params().path("address");
        JsonNode taxIds = known.map(Payer::taxIds).orElseGet(Json::array);
        return new Payer(
                address, buyer.addTaxId(taxIds), known.map(Payer::exempt).orElse("none"));
    }

    private Payer payer(ObjectNode customer) {
        return new Payer(
                customer.path("address"),
                new TaxIds(account).summary(customer),
                customer.path("tax_exempt").asText("none"));
    }

    private void set(ObjectNode session, Payer payer) {
        if (!isAsked(session) || Json.is(session, "mode", "setup")) {
            return;
        }
        var seen = account.note(session).putObject("payer").put("tax_exempt", payer.exempt());
        seen.set("address", payer.address().deepCopy());
        seen.set("tax_ids", payer.taxIds().deepCopy());
        var tax = 0L;
        var onTop = 0L;
        var off = account.note(session).path("off");
        var due = SessionDiscounts.due(session, lineItems.of(session));
        for (var i = 0; i < due.size(); i++) {
            var item = due.get(i);
            var amount = Json.number(item, "amount_subtotal") - off.path(i).asLong();
            var behavior = Json.text(item.path("price"), "tax_behavior");
            var made = taxes.tax(payer, Json.text(item, "currency"), amount, behavior);
            tax += Json.number(made, "amount");
            onTop += Json.is(made, "tax_behavior", "exclusive") ? Json.number(made, "amount") : 0;
        }
        var total = Json.number(session, "amount_subtotal")
                - Json.number(session.path("total_details"), "amount_discount")
                + onTop;
        var whole = tax;
        account.edit(session, it -> {
            it.put("amount_total", total).withObject("total_details").put("amount_tax", whole);
            it.withObject(AUTOMATIC).put("status", "complete");
        });
    }
}
