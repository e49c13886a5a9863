package tools.sota.sandbox.stripe;

import static tools.sota.sandbox.stripe.http.Endpoint.post;

import java.util.List;
import tools.sota.sandbox.stripe.customers.PaymentMethods;
import tools.sota.sandbox.stripe.http.Endpoint;
import tools.sota.sandbox.stripe.payments.PaymentRequests;
import tools.sota.sandbox.stripe.payments.SetupIntents;

/// The operations that charge or save a card without an invoice.
record Intents(PaymentRequests payments, SetupIntents setups, PaymentMethods methods) {
    List<Endpoint> endpoints() {
        return List.of(
                post("/v1/payment_intents", "PaymentIntentCreateParams", payments::create),
                post("/v1/payment_intents/{id}", "PaymentIntentUpdateParams", payments::update),
                post("/v1/payment_intents/{id}/confirm", "PaymentIntentConfirmParams", payments::confirm),
                post("/v1/payment_intents/{id}/capture", "PaymentIntentCaptureParams", payments::capture),
                post("/v1/payment_intents/{id}/cancel", "PaymentIntentCancelParams", payments::cancel),
                post("/v1/setup_intents", "SetupIntentCreateParams", setups::create),
                post("/v1/setup_intents/{id}", "SetupIntentUpdateParams", setups::update),
                post("/v1/setup_intents/{id}/confirm", "SetupIntentConfirmParams", setups::confirm),
                post("/v1/setup_intents/{id}/cancel", "SetupIntentCancelParams", setups::cancel),
                post("/v1/payment_methods/{id}", "PaymentMethodUpdateParams", methods::update));
    }
}
