package tools.sota.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.sota.testing.Client;
import tools.sota.testing.Product;
import tools.sota.testing.Stranger;

/// Where a request came from cannot be made up by whoever sends it.
class ForwardedTest {
    @Test
    void ofSeveralLinesTheLastCounts() {
        var product = Product.shared();
        var stranger = product.signUp().proveEmail();

        assertThat(seen(product, stranger, "X-Forwarded-For", "6.6.6.6", "X-Forwarded-For", "198.51.100.9"))
                .isEqualTo("198.51.100.9");
        assertThat(seen(product, stranger, "X-Forwarded-For", "6.6.6.6, 198.51.100.9"))
                .isEqualTo("198.51.100.9");
    }

    @ParameterizedTest
    @CsvSource({
        "'203.0.113.7:4711', 203.0.113.7",
        "'[2001:db8::7]:4711', 2001:db8::7",
        "'2001:DB8:0:0:0:0:0:7', 2001:db8::7",
        "'::ffff:203.0.113.7', 203.0.113.7",
        "'203.0.113.7, made up', 127.0.0.1",
        "'', 127.0.0.1",
    })
    void anAddressIsReadHoweverItIsWritten(String forwarded, String address) {
        var product = Product.shared();

        assertThat(seen(product, product.signUp().proveEmail(), "X-Forwarded-For", forwarded))
                .isEqualTo(address);
    }

    @Test
    void trustedProxiesAreWalkedFromTheRight() {
        try (var product = Product.fresh(Map.of("TRUSTED_PROXIES", "127.0.0.0/8, ::1, 173.245.48.0/20"))) {
            var stranger = product.signUp().proveEmail();
            assertThat(seen(product, stranger, "X-Forwarded-For", "6.6.6.6, 203.0.113.7, 173.245.48.1"))
                    .isEqualTo("203.0.113.7");
            assertThat(seen(product, stranger, "X-Forwarded-For", "173.245.48.1, 203.0.113.7"))
                    .as("a forged proxy before the caller")
                    .isEqualTo("203.0.113.7");
            assertThat(seen(product, stranger, "X-Forwarded-For", "173.245.48.2, 173.245.48.1"))
                    .as("nobody but proxies")
                    .isEqualTo("173.245.48.2");
        }
    }

    @Test
    void fromWhoIsNoProxyOfOursNothingIsBelieved() {
        try (var product = Product.fresh(Map.of("TRUSTED_PROXIES", "10.9.9.9"))) {
            var stranger = product.signUp().proveEmail();

            assertThat(seen(product, stranger, "X-Forwarded-For", "6.6.6.6")).isEqualTo("127.0.0.1");
        }
    }

    /// As the server sees the caller: a key that may be used from elsewhere only says so.
    private static String seen(Product product, Stranger stranger, String... headers) {
        var secret = stranger.browser()
                .post("/v1/keys", "{\"name\":\"k\",\"environment\":\"live\",\"ip_allow_list\":[\"192.0.2.200\"]}")
                .text("secret");
        return Client.of("http://127.0.0.1:" + product.environment().get("PORT"))
                .withKey(secret)
                .with(headers)
                .get("/v1/me")
                .text("address");
    }
}
