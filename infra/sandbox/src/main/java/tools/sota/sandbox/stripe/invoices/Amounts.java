package tools.sota.sandbox.stripe.invoices;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;
import java.util.Locale;
import tools.sota.sandbox.stripe.json.Json;

/// Money in minor units, and how people read it.
public final class Amounts {
    private Amounts() {}

    /// A price times a quantity, rounded half up once.
    public static long of(ObjectNode price, long quantity) {
        return new BigDecimal(Json.text(price, "unit_amount_decimal"))
                .multiply(BigDecimal.valueOf(quantity))
                .setScale(0, RoundingMode.HALF_UP)
                .longValueExact();
    }

    /// `$99.00`, `-$5.00`, `9900 JPY`.
    public static String show(long minorUnits, String currency) {
        var digits = Currency.getInstance(currency.toUpperCase(Locale.ROOT)).getDefaultFractionDigits();
        var amount = BigDecimal.valueOf(Math.abs(minorUnits), digits).toPlainString();
        var sign = minorUnits < 0 ? "-" : "";
        return currency.equals("usd") ? sign + "$" + amount : sign + amount + " " + currency.toUpperCase(Locale.ROOT);
    }

    /// `$99.00 / month`, `$990.00 / 2 years`, or the amount alone for a price that is paid once.
    public static String show(ObjectNode price, long quantity) {
        var amount = show(of(price, quantity), Json.text(price, "currency"));
        if (!(price.path("recurring") instanceof ObjectNode recurring)) {
            return amount;
        }
        var interval = Json.text(recurring, "interval");
        var count = Json.number(recurring, "interval_count");
        return amount + " / " + (count == 1 ? interval : count + " " + interval + "s");
    }
}
