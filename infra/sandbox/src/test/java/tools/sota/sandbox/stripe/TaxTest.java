package tools.sota.sandbox.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.StripeException;
import com.stripe.model.Customer;
import com.stripe.model.Invoice;
import com.stripe.model.Price;
import com.stripe.param.CouponCreateParams;
import com.stripe.param.CustomerTaxIdCreateParams;
import com.stripe.param.CustomerUpdateParams;
import com.stripe.param.InvoiceCreatePreviewParams;
import com.stripe.param.InvoiceCreatePreviewParams.SubscriptionDetails;
import com.stripe.param.InvoiceListParams;
import com.stripe.param.PriceCreateParams.Recurring.Interval;
import com.stripe.param.PriceUpdateParams;
import com.stripe.param.SubscriptionCreateParams;
import com.stripe.param.SubscriptionUpdateParams;
import com.stripe.param.checkout.SessionCreateParams;
import com.stripe.param.common.EmptyParam;
import com.stripe.param.tax.RegistrationCreateParams;
import com.stripe.param.tax.RegistrationCreateParams.CountryOptions;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Automatic tax: who pays how much, where it shows, and what happens when nobody knows where the customer is.
class TaxTest {
    private final Shop shop = Shop.open();

    @BeforeEach
    void registeredInTheUnionAndNewYork() throws Exception {
        register(
                "IE",
                CountryOptions.builder()
                        .setIe(CountryOptions.Ie.builder()
                                .setType(CountryOptions.Ie.Type.OSS_UNION)
                                .build())
                        .build());
        register(
                "US",
                CountryOptions.builder()
                        .setUs(CountryOptions.Us.builder()
                                .setType(CountryOptions.Us.Type.STATE_SALES_TAX)
                                .setState("NY")
                                .build())
                        .build());
    }

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void eachPlaceHasItsRate() throws Exception {
        assertThat(taxOf("DE", null)).isEqualTo(1881);
        assertThat(taxOf("FI", null)).isEqualTo(2525); // 25.5 % of $99.00 is $25.245
        assertThat(taxOf("US", "NY")).isEqualTo(879);
        assertThat(taxOf("US", "CA")).isZero();
        assertThat(taxOf("JP", null)).isZero(); // not registered there
    }

    @Test
    void aBusinessAbroadOwesTheTaxItself() throws Exception {
        var business = at("DE", null);
        shop.v1()
                .customers()
                .taxIds()
                .create(
                        business.getId(),
                        CustomerTaxIdCreateParams.builder()
                                .setType(CustomerTaxIdCreateParams.Type.EU_VAT)
                                .setValue("DE123456789")
                                .build());

        var invoice = bill(business, shop.pro());

        assertThat(invoice.getTotal()).isEqualTo(9900);
        assertThat(invoice.getTotalTaxes().getFirst().getTaxabilityReason()).isEqualTo("reverse_charge");
        assertThat(invoice.getCustomerTaxIds().getFirst().getValue()).isEqualTo("DE123456789");
    }

    @Test
    void aPriceMayIncludeItsTax() throws Exception {
        var price = shop.pro();
        shop.v1()
                .prices()
                .update(
                        price.getId(),
                        PriceUpdateParams.builder()
                                .setTaxBehavior(PriceUpdateParams.TaxBehavior.INCLUSIVE)
                                .build());

        var invoice = bill(at("DE", null), price);

        assertThat(invoice.getTotal()).isEqualTo(9900);
        assertThat(invoice.getTotalExcludingTax()).isEqualTo(8319);
        assertThat(invoice.getTotalTaxes().getFirst().getAmount()).isEqualTo(1581);
        assertThat(invoice.getTotalTaxes().getFirst().getTaxBehavior()).isEqualTo("inclusive");
    }

    @Test
    void mistake37AutomaticTaxNeedsAPlace() throws Exception {
        var nowhere = shop.customerWith("pm_card_visa");

        assertThatThrownBy(() -> bill(nowhere, shop.pro()))
                .isInstanceOfSatisfying(
                        InvalidRequestException.class,
                        refused -> assertThat(refused.getCode()).isEqualTo("customer_tax_location_invalid"));
    }

    @Test
    void mistake38AnInvoiceToNowhereStaysADraftAndSaysSo() throws Exception {
        var ada = at("DE", null);
        bill(ada, shop.pro());
        shop.v1()
                .customers()
                .update(
                        ada.getId(),
                        CustomerUpdateParams.builder()
                                .setAddress(EmptyParam.EMPTY)
                                .build());
        shop.clock.move(Duration.ofDays(31).plusHours(2));

        var renewal = latest(ada);
        assertThat(renewal.getStatus()).isEqualTo("draft");
        assertThat(renewal.getAutomaticTax().getStatus()).isEqualTo("requires_location_inputs");
        assertThat(renewal.getLastFinalizationError().getCode()).isEqualTo("customer_tax_location_invalid");
        assertThat(shop.eventTypes().stream().filter("invoice.finalization_failed"::equals))
                .hasSize(1);
        assertThatThrownBy(() -> shop.v1().invoices().finalizeInvoice(renewal.getId()))
                .isInstanceOf(InvalidRequestException.class);
        move(ada, "FR", null);
        assertThat(shop.v1().invoices().pay(renewal.getId()).getTotal()).isEqualTo(9900 + 1980);
    }

    @Test
    void thePayPageShowsTheTaxBeforeAnybodyPays() throws Exception {
        var ada = shop.customer("ada@example.com");
        var session = shop.checkout(
                ada,
                shop.pro(),
                it -> it.setAutomaticTax(SessionCreateParams.AutomaticTax.builder()
                                .setEnabled(true)
                                .build())
                        .setTaxIdCollection(SessionCreateParams.TaxIdCollection.builder()
                                .setEnabled(true)
                                .build())
                        .setBillingAddressCollection(SessionCreateParams.BillingAddressCollection.REQUIRED)
                        .setCustomerUpdate(SessionCreateParams.CustomerUpdate.builder()
                                .setAddress(SessionCreateParams.CustomerUpdate.Address.AUTO)
                                .setName(SessionCreateParams.CustomerUpdate.Name.AUTO)
                                .build()));
        var form = new HashMap<>(Browser.card("4242 4242 4242 4242"));
        form.putAll(Map.of("country", "DE", "action", "tax"));

        var blank = Browser.open(session.getUrl());
        var asked = Browser.send(session.getUrl(), form);
        form.remove("action");
        var noStreet = Browser.send(session.getUrl(), form);
        form.putAll(Map.of("line1", "Unter den Linden 1", "city", "Berlin", "tax_id_type", "eu_vat", "tax_id", "DE1"));
        var wrong = Browser.send(session.getUrl(), form);
        form.put("tax_id", "");
        Browser.send(session.getUrl(), form);

        assertThat(blank.body()).contains("depends on your address");
        assertThat(asked.body()).contains("$18.81", "$117.81");
        assertThat(noStreet.status()).isEqualTo(422);
        assertThat(wrong.body()).contains("tax ID is invalid");
        var done = shop.v1().checkout().sessions().retrieve(session.getId());
        assertThat(done.getAmountTotal()).isEqualTo(11_781);
        assertThat(done.getTotalDetails().getAmountTax()).isEqualTo(1881);
        var invoice = shop.v1().invoices().retrieve(done.getInvoice());
        assertThat(invoice.getAmountPaid()).isEqualTo(11_781);
        assertThat(invoice.getCustomerAddress().getLine1()).isEqualTo("Unter den Linden 1");
        assertThat(Browser.open(invoice.getHostedInvoiceUrl()).body()).contains("Tax", "$18.81");
    }

    /// Whatever discount, place and moment: what a preview says is what the change then costs.
    @Test
    void mistake15APreviewWithDiscountAndTaxEqualsItsInvoice() throws Exception {
        var seed = System.nanoTime();
        var random = new Random(seed);
        for (var round = 0; round < 12; round++) {
            var place = List.of("DE", "FI", "HU", "JP", "LU").get(random.nextInt(5));
            var ada = at(place, null);
            var percent = BigDecimal.valueOf(random.nextInt(1, 999), 1);
            var coupon = shop.v1()
                    .coupons()
                    .create(CouponCreateParams.builder()
                            .setPercentOff(percent)
                            .setDuration(CouponCreateParams.Duration.FOREVER)
                            .build());
            var subscription = shop.subscribe(
                    ada,
                    shop.pro(),
                    it -> taxed(it)
                            .addDiscount(SubscriptionCreateParams.Discount.builder()
                                    .setCoupon(coupon.getId())
                                    .build()));
            shop.clock.move(Duration.ofSeconds(random.nextInt(2, 2_000_000)));
            var team = shop.price("Team", random.nextInt(10_000, 90_000), Interval.MONTH);
            var item = subscription.getItems().getData().getFirst().getId();

            var preview = preview(subscription.getId(), item, team);
            change(subscription.getId(), item, team);

            assertThat(figures(preview))
                    .as("seed %d, round %d, %s", seed, round, place)
                    .isEqualTo(figures(latest(ada)));
        }
    }

    private Invoice preview(String subscription, String item, Price price) throws StripeException {
        return shop.v1()
                .invoices()
                .createPreview(InvoiceCreatePreviewParams.builder()
                        .setSubscription(subscription)
                        .setSubscriptionDetails(SubscriptionDetails.builder()
                                .addItem(SubscriptionDetails.Item.builder()
                                        .setId(item)
                                        .setPrice(price.getId())
                                        .build())
                                .setProrationBehavior(SubscriptionDetails.ProrationBehavior.ALWAYS_INVOICE)
                                .build())
                        .build());
    }

    private void change(String subscription, String item, Price price) throws StripeException {
        shop.v1()
                .subscriptions()
                .update(
                        subscription,
                        SubscriptionUpdateParams.builder()
                                .addItem(SubscriptionUpdateParams.Item.builder()
                                        .setId(item)
                                        .setPrice(price.getId())
                                        .build())
                                .setProrationBehavior(SubscriptionUpdateParams.ProrationBehavior.ALWAYS_INVOICE)
                                .build());
    }

    private static List<Object> figures(Invoice invoice) {
        return List.of(
                invoice.getSubtotal(),
                invoice.getTotal(),
                invoice.getAmountDue(),
                invoice.getTotalDiscountAmounts().stream()
                        .map(it -> it.getAmount())
                        .toList(),
                invoice.getTotalTaxes().stream().map(it -> it.getAmount()).toList());
    }

    private Long taxOf(String country, @Nullable String state) throws StripeException {
        var invoice = bill(at(country, state), shop.pro());
        assertThat(invoice.getAutomaticTax().getStatus()).isEqualTo("complete");
        assertThat(invoice.getTotal())
                .isEqualTo(9900 + invoice.getTotalTaxes().getFirst().getAmount());
        assertThat(invoice.getAmountPaid()).isEqualTo(invoice.getTotal());
        return invoice.getTotalTaxes().getFirst().getAmount();
    }

    private Customer at(String country, @Nullable String state) throws StripeException {
        return move(shop.customerWith("pm_card_visa"), country, state);
    }

    private Customer move(Customer customer, String country, @Nullable String state) throws StripeException {
        var address = CustomerUpdateParams.Address.builder().setCountry(country);
        if (state != null) {
            address.setState(state);
        }
        return shop.v1()
                .customers()
                .update(
                        customer.getId(),
                        CustomerUpdateParams.builder()
                                .setAddress(address.build())
                                .build());
    }

    private Invoice bill(Customer customer, Price price) throws StripeException {
        shop.subscribe(customer, price, this::taxed);
        return latest(customer);
    }

    private SubscriptionCreateParams.Builder taxed(SubscriptionCreateParams.Builder subscription) {
        return subscription.setAutomaticTax(
                SubscriptionCreateParams.AutomaticTax.builder().setEnabled(true).build());
    }

    private Invoice latest(Customer customer) throws StripeException {
        return shop.v1()
                .invoices()
                .list(InvoiceListParams.builder().setCustomer(customer.getId()).build())
                .getData()
                .getFirst();
    }

    private void register(String country, CountryOptions options) throws StripeException {
        shop.v1()
                .tax()
                .registrations()
                .create(RegistrationCreateParams.builder()
                        .setCountry(country)
                        .setActiveFrom(RegistrationCreateParams.ActiveFrom.NOW)
                        .setCountryOptions(options)
                        .build());
    }
}
