package tools.sota.sandbox.stripe;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.stripe.exception.CardException;
import com.stripe.exception.StripeException;
import com.stripe.model.Customer;
import com.stripe.model.Event;
import com.stripe.model.Price;
import com.stripe.model.Subscription;
import com.stripe.net.ApiResource;
import com.stripe.param.CreditNoteCreateParams;
import com.stripe.param.CustomerCreateParams;
import com.stripe.param.EventListParams;
import com.stripe.param.PaymentIntentCreateParams;
import com.stripe.param.PriceCreateParams;
import com.stripe.param.ProductCreateParams;
import com.stripe.param.RefundCreateParams;
import com.stripe.param.SetupIntentCreateParams;
import com.stripe.param.SubscriptionCreateParams;
import com.stripe.param.SubscriptionUpdateParams;
import com.stripe.param.checkout.SessionCreateParams;
import com.stripe.service.V1Services;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.sota.sandbox.stripe.json.Json;

/// What `scenario.mjs` does with the npm client, done with the Java client.
final class Scenario {
    private final V1Services v1;
    /// As they came over the wire.
    final ObjectNode seen = Json.object();
    /// As the client holds them.
    final Map<String, ApiResource> held = new LinkedHashMap<>();

    Scenario(Shop shop) {
        v1 = shop.v1();
    }

    void run() throws StripeException {
        var price = price();
        var customer = keep(
                "customer",
                v1.customers()
                        .create(CustomerCreateParams.builder()
                                .setEmail("ada@example.com")
                                .setPaymentMethod("pm_card_visa")
                                .setInvoiceSettings(CustomerCreateParams.InvoiceSettings.builder()
                                        .setDefaultPaymentMethod("pm_card_visa")
                                        .build())
                                .putMetadata("account_id", "account-1")
                                .build()));
        checkout(customer, price);
        var subscription = subscribe(customer, price);
        moneyBack(subscription);
        keep(
                "setup",
                v1.setupIntents()
                        .create(SetupIntentCreateParams.builder()
                                .setCustomer(customer.getId())
                                .setUsage(SetupIntentCreateParams.Usage.OFF_SESSION)
                                .build()));
        declined();
        keep("canceled", v1.subscriptions().cancel(subscription.getId()));
        var types = seen.putArray("types");
        v1.events()
                .list(EventListParams.builder().setLimit(3L).build())
                .autoPagingIterable()
                .forEach((Event event) -> types.add(event.getType()));
    }

    private Price price() throws StripeException {
        var product = keep(
                "product",
                v1.products()
                        .create(ProductCreateParams.builder()
                                .setName("Pro")
                                .putMetadata("plan", "pro")
                                .build()));
        return keep(
                "price",
                v1.prices()
                        .create(PriceCreateParams.builder()
                                .setProduct(product.getId())
                                .setCurrency("usd")
                                .setUnitAmount(9900L)
                                .setLookupKey("pro_monthly")
                                .setRecurring(PriceCreateParams.Recurring.builder()
                                        .setInterval(PriceCreateParams.Recurring.Interval.MONTH)
                                        .build())
                                .build()));
    }

    private Subscription subscribe(Customer customer, Price price) throws StripeException {
        var subscription = keep(
                "subscription",
                v1.subscriptions()
                        .create(SubscriptionCreateParams.builder()
                                .setCustomer(customer.getId())
                                .addItem(SubscriptionCreateParams.Item.builder()
                                        .setPrice(price.getId())
                                        .build())
                                .build()));
        keep(
                "ending",
                v1.subscriptions()
                        .update(
                                subscription.getId(),
                                SubscriptionUpdateParams.builder()
                                        .setCancelAtPeriodEnd(true)
                                        .build()));
        return subscription;
    }

    private void checkout(Customer customer, Price price) throws StripeException {
        var sessions = v1.checkout().sessions();
        var session = keep(
                "session",
                sessions.create(SessionCreateParams.builder()
                        .setMode(SessionCreateParams.Mode.SUBSCRIPTION)
                        .setCustomer(customer.getId())
                        .setSuccessUrl("http://127.0.0.1:1/done")
                        .addLineItem(SessionCreateParams.LineItem.builder()
                                .setPrice(price.getId())
                                .setQuantity(1L)
                                .build())
                        .build()));
        keep("expired", sessions.expire(session.getId()));
    }

    private void moneyBack(Subscription subscription) throws StripeException {
        var invoice = keep(
                "invoice",
                v1.invoices()
                        .retrieve(
                                subscription.getLatestInvoice(),
                                com.stripe.param.InvoiceRetrieveParams.builder()
                                        .addExpand("payments")
                                        .build()));
        var paid = invoice.getPayments().getData().getFirst().getPayment();
        var refund = keep(
                "refund",
                v1.refunds()
                        .create(RefundCreateParams.builder()
                                .setPaymentIntent(paid.getPaymentIntent())
                                .setAmount(4000L)
                                .setReason(RefundCreateParams.Reason.REQUESTED_BY_CUSTOMER)
                                .build()));
        keep(
                "note",
                v1.creditNotes()
                        .create(CreditNoteCreateParams.builder()
                                .setInvoice(invoice.getId())
                                .setAmount(4000L)
                                .addRefund(CreditNoteCreateParams.Refund.builder()
                                        .setRefund(refund.getId())
                                        .build())
                                .setReason(CreditNoteCreateParams.Reason.ORDER_CHANGE)
                                .build()));
    }

    private void declined() throws StripeException {
        try {
            v1.paymentIntents()
                    .create(PaymentIntentCreateParams.builder()
                            .setAmount(500L)
                            .setCurrency("usd")
                            .setPaymentMethod("pm_card_visa_chargeDeclined")
                            .setConfirm(true)
                            .build());
        } catch (CardException refused) {
            seen.putObject("declined")
                    .put("type", refused.getStripeError().getType())
                    .put("code", refused.getCode())
                    .put("decline", refused.getDeclineCode())
                    .put("status", (long) refused.getStatusCode());
        }
    }

    private <T extends ApiResource> T keep(String name, T object) {
        seen.set(name, Json.parse(object.getLastResponse().body()));
        held.put(name, object);
        return object;
    }
}
