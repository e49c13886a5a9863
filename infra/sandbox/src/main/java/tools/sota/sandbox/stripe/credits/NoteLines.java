package tools.sota.sandbox.stripe.credits;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.stream.StreamSupport;
import tools.sota.sandbox.stripe.account.Account;
import tools.sota.sandbox.stripe.error.ApiError;
import tools.sota.sandbox.stripe.json.Json;

/// The lines of a credit note: parts of an invoice's lines, lines of their own, or one line for a plain amount. Tax is
/// given back in proportion.
final class NoteLines {
    private static final String LINE = "credit_note_line_item";
    private static final String AMOUNT = "amount";

    private final Account account;

    NoteLines(Account account) {
        this.account = account;
    }

    List<ObjectNode> of(ObjectNode invoice, ObjectNode params) {
        if (params.has(AMOUNT) == params.has("lines")) {
            throw ApiError.invalid(
                    "parameter_missing", AMOUNT, "One of `amount`, `lines`, or `shipping_cost` must be provided.");
        }
        return params.has(AMOUNT)
                ? List.of(plain(invoice, Json.number(params, AMOUNT)))
                : Json.objects(params.path("lines")).stream()
                        .map(given -> of(invoice, given, Json.text(given, "type")))
                        .toList();
    }

    private ObjectNode of(ObjectNode invoice, ObjectNode given, String type) {
        return type.equals("custom_line_item") ? custom(given) : ofInvoiceLine(invoice, given);
    }

    /// The amount is what the customer gets, tax included.
    private ObjectNode plain(ObjectNode invoice, long amount) {
        var tax = exclusiveTax(invoice);
        var net = tax == 0 ? amount : amount - share(tax, amount, Json.number(invoice, "total"));
        var line = line("custom_line_item", net, "Credit for invoice " + Json.text(invoice, "number"));
        setTaxes(line, invoice.path("total_taxes"), amount, Json.number(invoice, "total"));
        return line.put("quantity", 1L).put("unit_amount", net).put("unit_amount_decimal", "" + net);
    }

    private ObjectNode custom(ObjectNode given) {
        var quantity = given.path("quantity").asLong(1);
        var unit = Json.optional(given, "unit_amount_decimal")
                .or(() -> Json.optional(given, "unit_amount"))
                .map(BigDecimal::new)
                .orElseThrow(() -> ApiError.invalid(
                        "parameter_missing", "lines[unit_amount]", "Missing required param: unit_amount."));
        var amount = unit.multiply(BigDecimal.valueOf(quantity))
                .setScale(0, RoundingMode.HALF_UP)
                .longValueExact();
        var line = line(
                "custom_line_item", amount, Json.optional(given, "description").orElse("Credit"));
        return line.put("quantity", quantity)
                .put("unit_amount", unit.setScale(0, RoundingMode.HALF_UP).longValueExact())
                .put("unit_amount_decimal", unit.toPlainString());
    }

    private ObjectNode ofInvoiceLine(ObjectNode invoice, ObjectNode given) {
        var id = Json.optional(given, "invoice_line_item").orElse("");
        var credited = Json.objects(invoice.path("lines").path("data")).stream()
                .filter(it -> Json.is(it, "id", id))
                .findFirst()
                .orElseThrow(() -> ApiError.missing("line_item", id, "lines[invoice_line_item]"));
        var whole = Json.number(credited, AMOUNT);
        var quantity = Math.max(1, Json.number(credited, "quantity"));
        var amount = given.has(AMOUNT)
                ? Json.number(given, AMOUNT)
                : share(whole, given.path("quantity").asLong(quantity), quantity);
        if (amount > whole) {
            throw ApiError.invalid(
                    "lines[amount]", "The amount is more than the invoice line's (%d).".formatted(whole));
        }
        var line = line(
                "invoice_line_item",
                amount,
                Json.optional(credited, "description").orElse(""));
        line.put("invoice_line_item", id);
        if (given.has("quantity")) {
            line.set("quantity", given.path("quantity"));
        }
        setTaxes(line, credited.path("taxes"), amount, whole);
        return line;
    }

    private ObjectNode line(String type, long amount, String description) {
        var line = account.blank(LINE).put("type", type).put(AMOUNT, amount);
        line.putArray("taxes");
        line.putObject("metadata");
        return line.put("description", description);
    }

    private static void setTaxes(ObjectNode line, JsonNode taxes, long part, long whole) {
        for (var tax : taxes) {
            var copy = (ObjectNode) tax.deepCopy();
            copy.put(AMOUNT, share(Json.number(tax, AMOUNT), part, whole));
            copy.put("taxable_amount", share(Json.number(tax, "taxable_amount"), part, whole));
            line.withArray("taxes").add(copy);
        }
    }

    private static long exclusiveTax(ObjectNode invoice) {
        return StreamSupport.stream(invoice.path("total_taxes").spliterator(), false)
                .filter(tax -> Json.is(tax, "tax_behavior", "exclusive"))
                .mapToLong(tax -> Json.number(tax, AMOUNT))
                .sum();
    }

    private static long share(long of, long part, long whole) {
        return whole == 0
                ? 0
                : BigDecimal.valueOf(of)
                        .multiply(BigDecimal.valueOf(part))
                        .divide(BigDecimal.valueOf(whole), 0, RoundingMode.HALF_UP)
                        .longValueExact();
    }
}
