package tools.sota.sandbox.stripe;

import com.stripe.Stripe;
import com.stripe.StripeClient;
import com.stripe.exception.StripeException;
import com.stripe.model.Customer;
import com.stripe.model.Invoice;
import com.stripe.model.Price;
import com.stripe.model.Subscription;
import com.stripe.model.checkout.Session;
import com.stripe.param.CustomerCreateParams;
import com.stripe.param.InvoiceListParams;
import com.stripe.param.InvoiceRetrieveParams;
import com.stripe.param.PriceCreateParams;
import com.stripe.param.PriceCreateParams.Recurring.Interval;
import com.stripe.param.ProductCreateParams;
import com.stripe.param.SubscriptionCreateParams;
import com.stripe.param.checkout.SessionCreateParams;
import com.stripe.service.V1Services;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;

/// A merchant with a stand-in of its own, at a time of its own, talking to it as the product does.
final class Shop implements AutoCloseable {
    static final Instant OPENING = Instant.parse("2026-03-10T09:00:00Z");
    private static final String KEY = "sk_test_shop";

    static {
        Stripe.enableTelemetry = false;
    }

    final MovedClock clock;
    final StripeStandIn standIn;
    final StripeClient client;

    private Shop(MovedClock clock, StripeStandIn standIn) {
        this.clock = clock;
        this.standIn = standIn;
        this.client = client(standIn);
    }

    static Shop open() {
        return open(OPENING, options -> options);
    }

    static Shop open(Instant opening, UnaryOperator<Options> more) {
        var clock = new MovedClock(opening);
        var options = Options.defaults().withPort(0).withTime(clock).withoutBackground();
        return new Shop(clock, StripeStandIn.start(more.apply(options)));
    }

    static StripeClient client(StripeStandIn standIn) {
        return StripeClient.builder()
                .setApiKey(KEY)
                .setApiBase(standIn.baseUrl().toString())
                .build();
    }

    V1Services v1() {
        return client.v1();
    }

    Control control() {
        return standIn.control();
    }

    Price pro() throws StripeException {
        return price("Pro", 9900, Interval.MONTH);
    }

    Price price(String name, long amount, Interval interval) throws StripeException {
        var product = v1().products()
                .create(ProductCreateParams.builder().setName(name).build());
        return v1().prices()
                .create(PriceCreateParams.builder()
                        .setProduct(product.getId())
                        .setCurrency("usd")
                        .setUnitAmount(amount)
                        .setLookupKey(name + "-" + interval.getValue())
                        .setTransferLookupKey(true)
                        .setRecurring(PriceCreateParams.Recurring.builder()
                                .setInterval(interval)
                                .build())
                        .build());
    }

    Customer customer(String email) throws StripeException {
        return v1().customers()
                .create(CustomerCreateParams.builder().setEmail(email).build());
    }

    /// @param card a magic id, `pm_card_visa`
    Customer customerWith(String card) throws StripeException {
        return v1().customers()
                .create(CustomerCreateParams.builder()
                        .setEmail("ada@example.com")
                        .setPaymentMethod(card)
                        .setInvoiceSettings(CustomerCreateParams.InvoiceSettings.builder()
                                .setDefaultPaymentMethod(card)
                                .build())
                        .build());
    }

    Subscription subscribe(Customer customer, Price price) throws StripeException {
        return subscribe(customer, price, builder -> builder);
    }

    Subscription subscribe(Customer customer, Price price, UnaryOperator<SubscriptionCreateParams.Builder> more)
            throws StripeException {
        var builder = SubscriptionCreateParams.builder()
                .setCustomer(customer.getId())
                .addItem(SubscriptionCreateParams.Item.builder()
                        .setPrice(price.getId())
                        .build());
        return v1().subscriptions().create(more.apply(builder).build());
    }

    Session checkout(Customer customer, Price price, UnaryOperator<SessionCreateParams.Builder> more)
            throws StripeException {
        var builder = SessionCreateParams.builder()
                .setMode(SessionCreateParams.Mode.SUBSCRIPTION)
                .setCustomer(customer.getId())
                .setClientReferenceId("account-1")
                .setSuccessUrl("http://127.0.0.1:1/done?session_id={CHECKOUT_SESSION_ID}")
                .setCancelUrl("http://127.0.0.1:1/plans")
                .addLineItem(SessionCreateParams.LineItem.builder()
                        .setPrice(price.getId())
                        .setQuantity(1L)
                        .build());
        return v1().checkout().sessions().create(more.apply(builder).build());
    }

    Subscription subscription(String id) throws StripeException {
        return v1().subscriptions().retrieve(id);
    }

    Invoice invoiceWithPayments(String id) throws StripeException {
        return v1().invoices()
                .retrieve(
                        id,
                        InvoiceRetrieveParams.builder().addExpand("payments").build());
    }

    /// Oldest first.
    List<Invoice> invoices(String subscription) throws StripeException {
        return v1().invoices()
                .list(InvoiceListParams.builder()
                        .setSubscription(subscription)
                        .setLimit(100L)
                        .build())
                .getData()
                .reversed();
    }

    List<String> eventTypes() {
        return control().events().stream()
                .map(event -> event.path("type").asText())
                .toList();
    }

    @Override
    public void close() {
        standIn.close();
    }
}
