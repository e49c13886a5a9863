package tools.sota.billing.overage;

import tools.sota.platform.Money;

/// What calls beyond a plan's cost.
///
/// @param micros millionths of a major unit for each call
/// @param currency lower case
record CallPrice(long micros, String currency) {
    private static final long MICROS = 1_000_000;

    /// How many calls an amount of minor units pays for in full.
    long callsFor(long amount) {
        return Math.multiplyExact(amount, microsOfMinor()) / micros;
    }

    /// In minor units, rounded half up, once for all of the calls.
    long amountOf(long calls) {
        long doubled = Math.multiplyExact(Math.multiplyExact(calls, micros), 2);
        return (doubled + microsOfMinor()) / (2 * microsOfMinor());
    }

    private long microsOfMinor() {
        return MICROS / Money.minorUnits(currency);
    }
}
