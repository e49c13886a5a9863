package tools.sota.billing.overage;

import tools.sota.platform.Money;

/// What calls beyond a plan's cost.
///
/// @param micros millionths of a major unit for each call
/// @param currency lower case
record CallPrice(long micros, String currency) {
    private static final long MICROS = 1_000_000;

    /// How many calls an amount of minor units pays for in full, as far as it can be charged.
    long callsFor(long amount) {
        return Math.multiplyExact(amount - amount % Money.step(currency), microsOfMinor()) / micros;
    }

    /// In minor units, rounded half up to what can be charged, once for all of the calls.
    long amountOf(long calls) {
        long doubled = Math.multiplyExact(Math.multiplyExact(calls, micros), 2);
        long step = Money.step(currency);
        long chargeable = microsOfMinor() * step;
        return (doubled + chargeable) / (2 * chargeable) * step;
    }

    private long microsOfMinor() {
        return MICROS / Money.minorUnits(currency);
    }
}
