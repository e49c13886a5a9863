package tools.sota.platform;

import java.util.Currency;
import java.util.Locale;

/// An amount in whole minor units of a currency, as Stripe and our ledger count: no fractions, no floats.
///
/// @param currency three lower-case letters of ISO 4217
public record Money(long amount, String currency) {
    public Money {
        if (!isCurrency(currency)) {
            throw new IllegalArgumentException("Not a currency in lower case: " + currency);
        }
    }

    public static boolean isCurrency(String code) {
        return code.matches("[a-z]{3}")
                && Currency.getAvailableCurrencies().stream()
                        .anyMatch(known -> known.getCurrencyCode().equals(code.toUpperCase(Locale.ROOT)));
    }

    /// How many minor units make a major one: 100 for usd, 1 for jpy.
    public static long minorUnits(String currency) {
        int digits = Currency.getInstance(currency.toUpperCase(Locale.ROOT)).getDefaultFractionDigits();
        long units = 1;
        for (int digit = 0; digit < digits; digit++) {
            units *= 10;
        }
        return units;
    }

    /// `USD 99.00`, for people: mails and log lines.
    @Override
    public String toString() {
        long units = minorUnits(currency);
        var sign = amount < 0 ? "-" : "";
        var fraction = units == 1
                ? ""
                : '.' + Long.toString(units + Math.abs(amount % units)).substring(1);
        return currency.toUpperCase(Locale.ROOT) + ' ' + sign + Math.abs(amount / units) + fraction;
    }
}
