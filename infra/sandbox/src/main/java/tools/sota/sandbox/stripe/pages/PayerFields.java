package tools.sota.sandbox.stripe.pages;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.sota.sandbox.stripe.checkout.Buyer;
import tools.sota.sandbox.stripe.customers.TaxIds;
import tools.sota.sandbox.stripe.error.ApiError;
import tools.sota.sandbox.stripe.json.Json;

/// What a session's pay page asks of its customer for the invoice: an address, a tax id, and the tax before paying.
record PayerFields(ObjectNode session) {
    private static final List<String> STREET = List.of("line1", "postal_code", "city", "state");
    private static final List<String> KINDS = List.of("eu_vat", "gb_vat", "us_ein", "ch_vat", "au_abn", "jp_trn");

    Buyer read(Context ctx) {
        var street = Json.object();
        if (asksForStreet()) {
            for (var field : STREET) {
                var typed = CardForm.field(ctx, field);
                if (!typed.isEmpty()) {
                    street.put(field, typed);
                }
            }
        }
        var taxId = Json.object();
        var number = CardForm.field(ctx, "tax_id");
        if (asksForTaxId() && !number.isEmpty()) {
            taxId.put("type", CardForm.field(ctx, "tax_id_type")).put("value", number);
        }
        return new Buyer(
                CardForm.field(ctx, "email"),
                CardForm.field(ctx, "name"),
                CardForm.field(ctx, "country"),
                street,
                taxId);
    }

    Optional<String> problem(Buyer buyer) {
        if (asksForStreet() && Json.optional(buyer.street(), "line1").isEmpty()) {
            return Optional.of("Please give your address.");
        }
        if (buyer.taxId().isEmpty()) {
            return Optional.empty();
        }
        try {
            TaxIds.check(Json.text(buyer.taxId(), "type"), Json.text(buyer.taxId(), "value"));
            return Optional.empty();
        } catch (ApiError refused) {
            return Optional.of("Your tax ID is invalid.");
        }
    }

    String html(Buyer buyer) {
        return (asksForStreet() ? street(buyer) : "") + (asksForTaxId() ? taxId(buyer) : "") + (isTaxed() ? TAX : "");
    }

    private static final String TAX =
            "<button type=\"submit\" class=\"second\" name=\"action\" value=\"tax\" formnovalidate>Show tax</button>\n";

    private boolean asksForStreet() {
        return Json.is(session, "billing_address_collection", "required");
    }

    private boolean asksForTaxId() {
        return session.path("tax_id_collection").path("enabled").asBoolean();
    }

    private boolean isTaxed() {
        return session.path("automatic_tax").path("enabled").asBoolean();
    }

    private static String street(Buyer buyer) {
        return field("Address", "line1", "address-line1", buyer, true)
                + field("Postal code", "postal_code", "postal-code", buyer, false)
                + field("City", "city", "address-level2", buyer, false)
                + field("State", "state", "address-level1", buyer, false);
    }

    private static String field(String label, String name, String filled, Buyer buyer, boolean required) {
        return "<label>%s\n<input name=\"%s\" autocomplete=\"%s\" value=\"%s\"%s></label>\n"
                .formatted(
                        label,
                        name,
                        filled,
                        Html.text(Json.optional(buyer.street(), name).orElse("")),
                        required ? " required" : "");
    }

    private static String taxId(Buyer buyer) {
        var kinds = KINDS.stream()
                .map(kind -> "<option%s>%s</option>"
                        .formatted(Json.is(buyer.taxId(), "type", kind) ? " selected" : "", kind))
                .collect(Collectors.joining());
        return """
                <label>Kind of tax ID
                <select name="tax_id_type">%s</select></label>
                <label>Tax ID (businesses only)
                <input name="tax_id" value="%s"></label>
                """.formatted(
                        kinds, Html.text(Json.optional(buyer.taxId(), "value").orElse("")));
    }
}
