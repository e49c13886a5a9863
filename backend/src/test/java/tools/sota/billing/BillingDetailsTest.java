package tools.sota.billing;

import static org.assertj.core.api.Assertions.assertThat;

import com.stripe.exception.StripeException;
import com.stripe.model.Customer;
import com.stripe.model.Invoice;
import com.stripe.model.TaxId;
import com.stripe.param.CustomerTaxIdCreateParams;
import com.stripe.param.CustomerUpdateParams;
import java.time.Duration;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.sota.sandbox.stripe.http.Fault;
import tools.sota.testing.Answer;
import tools.sota.testing.Services;
import tools.sota.testing.Stranger;

/// Whom invoices are made out to, from the form to the next invoice.
class BillingDetailsTest {
    private static final String BOOKS = "books-" + UUID.randomUUID() + "@example.com";
    private static final String ALL = """
            {"name":"Analytical Engines GmbH","email":"%s","line1":"Unter den Linden 1","city":"Berlin",
             "postal_code":"10117","country":"DE","tax_id_type":"eu_vat","tax_id":"DE123456789","po_number":"PO-1843",
             "memo":"Cost centre 7"}""".formatted(BOOKS);

    private final Shop shop = Shop.fresh();

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void theNextInvoiceCarriesThemAndAFinalOneStaysAsItWas() throws StripeException {
        var ada = shop.givenSubscriber("pro");
        var first = newest(ada).getId();

        var kept = put(ada, ALL);
        assertThat(kept.status()).as(kept.body()).isEqualTo(200);
        assertThat(kept.text("tax_id")).isEqualTo("DE123456789");
        shop.passTime(ada, Duration.ofDays(32));

        var next = newest(ada);
        assertThat(next.getCustomerName()).isEqualTo("Analytical Engines GmbH");
        assertThat(next.getCustomerEmail()).isEqualTo(BOOKS);
        assertThat(next.getCustomerAddress().getCity()).isEqualTo("Berlin");
        assertThat(next.getCustomerTaxIds().getFirst().getValue()).isEqualTo("DE123456789");
        assertThat(next.getCustomFields().getFirst().getValue()).isEqualTo("PO-1843");
        assertThat(next.getFooter()).isEqualTo("Cost centre 7");
        assertThat(shop.api().invoices().retrieve(first).getCustomerName()).isNotEqualTo("Analytical Engines GmbH");
        assertThat(shop.ask("select count(*) from mail where dedupe = ?", "receipt:" + next.getId()))
                .containsExactly("1");
        assertThat(Services.mail().awaitMessageTo(BOOKS, Duration.ofSeconds(10)).subject())
                .startsWith("Receipt for");
    }

    @Test
    void whatIsNotSaidIsTakenAway() throws StripeException {
        var ada = shop.givenSubscriber("pro");
        put(ada, ALL);

        var kept = put(ada, "{\"name\":\"Ada\"}");

        assertThat(kept.json().path("country").isNull()).isTrue();
        var customer = customer(ada);
        assertThat(customer.getName()).isEqualTo("Ada");
        assertThat(customer.getEmail()).isEqualTo(ada.email());
        assertThat(customer.getAddress()).isNull();
        assertThat(shop.api().customers().taxIds().list(customer.getId()).getData())
                .isEmpty();
        assertThat(customer.getInvoiceSettings().getCustomFields()).isNullOrEmpty();
    }

    @Test
    void aTaxIdThatStripeRefusesIsNamedAndNothingHasChanged() throws StripeException {
        var ada = shop.givenSubscriber("pro");
        put(ada, ALL);

        var refused =
                put(ada, "{\"name\":\"Other\",\"country\":\"DE\",\"tax_id_type\":\"eu_vat\",\"tax_id\":\"wrong\"}");

        assertThat(refused.status()).as(refused.body()).isEqualTo(422);
        assertThat(refused.json().at("/errors/0/pointer").asText()).isEqualTo("/tax_id");
        assertThat(details(ada).text("name")).isEqualTo("Analytical Engines GmbH");
        assertThat(customer(ada).getName()).isEqualTo("Analytical Engines GmbH");
        assertThat(shop.api().customers().taxIds().list(shop.customerOf(ada)).getData())
                .extracting(TaxId::getValue)
                .containsExactly("DE123456789");
    }

    @Test
    void badFieldsAreNamedBeforeStripeIsAsked() {
        var ada = shop.product().signUp();

        for (var body : new String[] {
            "{\"country\":\"Germany\"}",
            "{\"city\":\"Berlin\"}",
            "{\"email\":\"nobody\"}",
            "{\"tax_id\":\"DE123456789\"}",
            "{\"tax_id_type\":\"moon_vat\",\"tax_id\":\"1\"}",
            "{\"memo\":\"" + "m".repeat(501) + "\"}",
            "{\"street\":\"x\"}"
        }) {
            var refused = put(ada, body);
            assertThat(refused.status()).as(body).isEqualTo(422);
            assertThat(refused.json().path("errors")).as(body).isNotEmpty();
        }
    }

    /// Stripe is away for hours: the words are kept, shown, and told once it is back.
    @Test
    void anOutageOfStripeDelaysThemAndLosesNothing() throws StripeException {
        var ada = shop.givenSubscriber("pro");
        shop.stripe()
                .fault(Fault.next(Fault.Kind.SERVER_ERROR, "/v1/customers.*").times(200));

        var kept = put(ada, ALL);
        assertThat(kept.status()).as(kept.body()).isEqualTo(202);
        assertThat(kept.json().path("waiting").asBoolean()).isTrue();
        assertThat(details(ada).text("name")).isEqualTo("Analytical Engines GmbH");
        shop.stripe().clearFaults();
        shop.passTime(ada, Duration.ofHours(1));
        awaitTold(ada);

        assertThat(customer(ada).getName()).isEqualTo("Analytical Engines GmbH");
    }

    /// What had waited is refused later: it is said, and the customer can correct it.
    @Test
    void whatIsRefusedAfterItHadWaitedIsShown() {
        var ada = shop.givenSubscriber("pro");
        shop.stripe()
                .fault(Fault.next(Fault.Kind.SERVER_ERROR, "/v1/customers.*").times(200));
        put(ada, "{\"country\":\"DE\",\"tax_id_type\":\"eu_vat\",\"tax_id\":\"wrong\"}");
        shop.stripe().clearFaults();
        shop.passTime(ada, Duration.ofHours(1));
        awaitTold(ada);

        assertThat(details(ada).text("refusal")).isNotEmpty();
        assertThat(put(ada, ALL).json().path("refusal").isNull()).isTrue();
    }

    /// A stranger to Stripe becomes its customer, once.
    @Test
    void whoHasNeverPaidMaySayThemToo() throws StripeException {
        var ada = shop.product().signUp();

        assertThat(put(ada, ALL).status()).isEqualTo(200);
        var customer = shop.customerOf(ada);
        shop.pay(shop.givenCheckout(ada, "pro"));
        shop.deliver();

        assertThat(shop.customerOf(ada)).isEqualTo(customer);
        assertThat(newest(ada).getCustomFields().getFirst().getValue()).isEqualTo("PO-1843");
    }

    @Test
    void whatIsChangedAtStripeComesBack() throws StripeException {
        var ada = shop.givenSubscriber("pro");
        var customer = shop.customerOf(ada);
        shop.api()
                .customers()
                .update(
                        customer,
                        CustomerUpdateParams.builder().setName("Byron & Co").build());
        shop.api()
                .customers()
                .taxIds()
                .create(
                        customer,
                        CustomerTaxIdCreateParams.builder()
                                .setType(CustomerTaxIdCreateParams.Type.GB_VAT)
                                .setValue("GB123456789")
                                .build());

        shop.deliver();

        assertThat(details(ada).text("name")).isEqualTo("Byron & Co");
        assertThat(details(ada).text("tax_id")).isEqualTo("GB123456789");
    }

    /// By the job of every minute, which another leap of the clock may have started already.
    private void awaitTold(Stranger who) {
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> {
            shop.product().billing().changePlans();
            return !details(who).json().path("waiting").asBoolean();
        });
    }

    private static Answer put(Stranger who, String body) {
        return who.browser().put("/v1/billing-details", body);
    }

    private static Answer details(Stranger who) {
        return who.browser().get("/v1/billing-details");
    }

    private Customer customer(Stranger who) throws StripeException {
        return shop.api().customers().retrieve(shop.customerOf(who));
    }

    private Invoice newest(Stranger who) throws StripeException {
        var id = shop.ask(
                        "select stripe_id from invoice where account_id = cast(? as uuid) order by id desc limit 1",
                        shop.accountOf(who))
                .getFirst();
        return shop.api().invoices().retrieve(id);
    }
}
