package tools.sota.sandbox.stripe.invoices;

import com.fasterxml.jackson.databind.node.ObjectNode;

/// Follows what becomes of invoices: a subscription stands and falls with its own.
public interface InvoiceWatcher {
    void paid(ObjectNode invoice);

    void notPaid(ObjectNode invoice);

    /// All attempts to collect it are used up.
    void givenUp(ObjectNode invoice);

    /// It was voided or marked uncollectible, so nobody waits for its money any more.
    void closed(ObjectNode invoice);
}
