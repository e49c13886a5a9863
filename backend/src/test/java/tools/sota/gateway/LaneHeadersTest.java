package tools.sota.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.sota.testing.Product;

/// What is answered before Javalin insists on TLS as Javalin's answers do.
class LaneHeadersTest {
    private static final String NAME = "Strict-Transport-Security";

    private final Shop plain = Shop.visit();

    @Test
    void answersOfEveryLaneInsistOnTlsWhereCustomersUseIt() {
        try (var product = overTls()) {
            var key = product.client().withKey(plain.key());

            var javalins = key.get("/v1/me").header(NAME);

            assertThat(javalins).startsWith("max-age=");
            assertThat(key.get("/v1/echo").header(NAME)).isEqualTo(javalins);
            assertThat(key.get("/v1/echo").header(NAME)).isEqualTo(javalins);
            assertThat(key.get("/v1/maps/x").header(NAME)).isEqualTo(javalins);
            assertThat(key.with("Idempotency-Key", "once")
                            .post("/v1/maps/x", "{}")
                            .header(NAME))
                    .isEqualTo(javalins);
            assertThat(key.get("/v1/maps/close").header(NAME)).isEqualTo(javalins);
            assertThat(product.client().get("/v1/maps/x").header(NAME)).isEqualTo(javalins);
        }
    }

    @Test
    void overPlainHttpNobodyInsists() {
        var key = plain.product().client().withKey(plain.key());

        key.get("/v1/echo");

        assertThat(key.get("/v1/echo").header(NAME)).isEmpty();
        assertThat(key.get("/v1/maps/x").header(NAME)).isEmpty();
    }

    /// The same stores, so that the key is known.
    private Product overTls() {
        var same = plain.product().environment();
        return Product.fresh(Map.of(
                "CATALOG",
                same.getOrDefault("CATALOG", ""),
                "DATABASE_URL",
                same.getOrDefault("DATABASE_URL", ""),
                "NODE",
                "tls-" + UUID.randomUUID(),
                "PUBLIC_URL",
                "https://api.sota.test"));
    }
}
