package tools.sota.sandbox.stripe;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.sota.sandbox.stripe.json.Json;

/// Stripe's own command line judges the stand-in: its fixtures were written by others, for the real Stripe.
@TestInstance(Lifecycle.PER_CLASS)
class CommandLineTest {
    /// Names under which the command line knows a scenario, and the event that comes of it.
    private static final Map<String, String> ALIASES = Map.of(
            "subscription_schedule.aborted", "subscription_schedule.canceled",
            "subscription.payment_failed", "invoice.payment_failed",
            "subscription.payment_succeeded", "invoice.payment_succeeded");

    private final Shop shop = Shop.open();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path home;

    @BeforeAll
    void telemetryIsOff() {
        com.stripe.Stripe.enableTelemetry = false;
    }

    @AfterAll
    void close() {
        shop.close();
    }

    static Stream<String> triggers() throws Exception {
        return text("triggers.txt").lines().filter(line -> !line.isBlank() && !line.startsWith("#"));
    }

    private static String text(String resource) throws Exception {
        try (var in = CommandLineTest.class.getResourceAsStream(resource)) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @ParameterizedTest
    @MethodSource("triggers")
    void stripesCommandLineTriggers(String line) throws Exception {
        var event = line.replace(" mended", "");
        var before = shop.control().events().size();

        var said = line.endsWith(" mended")
                ? new Official(home).cli(shop.standIn, "trigger", event, "--raw", text("triggers/" + event + ".json"))
                : new Official(home).cli(shop.standIn, "trigger", event);
        shop.control().flush();

        assertThat(said.words()).contains("Trigger succeeded!");
        assertThat(said.exit()).isZero();
        assertThat(shop.eventTypes().subList(before, shop.control().events().size()))
                .contains(ALIASES.getOrDefault(event, event));
    }

    @Test
    void itRunsFixturesOfOurOwn() throws Exception {
        var flow = home.resolve("flow.json");
        Files.writeString(flow, """
                {"_meta": {"template_version": 0}, "fixtures": [
                 {"name": "product", "path": "/v1/products", "method": "post", "params": {"name": "Pro"}},
                 {"name": "price", "path": "/v1/prices", "method": "post", "params": {"product": "${product:id}",
                   "currency": "usd", "unit_amount": 9900, "recurring": {"interval": "month"}}},
                 {"name": "customer", "path": "/v1/customers", "method": "post", "params": {"payment_method": "pm_card_visa",
                   "invoice_settings": {"default_payment_method": "pm_card_visa"}}},
                 {"name": "subscription", "path": "/v1/subscriptions", "method": "post",
                   "params": {"customer": "${customer:id}", "items": [{"price": "${price:id}"}]}},
                 {"name": "note", "path": "/v1/credit_notes", "method": "post", "params":
                   {"invoice": "${subscription:latest_invoice}", "amount": 9900, "refund_amount": 9900}},
                 {"name": "refused", "path": "/v1/payment_intents", "method": "post", "expected_error_type": "card_error",
                   "params": {"amount": 500, "currency": "usd", "payment_method": "pm_card_visa_chargeDeclined", "confirm": true}}
                ]}
                """);

        var said = new Official(home).cli(shop.standIn, "fixtures", flow.toString());

        assertThat(said.exit()).as(said.words()).isZero();
        assertThat(shop.v1().creditNotes().list().getData().getFirst().getTotal())
                .isEqualTo(9900);
    }

    @Test
    void itReadsAListOfThree() throws Exception {
        for (var name : List.of("Ada", "Bob", "Cleo", "Dee")) {
            shop.customer(name + "@example.com");
        }

        var said = new Official(home).cli(shop.standIn, "get", "/v1/customers", "--limit", "3");

        assertThat(said.exit()).as(said.words()).isZero();
        assertThat(Json.parse(said.words()).path("data")).hasSize(3);
        assertThat(Json.parse(said.words()).path("has_more").asBoolean()).isTrue();
    }

    @Test
    void itSendsAnEventAgain() throws Exception {
        try (var receiver = new Receiver();
                var own = Shop.open()) {
            own.control().webhook(receiver.url(), "whsec_first");
            own.customer("ada@example.com");
            own.control().flush();
            var event = own.control().events().getFirst().path("id").asText();
            var endpoint =
                    own.v1().webhookEndpoints().list().getData().getFirst().getId();

            var said = new Official(home).cli(own.standIn, "events", "resend", event, "--webhook-endpoint", endpoint);
            own.control().flush();

            assertThat(said.exit()).as(said.words()).isZero();
            assertThat(receiver.received()).hasSize(2);
            assertThat(receiver.received())
                    .extracting(Receiver.Delivery::payload)
                    .allMatch(it -> it.contains(event));
        }
    }
}
