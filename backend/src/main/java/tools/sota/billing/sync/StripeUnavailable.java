package tools.sota.billing.sync;

/// Stripe did not answer, or not in a useful way. It may pass by itself; nothing is known about what Stripe did.
public final class StripeUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StripeUnavailable(Exception cause) {
        super("Stripe is not available: " + cause.getMessage(), cause);
    }
}
