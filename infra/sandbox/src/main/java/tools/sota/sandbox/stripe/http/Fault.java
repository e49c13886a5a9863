package tools.sota.sandbox.stripe.http;

import java.time.Duration;

/// Something that goes wrong with the next requests to a path.
///
/// @param path a regular expression that the whole path must match, or method, space and path: `POST /v1/refunds`
/// @param times how many requests it happens to
/// @param delay how long a `DELAY` holds a request up
public record Fault(Kind kind, String path, int times, Duration delay) {
    public enum Kind {
        /// 429; nothing is carried out.
        TOO_MANY_REQUESTS,
        /// 429 whose `Stripe-Should-Retry: false` tells clients to give up; nothing is carried out.
        TOO_MANY_REQUESTS_FOR_GOOD,
        /// 500; nothing is carried out and the idempotency key stays free.
        SERVER_ERROR,
        /// The request is carried out, but a 500 arrives: a retry under the same key gets the true answer.
        SERVER_ERROR_AFTER_EXECUTING,
        /// The request is carried out and its answer is a 500, which is also what a retry under the same key gets.
        SERVER_ERROR_KEPT,
        /// The request is carried out and no answer comes until the fault is released.
        TIMEOUT_AFTER_EXECUTING,
        /// The request is carried out, and the connection is closed instead of an answer.
        CONNECTION_RESET,
        /// The request waits, in progress, until the fault is released.
        HOLD,
        /// The request waits for the delay first.
        DELAY
    }

    public static Fault next(Kind kind, String path) {
        return new Fault(kind, path, 1, Duration.ZERO);
    }

    public Fault times(int count) {
        return new Fault(kind, path, count, delay);
    }

    public static Fault delay(String path, Duration delay) {
        return new Fault(Kind.DELAY, path, 1, delay);
    }
}
