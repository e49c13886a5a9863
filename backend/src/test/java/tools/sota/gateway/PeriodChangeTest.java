package tools.sota.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import tools.sota.testing.Services;
import tools.sota.testing.Store;

/// A paid period ends at midnight of a 31st: the quota is new, and what began before stays where it began.
class PeriodChangeTest {
    @Test
    void atMidnightOfThe31stTheQuotaIsNewAndALateRowStaysInTheOldPeriod() throws Exception {
        var own = Backend.open();
        try (var product = Shop.open(own)) {
            product.clock().leapTo(Instant.parse("2027-03-30T23:58:00Z"));
            var shop = Shop.of(product, own);
            var me = product.client().withKey(shop.key());
            anchor(shop, "2027-01-31T00:00:00Z");
            Awaitility.await()
                    .until(() -> me.get("/v1/me").text("quota.period.start").equals("2027-02-28T00:00:00.000Z"));
            shop.get("/v1/maps/x");
            var late = CompletableFuture.supplyAsync(() -> shop.get("/v1/maps/late"));
            Awaitility.await().until(shop::used, used -> used == 4);

            product.clock().leapTo(Instant.parse("2027-03-31T00:00:00Z"));
            assertThat(shop.used()).isZero();
            own.event("answer");
            assertThat(late.get().statusCode()).isEqualTo(200);
            shop.get("/v1/quick/x");

            var period = me.get("/v1/me");
            assertThat(period.text("quota.period.start")).isEqualTo("2027-03-31T00:00:00.000Z");
            assertThat(period.text("quota.period.end")).isEqualTo("2027-04-30T00:00:00.000Z");
            Awaitility.await().until(shop::used, used -> used == 1);
            assertThat(calls(shop, "from=2027-03-30T00:00:00Z&to=2027-03-31T00:00:00Z"))
                    .isEqualTo("4");
            assertThat(calls(shop, "from=2027-03-31T00:00:00Z&to=2027-04-01T00:00:00Z"))
                    .isEqualTo("1");
            assertThat(Store.of(product)
                            .number("select sum(calls) from usage_event where period_start = '2027-02-28T00:00:00Z'"))
                    .isEqualTo(4);
            Services.redis().flush();
            assertThat(shop.used()).as("counted anew").isEqualTo(1);
        }
    }

    private static String calls(Shop shop, String range) {
        return shop.product()
                .client()
                .withKey(shop.key())
                .get("/v1/usage?" + range)
                .text("total.calls");
    }

    private static void anchor(Shop shop, String anchor) {
        Store.of(shop.product())
                .run(
                        "insert into entitlement (account_id, plan, anchor, changed_at) values (?, 'pro', cast(? as timestamptz), now())",
                        Store.account(shop.stranger()),
                        anchor);
    }
}
