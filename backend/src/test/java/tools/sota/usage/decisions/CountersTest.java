package tools.sota.usage.decisions;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.sota.testing.Product;

/// Counters per key, rule and minute, as the account reads them.
class CountersTest {
    @Test
    void everyRefusalIsCountedByKeyRuleAndMinute() {
        try (var own = Product.fresh()) {
            var stranger = own.signUp().proveEmail();
            var key = own.client().withKey(stranger.liveKey());
            IntStream.range(0, 13).forEach(call -> key.get("/v1/echo"));
            own.clock().advance(Duration.ofMinutes(2));
            key.get("/v1/usage?from=yesterday");
            var browser = stranger.browser();

            var counted = browser.get("/v1/requests/counters");

            assertThat(counted.status()).as(counted.body()).isEqualTo(200);
            assertThat(counted.text("total.requests")).isEqualTo("4");
            assertThat(counted.json().get("series")).hasSize(2);
            assertThat(counted.text("series.0.rule")).isEqualTo("invalid");
            assertThat(counted.text("series.0.requests")).isEqualTo("1");
            assertThat(counted.text("series.1.rule")).isEqualTo("minute");
            assertThat(counted.text("series.1.requests")).isEqualTo("3");
            assertThat(counted.text("series.1.minute"))
                    .endsWith(":00.000Z")
                    .isLessThan(counted.text("series.0.minute"));
            var id = counted.text("series.1.key_id");
            assertThat(browser.get("/v1/requests?rule=minute").text("data.0.key_id"))
                    .isEqualTo(id);
            assertThat(browser.get("/v1/requests/counters?rule=minute&key=" + id)
                            .text("total.requests"))
                    .isEqualTo("3");
            assertThat(browser.get("/v1/requests/counters?to=" + counted.text("series.0.minute"))
                            .text("total.requests"))
                    .isEqualTo("3");
            assertThat(own.signUp().browser().get("/v1/requests/counters").text("total.requests"))
                    .isEqualTo("0");
        }
    }

    @Test
    void aSpanThatIsNoneIsRefused() {
        var browser = Product.shared().signUp().browser();

        assertThat(browser.get("/v1/requests/counters?from=2027-01-02T00:00:00Z&to=2027-01-01T00:00:00Z")
                        .code())
                .isEqualTo("invalid_parameter");
        assertThat(browser.get("/v1/requests/counters?minute=1").code()).isEqualTo("unknown_parameter");
    }
}
