package tools.sota.sandbox.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.stripe.Stripe;
import com.stripe.model.checkout.Session;
import com.stripe.param.CustomerCreateParams;
import com.stripe.param.SubscriptionScheduleCreateParams;
import com.stripe.param.testhelpers.TestClockAdvanceParams;
import com.stripe.param.testhelpers.TestClockCreateParams;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.sota.sandbox.stripe.customers.TestCard;
import tools.sota.sandbox.stripe.schema.StripeSchemas;

class StandInTest {
    @Test
    void javaClientAndSchemasSpeakTheSameVersion() {
        assertThat(StripeSchemas.load().apiVersion()).isEqualTo(Stripe.API_VERSION);
    }

    @Test
    void itListensOnLoopbackOnly() {
        assertThatThrownBy(() -> StripeStandIn.start(Options.defaults().withHost("0.0.0.0")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("loopback");
    }

    @Test
    void itsAddressSaysWhatItIsAndLeadsOn() throws Exception {
        try (var standIn = StripeStandIn.start(Options.defaults().withPort(0));
                var browser = java.net.http.HttpClient.newHttpClient()) {
            var root = page(browser, standIn, "/");

            assertThat(root.statusCode()).isEqualTo(200);
            assertThat(root.body()).contains("The Stripe stand-in");
            java.util.regex.Pattern.compile("href=\"(/_[^\"]+)\"")
                    .matcher(root.body())
                    .results()
                    .map(link -> link.group(1))
                    .forEach(link -> assertThat(page(browser, standIn, link).statusCode())
                            .as(link)
                            .isEqualTo(200));
        }
    }

    private static java.net.http.HttpResponse<String> page(
            java.net.http.HttpClient browser, StripeStandIn standIn, String path) {
        try {
            return browser.send(
                    java.net.http.HttpRequest.newBuilder(java.net.URI.create(standIn.baseUrl() + path))
                            .build(),
                    java.net.http.HttpResponse.BodyHandlers.ofString());
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void everythingIsStillThereAfterARestart(@TempDir Path folder) throws Exception {
        var file = folder.resolve("stripe.json");
        String subscription;
        try (var shop = Shop.open(Shop.OPENING, options -> options.withStateFile(file))) {
            subscription = shop.subscribe(shop.customerWith("pm_card_visa"), shop.pro())
                    .getId();
            new Wire(shop.standIn).post("/v1/customers", "name=Ada", "key-1");
        }

        try (var shop = Shop.open(Shop.OPENING.plus(Duration.ofHours(1)), options -> options.withStateFile(file))) {
            assertThat(shop.subscription(subscription).getStatus()).isEqualTo("active");
            assertThat(new Wire(shop.standIn)
                            .post("/v1/customers", "name=Ada", "key-1")
                            .header("Idempotent-Replayed"))
                    .hasValue("true");
            shop.clock.move(Duration.ofDays(32));
            assertThat(shop.invoices(subscription))
                    .hasSize(2)
                    .allSatisfy(invoice -> assertThat(invoice.getStatus()).isEqualTo("paid"));
        }
    }

    @Test
    void theBackgroundDeliversAndSavesByItself(@TempDir Path folder) throws Exception {
        var file = folder.resolve("stripe.json");
        try (var receiver = new Receiver();
                var standIn = StripeStandIn.start(
                        Options.defaults().withPort(0).withStateFile(file).withWebhook(receiver.url(), "whsec_x"))) {
            Shop.client(standIn)
                    .v1()
                    .customers()
                    .create(CustomerCreateParams.builder().setName("Ada").build());

            while (receiver.received().isEmpty() || !file.toFile().exists()) {
                Thread.onSpinWait();
            }
            assertThat(receiver.received().getFirst().payload()).contains("customer.created");
        }
    }

    @Test
    void theControlMovesTimeAndPaysWithoutABrowser() throws Exception {
        try (var shop = Shop.open()) {
            var ada = shop.customer("ada@example.com");
            var paid = shop.checkout(ada, shop.pro(), builder -> builder);
            var left = shop.checkout(ada, shop.pro(), builder -> builder);

            shop.control().pay(paid.getId(), TestCard.VISA);
            shop.control().advanceTo(Shop.OPENING.plus(Duration.ofHours(24)));

            assertThat(session(shop, paid).getStatus()).isEqualTo("complete");
            assertThat(session(shop, left).getStatus()).isEqualTo("expired");
            assertThat(Browser.open(left.getUrl()).status()).isEqualTo(410);
            assertThat(shop.control().now()).isEqualTo(Shop.OPENING.plus(Duration.ofHours(24)));
            assertThatThrownBy(() -> shop.control().advanceTo(Shop.OPENING))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void theControlIsThereOverHttpToo() throws Exception {
        try (var shop = Shop.open()) {
            var wire = new Wire(shop.standIn);
            var session = shop.checkout(shop.customer("ada@example.com"), shop.pro(), builder -> builder);

            var paid = control(shop, "/_control/checkout/" + session.getId() + "/pay", "{}");
            var moved = control(shop, "/_control/clock", "{\"to\":\"2026-05-01T00:00:00Z\"}");
            var wrong = control(shop, "/_control/clock", "{\"to\":\"yesterday\"}");
            control(shop, "/_control/faults", "{\"kind\":\"server_error\",\"path\":\"/v1/prices\"}");

            assertThat(paid).isEqualTo(204);
            assertThat(moved).isEqualTo(204);
            assertThat(wrong).isEqualTo(400);
            assertThat(wire.get("/_control/clock").json().path("now").asText()).isEqualTo("2026-05-01T00:00:00Z");
            assertThat(wire.get("/_control/objects/subscription").json().path("data"))
                    .hasSize(1);
            assertThat(wire.get("/_control/events").json().path("data")).isNotEmpty();
            assertThat(wire.get("/v1/prices").status()).isEqualTo(500);
        }
    }

    @Test
    void aScheduleThatCannotBeginStopsNothingElse() throws Exception {
        try (var shop = Shop.open()) {
            var gone = shop.customerWith("pm_card_visa");
            var schedule = shop.v1()
                    .subscriptionSchedules()
                    .create(SubscriptionScheduleCreateParams.builder()
                            .setCustomer(gone.getId())
                            .setStartDate(Shop.OPENING.plus(Duration.ofDays(2)).getEpochSecond())
                            .addPhase(SubscriptionScheduleCreateParams.Phase.builder()
                                    .addItem(SubscriptionScheduleCreateParams.Phase.Item.builder()
                                            .setPrice(shop.pro().getId())
                                            .build())
                                    .build())
                            .build());
            shop.v1().customers().delete(gone.getId());

            shop.clock.move(Duration.ofDays(3));

            assertThat(shop.v1()
                            .subscriptionSchedules()
                            .retrieve(schedule.getId())
                            .getStatus())
                    .isEqualTo("canceled");
            assertThat(shop.customer("bob@example.com").getEmail()).isEqualTo("bob@example.com");
        }
    }

    @Test
    void aTestClockMovesItsOwnCustomersOnly() throws Exception {
        try (var shop = Shop.open()) {
            var clock = shop.v1()
                    .testHelpers()
                    .testClocks()
                    .create(TestClockCreateParams.builder()
                            .setFrozenTime(Shop.OPENING.getEpochSecond())
                            .build());
            var fast = shop.v1()
                    .customers()
                    .create(CustomerCreateParams.builder()
                            .setTestClock(clock.getId())
                            .setSource("tok_visa")
                            .build());
            var price = shop.pro();
            var moved = shop.subscribe(fast, price);
            var still = shop.subscribe(shop.customerWith("pm_card_visa"), price);

            shop.v1()
                    .testHelpers()
                    .testClocks()
                    .advance(
                            clock.getId(),
                            TestClockAdvanceParams.builder()
                                    .setFrozenTime(Shop.OPENING
                                            .plus(Duration.ofDays(32))
                                            .getEpochSecond())
                                    .build());

            assertThat(shop.invoices(moved.getId())).hasSize(2);
            assertThat(shop.invoices(still.getId())).hasSize(1);
            assertThat(shop.v1()
                            .testHelpers()
                            .testClocks()
                            .retrieve(clock.getId())
                            .getStatus())
                    .isEqualTo("ready");
        }
    }

    @Test
    void thePagesNeedNoScriptAndNoOtherHost() throws Exception {
        try (var shop = Shop.open()) {
            var session = shop.checkout(shop.customer("ada@example.com"), shop.pro(), builder -> builder);
            var page = Browser.open(session.getUrl()).body();
            var hosts = Pattern.compile("(?:src|href|action)=\"(https?://[^\"]*)")
                    .matcher(page)
                    .results()
                    .map(match -> match.group(1))
                    .toList();

            assertThat(page).doesNotContain("<script", "style=\"", "onclick");
            assertThat(hosts).containsExactly("http://127.0.0.1:1/plans");
            assertThat(page).contains("<html lang=\"en\">", "<label>Card number", "<main class=\"two\">");
            assertThat(Browser.open(shop.standIn.baseUrl() + "/_pages/style.css")
                            .status())
                    .isEqualTo(200);
        }
    }

    @Test
    void stripesOwnToolsCompleteASessionHeadlessly() throws Exception {
        try (var shop = Shop.open()) {
            var wire = new Wire(shop.standIn);
            var session = shop.checkout(shop.customer("ada@example.com"), shop.pro(), builder -> builder);
            var method = wire.post("/v1/payment_methods", "type=card&card[token]=tok_visa");
            var form = "payment_method=" + method.json().path("id").asText() + "&expected_amount=";

            var wrong = wire.post("/v1/payment_pages/" + session.getId() + "/confirm", form + "1");
            var done = wire.post("/v1/payment_pages/" + session.getId() + "/confirm", form + "9900");

            assertThat(wrong.status()).isEqualTo(400);
            assertThat(done.json().path("status").asText()).isEqualTo("complete");
        }
    }

    private static Session session(Shop shop, Session session) throws Exception {
        return shop.v1().checkout().sessions().retrieve(session.getId());
    }

    private static int control(Shop shop, String path, String json) throws Exception {
        return Browser.json(shop.standIn.baseUrl() + path, json).status();
    }
}
