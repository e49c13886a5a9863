package tools.sota.billing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.stripe.exception.StripeException;
import com.stripe.param.CustomerUpdateParams;
import com.stripe.param.SubscriptionUpdateParams;
import com.stripe.param.common.EmptyParam;
import com.stripe.param.tax.RegistrationCreateParams;
import com.stripe.param.tax.RegistrationCreateParams.CountryOptions;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.sota.platform.Resources;
import tools.sota.testing.Services;
import tools.sota.testing.Stranger;

/// Tax, from the pay page to the mail, for a seller that is registered in the Union: 19 % in Germany, 20 % in France.
/// Numbers are those of stripe.md, section 6.
class TaxTest {
    private final Shop shop = Shop.fresh(catalog());

    @BeforeEach
    void registeredInTheUnion() throws StripeException {
        shop.client()
                .v1()
                .tax()
                .registrations()
                .create(RegistrationCreateParams.builder()
                        .setCountry("IE")
                        .setActiveFrom(RegistrationCreateParams.ActiveFrom.NOW)
                        .setCountryOptions(CountryOptions.builder()
                                .setIe(CountryOptions.Ie.builder()
                                        .setType(CountryOptions.Ie.Type.OSS_UNION)
                                        .build())
                                .build())
                        .build());
    }

    @AfterEach
    void close() {
        shop.close();
    }

    /// 37: a customer that Stripe knows, without an address, reaches the pay page, which asks for it.
    @Test
    void theTaxOfThePlaceIsOnThePageTheInvoiceAndTheReceipt() {
        var ada = givenSubscriber();

        var invoice = invoices(ada).get(0);

        assertThat(invoice.at("/tax/amount").asLong()).isEqualTo(1_881);
        assertThat(invoice.at("/total/amount").asLong()).isEqualTo(11_781);
        assertThat(invoice.at("/amount_paid/amount").asLong()).isEqualTo(11_781);
        assertThat(ada.browser().get("/v1/billing-details").text("country")).isEqualTo("DE");
        var receipt = Services.mail()
                .awaitMessageTo(
                        ada.email(),
                        Duration.ofSeconds(10),
                        mail -> mail.subject().startsWith("Receipt for"));
        assertThat(receipt.text()).contains("USD 117.81", "Tax in it", "USD 18.81");
    }

    /// 15: with tax, too.
    @Test
    void anUpgradeCostsWhatItsPreviewSaid() {
        var ada = givenSubscriber();
        shop.givenCalls(ada, 2_500);
        shop.passTime(ada, Duration.ofDays(3));

        var preview = ada.browser().post("/v1/subscription/preview", "{\"plan\":\"team\",\"interval\":\"month\"}");
        assertThat(preview.status()).as(preview.body()).isEqualTo(201);
        long tax = preview.json().at("/tax/amount").asLong();
        long due = preview.json().at("/due/amount").asLong();
        assertThat(tax).isPositive();
        var changed = ada.browser().patch("/v1/subscription", """
                {"plan":"team","interval":"month","preview_id":"%s"}""".formatted(preview.text("id")));
        assertThat(changed.status()).as(changed.body()).isEqualTo(200);
        shop.deliver();

        var invoice = invoices(ada).get(0);
        assertThat(invoice.at("/tax/amount").asLong()).isEqualTo(tax);
        assertThat(invoice.at("/amount_paid/amount").asLong()).isEqualTo(due);
        long net = preview.json().at("/price/amount").asLong()
                - preview.json().at("/credit/amount").asLong();
        assertThat(due).isEqualTo(net + Math.round(net * 0.19));
    }

    /// 38: the address is gone when the plan renews: the owner and the team hear of it, the plan does not go on for
    /// nothing, and comes back with the address.
    @Test
    void aRenewalThatCannotBeInvoicedIsNoFreeService() throws StripeException {
        var ada = givenSubscriber();
        shop.givenStaff();
        loseAddress(ada);
        shop.passTime(ada, Duration.ofDays(31).plusHours(3));

        var subscription = shop.subscriptionOf(ada).json();
        assertThat(subscription.path("plan").asText()).isEqualTo("pro");
        assertThat(subscription.at("/payment/needs").asText()).isEqualTo("address");
        var until = Instant.parse(subscription.at("/payment/until").asText());
        assertThat(invoices(ada).get(0).path("status").asText()).isEqualTo("draft");
        assertThat(mails("address-missing")).isOne();
        assertThat(mails("invoice-stuck")).isOne();

        shop.passTime(ada, Duration.between(shop.product().clock().instant(), until));
        shop.product().billing().sweep();
        assertThat(shop.planOf(ada)).isEqualTo("free");
        assertThat(mails("plan-fell")).isOne();
        int tries = failures();
        shop.product().billing().sweep();
        shop.deliver();
        assertThat(failures()).isEqualTo(tries);

        var kept = ada.browser()
                .put("/v1/billing-details", "{\"line1\":\"1 Rue X\",\"city\":\"Paris\",\"country\":\"FR\"}");
        assertThat(kept.status()).as(kept.body()).isEqualTo(200);
        shop.deliver();
        shop.deliver();

        assertThat(shop.planOf(ada)).isEqualTo("pro");
        assertThat(shop.subscriptionOf(ada).json().path("payment").isNull()).isTrue();
        var paid = invoices(ada).get(0);
        assertThat(paid.path("status").asText()).isEqualTo("paid");
        assertThat(paid.at("/total/amount").asLong()).isEqualTo(9_900 + 1_980);
        assertThat(mails("address-missing")).isOne();
    }

    @Test
    void whoHasAPlanKeepsAnAddressAndOneThatIsKnown() {
        var ada = givenSubscriber();

        var refused = ada.browser().put("/v1/billing-details", "{\"name\":\"Ada\"}");

        assertThat(refused.status()).as(refused.body()).isEqualTo(422);
        assertThat(refused.json().at("/errors/0/pointer").asText()).isEqualTo("/country");
        assertThat(ada.browser().get("/v1/billing-details").text("country")).isEqualTo("DE");
        assertThat(shop.product()
                        .signUp()
                        .browser()
                        .put("/v1/billing-details", "{\"name\":\"Bob\"}")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void prepaidCallsAndCallsBeyondThePlanAreTaxedToo() throws StripeException {
        var ada = givenSubscriber();
        shop.product().clock().advance(Duration.ofSeconds(5));
        pay(ada.browser().post("/v1/credits").text("url"), "DE");
        shop.deliver();
        assertThat(invoices(ada).get(0).at("/tax/amount").asLong()).isEqualTo(1_140);

        ada.browser().put("/v1/spend-cap", "{\"amount\":1200}");
        shop.givenCalls(ada, 10_000 + 5_000 + 1_000);
        var end = Instant.parse(ada.browser().get("/v1/spend-cap").text("period.end"));
        shop.passTime(ada, Duration.between(shop.product().clock().instant(), end.plus(Duration.ofMinutes(20))));
        shop.product().billing().bookOverage();
        shop.passTime(ada, Duration.ofHours(2));

        var renewal = invoices(ada).get(0);
        assertThat(renewal.at("/total/amount").asLong()).isEqualTo(9_900 + 1_200 + 2_109);
        assertThat(renewal.at("/tax/amount").asLong()).isEqualTo(2_109);
    }

    /// Whoever subscribed before tax was switched on is taxed from the next invoice on.
    @Test
    void aSubscriptionThatRunsFollowsTheCatalog() throws StripeException {
        var ada = givenSubscriber();
        var id = shop.ask("select id from subscription").getFirst();
        shop.api()
                .subscriptions()
                .update(
                        id,
                        SubscriptionUpdateParams.builder()
                                .setAutomaticTax(SubscriptionUpdateParams.AutomaticTax.builder()
                                        .setEnabled(false)
                                        .build())
                                .build());
        shop.deliver();

        ada.browser().post("/v1/credits/sync");
        shop.deliver();

        assertThat(shop.api().subscriptions().retrieve(id).getAutomaticTax().getEnabled())
                .isTrue();
        assertThat(shop.ask("select taxed from subscription")).containsExactly("t");
    }

    private Stranger givenSubscriber() {
        var who = shop.product().signUp();
        var opened = shop.startCheckout(who, "pro", "month");
        assertThat(opened.status()).as(opened.body()).isEqualTo(201);
        pay(opened.text("url"), "DE");
        shop.deliver();
        assertThat(shop.planOf(who)).isEqualTo("pro");
        return who;
    }

    private void loseAddress(Stranger who) throws StripeException {
        var nowhere =
                CustomerUpdateParams.builder().setAddress(EmptyParam.EMPTY).build();
        shop.api().customers().update(shop.customerOf(who), nowhere);
        shop.deliver();
    }

    /// Submits the page's own form.
    private static void pay(String url, String country) {
        var form = Map.of(
                        "email", "ada@example.com",
                        "name", "Ada Lovelace",
                        "line1", "Unter den Linden 1",
                        "city", "Berlin",
                        "country", country,
                        "tax_id", "",
                        "number", "4242 4242 4242 4242",
                        "expiry", "12 / 34",
                        "cvc", "123")
                .entrySet()
                .stream()
                .map(field -> field.getKey() + '=' + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        var request = HttpRequest.newBuilder(URI.create(url))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .build();
        try (var browser = HttpClient.newHttpClient()) {
            var answer = browser.send(request, HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(303);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static JsonNode invoices(Stranger who) {
        return who.browser().get("/v1/invoices").json().path("data");
    }

    private int mails(String kind) {
        return Integer.parseInt(
                shop.ask("select count(*) from mail where kind = ?", kind).getFirst());
    }

    private int failures() {
        return (int) shop.stripe().events().stream()
                .filter(event ->
                        "invoice.finalization_failed".equals(event.path("type").asText()))
                .count();
    }

    /// With a line on tax.
    static Path catalog() {
        try {
            var shipped = new String(Resources.bytes("/catalog.yaml"), StandardCharsets.UTF_8);
            return Files.writeString(
                    Files.createTempFile(Path.of("target"), "catalog", ".yaml"),
                    shipped + "\ntax: { code: txcd_10103001 }\n");
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
