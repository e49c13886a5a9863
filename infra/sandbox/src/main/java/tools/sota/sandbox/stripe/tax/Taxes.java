package tools.sota.sandbox.stripe.tax;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import tools.sota.sandbox.stripe.account.Account;
import tools.sota.sandbox.stripe.customers.TaxLocation;
import tools.sota.sandbox.stripe.json.Json;

/// What automatic tax puts on the lines of an invoice: the rate of the customer's country where the merchant is
/// registered, nothing where it is not, and nothing where a business abroad owes the tax itself.
public final class Taxes {
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
    private static final Set<String> BUSINESS_NUMBERS = Set.of("au_abn", "eu_vat", "gb_vat", "no_vat");
    private static final String BEHAVIOR = "tax_behavior";
    private static final String TOTALS = "total_taxes";
    private static final String AUTOMATIC = "automatic_tax";
    private static final String UNPLACED = "requires_location_inputs";

    private final Account account;
    private final TaxAccount merchant;

    public Taxes(Account account) {
        this.account = account;
        this.merchant = new TaxAccount(account);
    }

    /// Who is taxed: an address, `[{type, value}]`, and Stripe's `tax_exempt`.
    public record Payer(JsonNode address, JsonNode taxIds, String exempt) {
        String country() {
            return Json.optional(address, "country").orElse("");
        }

        String state() {
            return Json.optional(address, "state").orElse("");
        }
    }

    /// Reckons the tax of an invoice's lines anew, from what the invoice says of its customer.
    ///
    /// @return what comes on top of the sum: prices that include their tax add nothing
    public long put(ObjectNode invoice) {
        var lines = Json.objects(invoice.path("lines").path("data"));
        lines.forEach(line -> line.putArray("taxes"));
        var totals = invoice.putArray(TOTALS);
        if (!invoice.path(AUTOMATIC).path("enabled").asBoolean()) {
            return 0;
        }
        var payer = new Payer(
                invoice.path("customer_address"),
                invoice.path("customer_tax_ids"),
                invoice.path("customer_tax_exempt").asText());
        var placed = TaxLocation.isKnown(payer.address());
        invoice.withObject(AUTOMATIC).put("status", placed ? "complete" : UNPLACED);
        if (!placed) {
            return 0;
        }
        for (var line : lines) {
            var tax = tax(payer, Json.text(line, "currency"), base(line), behaviorOf(line));
            line.withArray("taxes").add(tax);
            sumUp(totals, tax);
        }
        return sum(invoice, "exclusive");
    }

    /// Of an invoice whose customer is nowhere: it cannot be finalised.
    public static boolean isStuck(ObjectNode invoice) {
        return invoice.path(AUTOMATIC).path("enabled").asBoolean()
                && Json.is(invoice.path(AUTOMATIC), "status", UNPLACED);
    }

    /// @param behavior `exclusive` or `inclusive`
    public static long sum(ObjectNode invoice, String behavior) {
        return Json.objects(invoice.path(TOTALS)).stream()
                .filter(tax -> Json.is(tax, BEHAVIOR, behavior))
                .mapToLong(tax -> Json.number(tax, "amount"))
                .sum();
    }

    /// The tax of one sum, in the shape of a line's `taxes`.
    ///
    /// @param wish the price's own behaviour; anything but the two behaviours leaves it to the merchant's settings
    public ObjectNode tax(Payer payer, String currency, long amount, String wish) {
        var behavior = wish.endsWith("clusive") ? wish : merchant.usualBehavior(currency);
        var percent = Rates.percent(payer.country(), payer.state());
        var reason = reason(payer, percent);
        var rate = reason.equals("standard_rated") ? percent.orElseThrow() : BigDecimal.ZERO;
        var tax = share(amount, rate, behavior);
        var made = Json.object().put("amount", tax).put(BEHAVIOR, behavior).put("taxability_reason", reason);
        made.putObject("tax_rate_details").put("tax_rate", rateOf(payer, rate, behavior));
        made.put("taxable_amount", behavior.equals("inclusive") ? amount - tax : amount);
        return made.put("type", "tax_rate_details");
    }

    private String reason(Payer payer, Optional<BigDecimal> percent) {
        if (payer.exempt().equals("exempt")) {
            return "customer_exempt";
        }
        if (!merchant.collectsIn(payer.country(), payer.state())) {
            return "not_collecting";
        }
        if (payer.exempt().equals("reverse") || isForeignBusiness(payer)) {
            return "reverse_charge";
        }
        return percent.isPresent() ? "standard_rated" : "not_subject_to_tax";
    }

    private boolean isForeignBusiness(Payer payer) {
        return !merchant.homeCountry().equals(payer.country())
                && Json.objects(payer.taxIds()).stream()
                        .map(it -> Json.text(it, "type"))
                        .anyMatch(type -> BUSINESS_NUMBERS.contains(type) && isOf(type, payer.country()));
    }

    private static boolean isOf(String type, String country) {
        return type.equals("eu_vat")
                ? Rates.isInUnion(country)
                : type.startsWith(country.toLowerCase(Locale.ROOT) + "_");
    }

    private static long share(long amount, BigDecimal percent, String behavior) {
        var whole = behavior.equals("inclusive") ? HUNDRED.add(percent) : HUNDRED;
        return BigDecimal.valueOf(amount)
                .multiply(percent)
                .divide(whole, 0, RoundingMode.HALF_UP)
                .longValueExact();
    }

    private String rateOf(Payer payer, BigDecimal percent, String behavior) {
        var inclusive = behavior.equals("inclusive");
        return account.all(TaxAccount.RATE).stream()
                .filter(it -> Json.is(it, "country", payer.country())
                        && Json.optional(it, "state").orElse("").equals(payer.state())
                        && it.path("inclusive").asBoolean() == inclusive
                        && it.path("percentage").decimalValue().compareTo(percent) == 0)
                .findFirst()
                .map(it -> Json.text(it, "id"))
                .orElseGet(() -> Json.text(newRate(payer, percent, inclusive), "id"));
    }

    private ObjectNode newRate(Payer payer, BigDecimal percent, boolean inclusive) {
        var kind = Rates.kind(payer.country());
        var made = account.blank(TaxAccount.RATE).put("active", false).put("inclusive", inclusive);
        made.put("percentage", percent).put("effective_percentage", percent);
        made.put("country", payer.country()).put("jurisdiction", payer.country());
        made.put("jurisdiction_level", payer.country().equals("US") ? "state" : "country");
        if (!payer.state().isEmpty()) {
            made.put("state", payer.state());
        }
        made.put("tax_type", kind).put("rate_type", "percentage");
        made.put("display_name", kind.equals("sales_tax") ? "Sales Tax" : kind.toUpperCase(Locale.ROOT));
        made.putObject("metadata");
        account.store(made);
        return made;
    }

    private static long base(ObjectNode line) {
        var off = Json.objects(line.path("discount_amounts")).stream()
                .mapToLong(it -> Json.number(it, "amount"))
                .sum();
        return Json.number(line, "amount") - off;
    }

    /// What the line's price says, or the price that an invoice item stands for.
    private String behaviorOf(ObjectNode line) {
        var item = line.at("/parent/invoice_item_details/invoice_item").asText();
        var noted = item.isEmpty() ? "" : account.note(item).path(BEHAVIOR).asText();
        return noted.isEmpty()
                ? Json.optional(line.path("pricing").path("price_details"), "price")
                        .flatMap(id -> account.find("price", id))
                        .map(price -> Json.text(price, BEHAVIOR))
                        .orElse("")
                : noted;
    }

    private static void sumUp(ArrayNode totals, ObjectNode tax) {
        for (var known : Json.objects(totals)) {
            if (known.path("tax_rate_details").equals(tax.path("tax_rate_details"))
                    && known.path("taxability_reason").equals(tax.path("taxability_reason"))) {
                known.put("amount", Json.number(known, "amount") + Json.number(tax, "amount"));
                known.put("taxable_amount", Json.number(known, "taxable_amount") + Json.number(tax, "taxable_amount"));
                return;
            }
        }
        totals.add(tax.deepCopy());
    }
}
