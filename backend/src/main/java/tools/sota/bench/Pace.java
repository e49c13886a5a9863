package tools.sota.bench;

/// When calls are meant to leave. Latency counts from that moment and not from the moment of sending, so a server that
/// stalls is charged for the calls that it kept from being sent.
///
/// @param perSecond 0: the next call leaves when the answer to the last is here (closed loop)
record Pace(double perSecond) {
    private static final double SECOND = 1e9;

    /// @param number of the call, from 0
    /// @param now nanoseconds since the start
    /// @return nanoseconds since the start
    long intended(long number, long now) {
        return isClosed() ? now : (long) (number * SECOND / perSecond);
    }

    /// How many calls are meant to leave within the time; 0 for a closed loop, which promises no number.
    long count(long nanos) {
        return (long) Math.ceil(perSecond * nanos / SECOND);
    }

    boolean isClosed() {
        return perSecond == 0;
    }

    /// The share of one of several threads.
    Pace split(int parts) {
        return new Pace(perSecond / parts);
    }
}
