package tools.sota.sandbox.stripe;

import static tools.sota.sandbox.stripe.http.Endpoint.post;

import java.util.List;
import tools.sota.sandbox.stripe.http.Endpoint;
import tools.sota.sandbox.stripe.subscriptions.Previews;

/// The operations that say, or lower, what something costs.
record Offers(Previews previews) {
    List<Endpoint> endpoints() {
        return List.of(post("/v1/invoices/create_preview", "InvoiceCreatePreviewParams", previews::create));
    }
}
