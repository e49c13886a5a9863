package tools.sota.billing.sync;

import com.stripe.exception.StripeException;

/// Stripe did not answer, or not in a useful way. It may pass by itself; nothing is known about what Stripe did.
public final class StripeUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StripeUnavailable(StripeException cause) {
        super("Stripe is not available: " + cause.getMessage(), cause);
    }
}
