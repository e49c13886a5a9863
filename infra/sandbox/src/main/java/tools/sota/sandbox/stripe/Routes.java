package tools.sota.sandbox.stripe;

import static tools.sota.sandbox.stripe.http.Endpoint.delete;
import static tools.sota.sandbox.stripe.http.Endpoint.get;
import static tools.sota.sandbox.stripe.http.Endpoint.post;

import java.util.List;
import java.util.stream.Stream;
import tools.sota.sandbox.stripe.catalog.Prices;
import tools.sota.sandbox.stripe.catalog.Products;
import tools.sota.sandbox.stripe.checkout.CheckoutSessions;
import tools.sota.sandbox.stripe.checkout.LineItems;
import tools.sota.sandbox.stripe.checkout.PaymentPages;
import tools.sota.sandbox.stripe.clocks.TestClocks;
import tools.sota.sandbox.stripe.customers.Customers;
import tools.sota.sandbox.stripe.customers.PaymentMethods;
import tools.sota.sandbox.stripe.events.EventsApi;
import tools.sota.sandbox.stripe.events.WebhookEndpoints;
import tools.sota.sandbox.stripe.http.Endpoint;
import tools.sota.sandbox.stripe.invoices.InvoiceItems;
import tools.sota.sandbox.stripe.invoices.InvoicePayments;
import tools.sota.sandbox.stripe.invoices.Invoices;
import tools.sota.sandbox.stripe.payments.Charges;
import tools.sota.sandbox.stripe.payments.PaymentIntents;
import tools.sota.sandbox.stripe.payments.Refunds;
import tools.sota.sandbox.stripe.payments.SetupIntents;
import tools.sota.sandbox.stripe.portal.Configurations;
import tools.sota.sandbox.stripe.portal.PortalSessions;
import tools.sota.sandbox.stripe.subscriptions.Schedules;
import tools.sota.sandbox.stripe.subscriptions.Subscriptions;

/// Every operation of the API, each with the type of Stripe's client that its parameters must fit.
record Routes(
        Products products,
        Prices prices,
        Customers customers,
        PaymentMethods paymentMethods,
        PaymentIntents paymentIntents,
        SetupIntents setupIntents,
        Charges charges,
        Refunds refunds,
        CheckoutSessions sessions,
        LineItems lineItems,
        PaymentPages paymentPages,
        Subscriptions subscriptions,
        Schedules schedules,
        Invoices invoices,
        InvoicePayments invoicePayments,
        InvoiceItems invoiceItems,
        Configurations configurations,
        PortalSessions portalSessions,
        WebhookEndpoints webhooks,
        EventsApi events,
        TestClocks clocks) {

    List<Endpoint> endpoints() {
        return Stream.of(
                        catalog(),
                        people(),
                        money(),
                        checkout(),
                        subscribing(),
                        scheduling(),
                        invoicing(),
                        portal(),
                        telling(),
                        ownTime())
                .flatMap(List::stream)
                .toList();
    }

    private List<Endpoint> catalog() {
        return List.of(
                post("/v1/products", "ProductCreateParams", products::create),
                get("/v1/products", "ProductListParams", products::list),
                get("/v1/products/{id}", "ProductRetrieveParams", products::get),
                post("/v1/products/{id}", "ProductUpdateParams", products::update),
                delete("/v1/products/{id}", "ProductDeleteParams", products::delete),
                post("/v1/prices", "PriceCreateParams", prices::create),
                get("/v1/prices", "PriceListParams", prices::list),
                get("/v1/prices/{id}", "PriceRetrieveParams", prices::get),
                post("/v1/prices/{id}", "PriceUpdateParams", prices::update));
    }

    private List<Endpoint> people() {
        return List.of(
                post("/v1/customers", "CustomerCreateParams", customers::create),
                get("/v1/customers", "CustomerListParams", customers::list),
                get("/v1/customers/{id}", "CustomerRetrieveParams", customers::get),
                post("/v1/customers/{id}", "CustomerUpdateParams", customers::update),
                delete("/v1/customers/{id}", "CustomerDeleteParams", customers::delete),
                get(
                        "/v1/customers/{id}/payment_methods",
                        "CustomerListPaymentMethodsParams",
                        paymentMethods::ofCustomer),
                get(
                        "/v1/customers/{id}/payment_methods/{method}",
                        "CustomerRetrievePaymentMethodParams",
                        paymentMethods::oneOfCustomer),
                post("/v1/payment_methods", "PaymentMethodCreateParams", paymentMethods::create),
                get("/v1/payment_methods", "PaymentMethodListParams", paymentMethods::list),
                get("/v1/payment_methods/{id}", "PaymentMethodRetrieveParams", paymentMethods::get),
                post("/v1/payment_methods/{id}/attach", "PaymentMethodAttachParams", paymentMethods::attach),
                post("/v1/payment_methods/{id}/detach", "PaymentMethodDetachParams", paymentMethods::detach));
    }

    private List<Endpoint> money() {
        return List.of(
                get("/v1/payment_intents", "PaymentIntentListParams", paymentIntents::list),
                get("/v1/payment_intents/{id}", "PaymentIntentRetrieveParams", paymentIntents::get),
                get("/v1/setup_intents", "SetupIntentListParams", setupIntents::list),
                get("/v1/setup_intents/{id}", "SetupIntentRetrieveParams", setupIntents::get),
                get("/v1/charges", "ChargeListParams", charges::list),
                get("/v1/charges/{id}", "ChargeRetrieveParams", charges::get),
                post("/v1/charges/{id}", "ChargeUpdateParams", charges::update),
                post("/v1/refunds", "RefundCreateParams", refunds::create),
                get("/v1/refunds", "RefundListParams", refunds::list),
                get("/v1/refunds/{id}", "RefundRetrieveParams", refunds::get),
                post("/v1/refunds/{id}", "RefundUpdateParams", refunds::update));
    }

    private List<Endpoint> checkout() {
        return List.of(
                post("/v1/checkout/sessions", "Checkout.SessionCreateParams", sessions::create),
                get("/v1/checkout/sessions", "Checkout.SessionListParams", sessions::list),
                get("/v1/checkout/sessions/{id}", "Checkout.SessionRetrieveParams", sessions::get),
                post("/v1/checkout/sessions/{id}/expire", "Checkout.SessionExpireParams", sessions::expire),
                get("/v1/checkout/sessions/{id}/line_items", "Checkout.SessionListLineItemsParams", lineItems::list),
                get("/v1/payment_pages/{id}", "PaymentPageRetrieveParams", paymentPages::get),
                post("/v1/payment_pages/{id}/confirm", "PaymentPageConfirmParams", paymentPages::confirm));
    }

    private List<Endpoint> subscribing() {
        return List.of(
                post("/v1/subscriptions", "SubscriptionCreateParams", subscriptions::create),
                get("/v1/subscriptions", "SubscriptionListParams", subscriptions::list),
                get("/v1/subscriptions/{id}", "SubscriptionRetrieveParams", subscriptions::get),
                post("/v1/subscriptions/{id}", "SubscriptionUpdateParams", subscriptions::update),
                delete("/v1/subscriptions/{id}", "SubscriptionCancelParams", subscriptions::cancel),
                post("/v1/subscriptions/{id}/resume", "SubscriptionResumeParams", subscriptions::resume));
    }

    private List<Endpoint> scheduling() {
        return List.of(
                post("/v1/subscription_schedules", "SubscriptionScheduleCreateParams", schedules::create),
                get("/v1/subscription_schedules", "SubscriptionScheduleListParams", schedules::list),
                get("/v1/subscription_schedules/{id}", "SubscriptionScheduleRetrieveParams", schedules::get),
                post("/v1/subscription_schedules/{id}", "SubscriptionScheduleUpdateParams", schedules::update),
                post(
                        "/v1/subscription_schedules/{id}/release",
                        "SubscriptionScheduleReleaseParams",
                        schedules::release),
                post("/v1/subscription_schedules/{id}/cancel", "SubscriptionScheduleCancelParams", schedules::cancel));
    }

    private List<Endpoint> invoicing() {
        return List.of(
                post("/v1/invoices", "InvoiceCreateParams", invoices::create),
                get("/v1/invoices", "InvoiceListParams", invoices::list),
                get("/v1/invoices/{id}", "InvoiceRetrieveParams", invoices::get),
                post("/v1/invoices/{id}", "InvoiceUpdateParams", invoices::update),
                delete("/v1/invoices/{id}", "InvoiceDeleteParams", invoices::delete),
                get("/v1/invoices/{id}/lines", "InvoiceListLineItemsParams", invoices::lines),
                post("/v1/invoices/{id}/finalize", "InvoiceFinalizeInvoiceParams", invoices::finalizeInvoice),
                post("/v1/invoices/{id}/pay", "InvoicePayParams", invoices::pay),
                post("/v1/invoices/{id}/send", "InvoiceSendInvoiceParams", invoices::send),
                post("/v1/invoices/{id}/void", "InvoiceVoidInvoiceParams", invoices::voidInvoice),
                post(
                        "/v1/invoices/{id}/mark_uncollectible",
                        "InvoiceMarkUncollectibleParams",
                        invoices::markUncollectible),
                get("/v1/invoice_payments", "InvoicePaymentListParams", invoicePayments::list),
                get("/v1/invoice_payments/{id}", "InvoicePaymentRetrieveParams", invoicePayments::get),
                post("/v1/invoiceitems", "InvoiceItemCreateParams", invoiceItems::create),
                get("/v1/invoiceitems", "InvoiceItemListParams", invoiceItems::list),
                get("/v1/invoiceitems/{id}", "InvoiceItemRetrieveParams", invoiceItems::get),
                delete("/v1/invoiceitems/{id}", "InvoiceItemDeleteParams", invoiceItems::delete));
    }

    private List<Endpoint> portal() {
        return List.of(
                post(
                        "/v1/billing_portal/configurations",
                        "BillingPortal.ConfigurationCreateParams",
                        configurations::create),
                get("/v1/billing_portal/configurations", "BillingPortal.ConfigurationListParams", configurations::list),
                get(
                        "/v1/billing_portal/configurations/{id}",
                        "BillingPortal.ConfigurationRetrieveParams",
                        configurations::get),
                post(
                        "/v1/billing_portal/configurations/{id}",
                        "BillingPortal.ConfigurationUpdateParams",
                        configurations::update),
                post("/v1/billing_portal/sessions", "BillingPortal.SessionCreateParams", portalSessions::create));
    }

    private List<Endpoint> telling() {
        return List.of(
                post("/v1/webhook_endpoints", "WebhookEndpointCreateParams", webhooks::create),
                get("/v1/webhook_endpoints", "WebhookEndpointListParams", webhooks::list),
                get("/v1/webhook_endpoints/{id}", "WebhookEndpointRetrieveParams", webhooks::get),
                post("/v1/webhook_endpoints/{id}", "WebhookEndpointUpdateParams", webhooks::update),
                delete("/v1/webhook_endpoints/{id}", "WebhookEndpointDeleteParams", webhooks::delete),
                get("/v1/events", "EventListParams", events::list),
                get("/v1/events/{id}", "EventRetrieveParams", events::get),
                post("/v1/events/{id}/retry", "EventRetryParams", events::retry));
    }

    private List<Endpoint> ownTime() {
        return List.of(
                post("/v1/test_helpers/test_clocks", "TestHelpers.TestClockCreateParams", clocks::create),
                get("/v1/test_helpers/test_clocks", "TestHelpers.TestClockListParams", clocks::list),
                get("/v1/test_helpers/test_clocks/{id}", "TestHelpers.TestClockRetrieveParams", clocks::get),
                post(
                        "/v1/test_helpers/test_clocks/{id}/advance",
                        "TestHelpers.TestClockAdvanceParams",
                        clocks::advance),
                delete("/v1/test_helpers/test_clocks/{id}", "TestHelpers.TestClockDeleteParams", clocks::delete));
    }
}
