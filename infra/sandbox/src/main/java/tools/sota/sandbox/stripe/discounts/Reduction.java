package tools.sota.sandbox.stripe.discounts;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import tools.sota.sandbox.stripe.json.Json;

/// How much a coupon takes off, and how that is shared out.
public final class Reduction {
    private Reduction() {}

    /// A sum that may be reduced.
    public record Portion(long amount, String product) {}

    /// The part of each portion that a coupon takes. It is rounded half up once, for all of them together; the shares
    /// add up to it.
    public static List<Long> of(ObjectNode coupon, String currency, List<Portion> portions) {
        var counted = portions.stream()
                .map(it -> covers(coupon, it.product()) ? Math.max(0, it.amount()) : 0)
                .toList();
        var base = counted.stream().mapToLong(Long::longValue).sum();
        var off = Math.min(base, off(coupon, currency, base));
        var shares = new ArrayList<Long>();
        var seen = 0L;
        var given = 0L;
        for (var amount : counted) {
            seen += amount;
            var upToHere = base == 0 ? 0 : share(off, seen, base);
            shares.add(upToHere - given);
            given = upToHere;
        }
        return shares;
    }

    private static long off(ObjectNode coupon, String currency, long base) {
        if (coupon.path("percent_off").isNumber()) {
            return BigDecimal.valueOf(base)
                    .multiply(coupon.path("percent_off").decimalValue())
                    .divide(BigDecimal.valueOf(100), 0, RoundingMode.HALF_UP)
                    .longValueExact();
        }
        return Json.is(coupon, "currency", currency)
                ? Json.number(coupon, "amount_off")
                : Json.number(coupon.path("currency_options").path(currency), "amount_off");
    }

    private static long share(long off, long part, long whole) {
        return BigDecimal.valueOf(off)
                .multiply(BigDecimal.valueOf(part))
                .divide(BigDecimal.valueOf(whole), 0, RoundingMode.HALF_UP)
                .longValueExact();
    }

    private static boolean covers(ObjectNode coupon, String product) {
        var only = Json.texts(coupon.path("applies_to").path("products"));
        return only.isEmpty() || only.contains(product);
    }
}
