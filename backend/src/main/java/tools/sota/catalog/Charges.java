package tools.sota.catalog;

import org.jspecify.annotations.Nullable;
import tools.sota.platform.Money;

/// Reads amounts that Stripe can charge.
final class Charges {
    private Charges() {}

    static Money needed(YamlFields fields, String name, String currency) {
        return checked(fields, name, currency, fields.number(name, 1, Integer.MAX_VALUE));
    }

    static @Nullable Money optional(YamlFields fields, String name, String currency) {
        var amount = fields.optionalNumber(name, 1, Integer.MAX_VALUE);
        return amount == null ? null : checked(fields, name, currency, amount);
    }

    /// Without a currency there is an error already; any other will do until the whole is refused.
    private static Money checked(YamlFields fields, String name, String currency, long amount) {
        var money = new Money(amount, currency.isEmpty() ? "usd" : currency);
        long step = Money.step(money.currency());
        return amount % step == 0
                ? money
                : fields.bad(name, "must be a multiple of " + step + ": Stripe charges no less of " + currency, money);
    }
}
