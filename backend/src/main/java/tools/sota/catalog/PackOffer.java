package tools.sota.catalog;

import tools.sota.platform.Money;

/// Prepaid calls that can be bought beside a plan.
///
/// @param months how long they are good for
public record PackOffer(long calls, Money price, int months) {
    private static final int LONGEST_MONTHS = 120;

    static PackOffer read(YamlFields fields, String currency) {
        return new PackOffer(
                fields.number("calls", 1, Integer.MAX_VALUE),
                Charges.needed(fields, "price", currency),
                Math.toIntExact(fields.number("months", 1, LONGEST_MONTHS)));
    }
}
