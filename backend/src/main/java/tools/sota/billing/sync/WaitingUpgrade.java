package tools.sota.billing.sync;

/// An upgrade that waits for its payment, and the invoice of it that anybody may pay who has its address.
public final class WaitingUpgrade {
    private WaitingUpgrade() {}

    /// Before its subscription ends at once: or the invoice stays open, for something that never begins.
    public static void drop(StripeDesk stripe, String subscription) {
        var one = stripe.ask(v1 -> v1.subscriptions().retrieve(subscription));
        var invoice = one.getLatestInvoice();
        if (one.getPendingUpdate() != null
                && invoice != null
                && "open"
                        .equals(stripe.ask(v1 -> v1.invoices().retrieve(invoice))
                                .getStatus())) {
            stripe.tell(v1 -> v1.invoices().voidInvoice(invoice));
        }
    }
}
