package tools.sota.platform;

import java.math.BigInteger;
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

    /// Funds, metals and test codes are no currencies.
    public static boolean isCurrency(String code) {
        return code.matches("[a-z]{3}")
                && Currency.getAvailableCurrencies().stream()
                        .filter(known -> known.getDefaultFractionDigits() >= 0)
                        .anyMatch(known -> known.getCurrencyCode().equals(code.toUpperCase(Locale.ROOT)));
    }

    /// How many minor units make a major one, as Stripe counts: 100 for usd, 1 for jpy.
    public static long minorUnits(String currency) {
        return BigInteger.TEN.pow(digits(currency)).longValueExact();
    }

    /// Digits after the point: 2 for usd, 0 for jpy.
    public static int digits(String currency) {
        return Currencies.AT_STRIPE.digits(currency);
    }

    /// Stripe charges multiples of this many minor units alone: 10 for kwd, 100 for isk, 1 for most.
    public static long step(String currency) {
        return Currencies.AT_STRIPE.step(currency);
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
