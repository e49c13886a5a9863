package tools.sota.billing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.sota.platform.Resources;
import tools.sota.testing.Services;

/// The shop in a currency without minor units: 9,900 is 9,900 yen wherever it stands.
class YenTest {
    private final Shop shop = Shop.fresh(catalog());

    @AfterEach
    void close() {
        shop.close();
    }

    /// 48: from the price list to the receipt.
    @Test
    void aYenIsAYenFromThePriceToTheReceipt() {
        var client = shop.product().client();
        assertThat(client.get("/v1/plans")
                        .json()
                        .at("/plans/1/prices/0/price/currency")
                        .asText())
                .isEqualTo("jpy");
        assertThat(client.get("/pricing").body()).contains("¥9,900").doesNotContain(">$", "¥99.00");
        var ada = shop.givenSubscriber("pro");

        var mail = Services.mail()
                .awaitMessageTo(
                        ada.email(),
                        Duration.ofSeconds(10),
                        one -> one.subject().startsWith("Receipt"));
        assertThat(mail.subject()).isEqualTo("Receipt for JPY 9900");
        assertThat(invoices(ada).get(0).at("/amount_paid/amount").asLong()).isEqualTo(9_900);
    }

    /// 48: calls beyond the plan at 0.012 yen each, and back again.
    @Test
    void aYenIsAYenFromTheCapToTheRefund() {
        var ada = shop.givenSubscriber("pro");
        ada.browser().put("/v1/spend-cap", "{\"amount\":1200}");
        shop.givenCalls(ada, 10_000 + 1_000);
        assertThat(ada.browser()
                        .get("/v1/spend-cap")
                        .json()
                        .at("/used/amount/amount")
                        .asLong())
                .isEqualTo(12);
        var end = Instant.parse(ada.browser().get("/v1/spend-cap").text("period.end"));
        shop.passTime(ada, Duration.between(shop.product().clock().instant(), end.plus(Duration.ofMinutes(20))));
        shop.product().billing().bookOverage();
        shop.passTime(ada, Duration.ofHours(2));
        assertThat(invoices(ada).get(0).at("/amount_paid/amount").asLong()).isEqualTo(9_912);

        var refunded = shop.givenStaff().browser().post("/v1/ops/refunds", """
                {"invoice":"%s","reason":"requested_by_customer","note":"a test","amount":12}""".formatted(
                        invoices(ada).get(0).path("id").asText()));
        assertThat(refunded.status()).as(refunded.body()).isEqualTo(201);
        shop.deliver();
        assertThat(invoices(ada).get(0).at("/amount_refunded/amount").asLong()).isEqualTo(12);
        var refund = Services.mail()
                .awaitMessageTo(
                        ada.email(), Duration.ofSeconds(10), one -> one.text().contains("JPY 12"));
        assertThat(refund.text()).doesNotContain("0.12");
    }

    private static JsonNode invoices(tools.sota.testing.Stranger who) {
        return who.browser().get("/v1/invoices").json().path("data");
    }

    private static Path catalog() {
        try {
            var shipped = new String(Resources.bytes("/catalog.yaml"), StandardCharsets.UTF_8);
            return Files.writeString(
                    Files.createTempFile(Path.of("target"), "catalog", ".yaml"),
                    shipped.replace("currency: usd", "currency: jpy"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
