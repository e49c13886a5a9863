package tools.sota.sandbox.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.StripeException;
import com.stripe.model.Customer;
import com.stripe.model.TaxId;
import com.stripe.param.CustomerCreateParams;
import com.stripe.param.CustomerRetrieveParams;
import com.stripe.param.CustomerTaxIdCreateParams;
import com.stripe.param.CustomerUpdateParams;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Who is billed: tax ids, addresses, and what an invoice repeats of them.
class TaxIdTest {
    private final Shop shop = Shop.open();

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void aTaxIdIsMadeVerifiedAndTakenAway() throws Exception {
        var ada = shop.customer("ada@example.com");
        var made = add(ada, CustomerTaxIdCreateParams.Type.EU_VAT, "de123456789");

        assertThat(made.getValue()).isEqualTo("DE123456789");
        assertThat(made.getCountry()).isEqualTo("DE");
        assertThat(made.getVerification().getStatus()).isEqualTo("pending");
        shop.clock.move(Duration.ofMinutes(2));
        var listed = shop.v1().customers().taxIds().list(ada.getId()).getData();
        assertThat(listed).extracting(TaxId::getId).containsExactly(made.getId());
        assertThat(listed.getFirst().getVerification().getStatus()).isEqualTo("verified");
        shop.v1().customers().taxIds().delete(ada.getId(), made.getId());
        assertThat(shop.v1().customers().taxIds().list(ada.getId()).getData()).isEmpty();
        assertThat(shop.eventTypes())
                .containsSubsequence("customer.tax_id.created", "customer.tax_id.updated", "customer.tax_id.deleted");
    }

    @ParameterizedTest
    @CsvSource({"EU_VAT,123", "EU_VAT,US123456789", "GB_VAT,GB12", "US_EIN,123456789", "CH_VAT,CHE-1", "AU_ABN,12"})
    void aNumberThatCannotBeIsRefused(CustomerTaxIdCreateParams.Type type, String value) throws Exception {
        var ada = shop.customer("ada@example.com");

        assertThatThrownBy(() -> add(ada, type, value))
                .isInstanceOfSatisfying(
                        InvalidRequestException.class,
                        refused -> assertThat(refused.getCode()).isEqualTo("tax_id_invalid"));
        assertThat(shop.v1().customers().taxIds().list(ada.getId()).getData()).isEmpty();
    }

    @Test
    void anotherCustomersTaxIdIsNotFound() throws Exception {
        var made = add(shop.customer("ada@example.com"), CustomerTaxIdCreateParams.Type.US_EIN, "12-3456789");
        var bob = shop.customer("bob@example.com");

        assertThatThrownBy(() -> shop.v1().customers().taxIds().retrieve(bob.getId(), made.getId()))
                .isInstanceOfSatisfying(
                        InvalidRequestException.class,
                        refused -> assertThat(refused.getStatusCode()).isEqualTo(404));
    }

    @Test
    void anInvoiceShowsWhatTheCustomerIsUntilItIsFinal() throws Exception {
        var ada = shop.customerWith("pm_card_visa");
        describe(ada, "PO-1", "Berlin");
        add(ada, CustomerTaxIdCreateParams.Type.EU_VAT, "DE123456789");
        var subscription = shop.subscribe(ada, shop.pro());
        describe(ada, "PO-2", "Hamburg");

        var first = shop.invoices(subscription.getId()).getFirst();
        assertThat(first.getCustomFields().getFirst().getValue()).isEqualTo("PO-1");
        assertThat(first.getFooter()).isEqualTo("Thank you");
        assertThat(first.getCustomerAddress().getCity()).isEqualTo("Berlin");
        assertThat(first.getCustomerTaxIds().getFirst().getValue()).isEqualTo("DE123456789");
        assertThat(first.getCustomerTaxExempt()).isEqualTo("reverse");
        shop.clock.move(Duration.ofDays(31).plusMinutes(1));
        describe(ada, "PO-3", "Bonn"); // the renewal's draft is an hour from being final
        shop.clock.move(Duration.ofHours(2));
        var second = shop.invoices(subscription.getId()).getLast();
        assertThat(second.getCustomFields().getFirst().getValue()).isEqualTo("PO-2");
        assertThat(second.getCustomerAddress().getCity()).isEqualTo("Bonn");
    }

    @Test
    void anAddressIsValidatedOnRequest() throws Exception {
        var nowhere = CustomerCreateParams.builder()
                .setTax(CustomerCreateParams.Tax.builder()
                        .setValidateLocation(CustomerCreateParams.Tax.ValidateLocation.IMMEDIATELY)
                        .build());

        assertThatThrownBy(() -> shop.v1().customers().create(nowhere.build()))
                .isInstanceOfSatisfying(
                        InvalidRequestException.class,
                        refused -> assertThat(refused.getCode()).isEqualTo("customer_tax_location_invalid"));
        var known = shop.v1()
                .customers()
                .create(nowhere.setAddress(CustomerCreateParams.Address.builder()
                                .setCountry("DE")
                                .build())
                        .addTaxIdData(CustomerCreateParams.TaxIdData.builder()
                                .setType(CustomerCreateParams.TaxIdData.Type.EU_VAT)
                                .setValue("DE123456789")
                                .build())
                        .build());
        var expanded = shop.v1()
                .customers()
                .retrieve(
                        known.getId(),
                        CustomerRetrieveParams.builder()
                                .addExpand("tax")
                                .addExpand("tax_ids")
                                .build());
        assertThat(expanded.getTax().getAutomaticTax()).isEqualTo("supported");
        assertThat(expanded.getTaxIds().getData()).hasSize(1);
    }

    private TaxId add(Customer customer, CustomerTaxIdCreateParams.Type type, String value) throws StripeException {
        return shop.v1()
                .customers()
                .taxIds()
                .create(
                        customer.getId(),
                        CustomerTaxIdCreateParams.builder()
                                .setType(type)
                                .setValue(value)
                                .build());
    }

    private void describe(Customer customer, String order, String city) throws StripeException {
        shop.v1()
                .customers()
                .update(
                        customer.getId(),
                        CustomerUpdateParams.builder()
                                .setTaxExempt(CustomerUpdateParams.TaxExempt.REVERSE)
                                .setAddress(CustomerUpdateParams.Address.builder()
                                        .setCountry("DE")
                                        .setCity(city)
                                        .build())
                                .setInvoiceSettings(CustomerUpdateParams.InvoiceSettings.builder()
                                        .setFooter("Thank you")
                                        .addCustomField(CustomerUpdateParams.InvoiceSettings.CustomField.builder()
                                                .setName("PO number")
                                                .setValue(order)
                                                .build())
                                        .build())
                                .build());
    }
}
