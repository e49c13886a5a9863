package tools.sota.sandbox.stripe.http;

import tools.sota.sandbox.stripe.error.ApiError;

/// @param kept whether the same answer is given again under the same idempotency key
record Answer(int status, String body, boolean kept, boolean replayed) {
    static Answer ok(String body) {
        return new Answer(200, body, true, false);
    }

    static Answer of(ApiError error) {
        return new Answer(error.status(), error.body().toString(), error.wasCarriedOut(), false);
    }

    static Answer replay(int status, String body) {
        return new Answer(status, body, true, true);
    }
}
