package tools.sota.billing.changes;

import org.jspecify.annotations.Nullable;

/// How and why a customer leaves.
record Cancellation(
        When when, @Nullable Reason reason, @Nullable String comment) {
    enum When {
        PERIOD_END,
        NOW
    }

    /// In Stripe's words, which its own reports use.
    enum Reason {
        TOO_EXPENSIVE,
        MISSING_FEATURES,
        SWITCHED_SERVICE,
        UNUSED,
        CUSTOMER_SERVICE,
        TOO_COMPLEX,
        LOW_QUALITY,
        OTHER
    }
}
