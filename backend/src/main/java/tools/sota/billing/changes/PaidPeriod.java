package tools.sota.billing.changes;

import java.time.Duration;
import java.time.Instant;

/// A period that was paid, and what is left of it.
///
/// @param value what the period was bought for, in minor units: its price less discounts, however it was settled
/// @param end not in it
/// @param calls that it was bought with
/// @param callsLeft at most `calls`
record PaidPeriod(long value, Instant start, Instant end, long calls, long callsLeft) {
    private static final int MARGIN = 1_000;

    /// Worth nothing: a trial, or a plan that costs nothing.
    static PaidPeriod unpaid(Instant start, Instant end) {
        return new PaidPeriod(0, start, end, 1, 0);
    }

    /// Calls that may be made while a preview of the credit is looked at. The credit leaves them out, so that what
    /// was shown can be given even when they were made; without it, a chain of upgrades would get them for nothing.
    long margin() {
        return calls / MARGIN;
    }

    /// What an upgrade at this moment gives back: the smaller share of time left and calls left, of the value,
    /// rounded down. Used calls stay paid at no less than the price they were bought at, so no sequence of
    /// upgrades buys calls below the best list price.
    long credit(Instant now) {
        long seconds = Duration.between(start, end).toSeconds();
        long left = Math.clamp(Duration.between(now, end).toSeconds(), 0, seconds);
        return Math.min(share(left, seconds), share(Math.clamp(callsLeft - margin(), 0, calls), calls));
    }

    /// How many of the calls that are left such a credit gives back.
    long callsOf(long credit) {
        return value == 0 ? 0 : Math.min(callsLeft, Math.multiplyExact(credit, calls) / value);
    }

    private long share(long part, long whole) {
        return whole == 0 ? 0 : Math.multiplyExact(value, part) / whole;
    }
}
