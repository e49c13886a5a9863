package tools.sota.billing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.sota.sandbox.stripe.customers.TestCard;

/// Thirteen months of a mixed population, a leap day and thirty-firsts among them, against a table that was made by
/// hand from the plans' prices and a calendar.
class YearTest {
    // Upgrades: eve has 21 of the 31 days from 29 February left, 9900 x 21/31 = 6706, and pays 49900 - 6706; ned has 16
    // of them, 9900 x 16/31 = 5109, and pays 99000 - 5109. Fay's card fails on 31 March, and its successor passes when
    // Stripe tries again three days later. The card of gus fails until Stripe gives up; he buys anew on 1 July.
    private static final String MONEY = """
            ada 9900: 2028-01-31 2028-02-29 2028-03-31 2028-04-30 2028-05-31 2028-06-30 2028-07-31 2028-08-31 2028-09-30 \
            2028-10-31 2028-11-30 2028-12-31 2029-01-31 2029-02-28
            bob 49900: 2028-02-14 2028-03-14 2028-04-14 2028-05-14 2028-06-14 2028-07-14 2028-08-14 2028-09-14 2028-10-14 \
            2028-11-14 2028-12-14 2029-01-14 2029-02-14
            dee 99000: 2028-02-29 2029-02-28
            eve 9900: 2028-01-31 2028-02-29
            eve 43194: 2028-03-10
            eve 49900: 2028-04-10 2028-05-10 2028-06-10 2028-07-10 2028-08-10 2028-09-10 2028-10-10 2028-11-10 2028-12-10 \
            2029-01-10 2029-02-10
            fay 9900: 2028-01-31 2028-02-29 2028-04-03 2028-04-30 2028-05-31 2028-06-30 2028-07-31 2028-08-31 2028-09-30 \
            2028-10-31 2028-11-30 2028-12-31 2029-01-31 2029-02-28
            gus 9900: 2028-01-31 2028-02-29 2028-03-31 2028-07-01 2028-08-01 2028-09-01 2028-10-01 2028-11-01 2028-12-01 \
            2029-01-01 2029-02-01
            hal 9900: 2028-01-31
            hal -9900: 2028-02-10
            ivy 49900: 2028-01-31 2028-02-29 2028-03-31 2028-04-30
            ivy 9900: 2028-05-31 2028-06-30 2028-07-31 2028-08-31 2028-09-30 2028-10-31 2028-11-30 2028-12-31 2029-01-31 \
            2029-02-28
            jo 49900: 2028-01-31 2028-02-29 2028-03-31 2028-04-30 2028-05-31
            kim 99000: 2028-01-31 2029-01-31
            leo 9900: 2028-01-31 2028-02-29 2028-03-31 2028-04-30 2028-05-31 2028-06-30 2028-07-31 2028-08-31 2028-09-30 \
            2028-10-31 2028-11-30 2028-12-31 2029-01-31 2029-02-28
            leo -2000: 2028-04-05
            ned 9900: 2028-01-31 2028-02-29
            ned 93891: 2028-03-15
            """;

    /// The plan in force from this day's noon on.
    private static final String PLANS = """
            2028-02-01 ada pro, bob team, cy team, eve pro, fay pro, gus pro, hal pro, ivy team, jo team, kim pro, leo pro, ned pro
            2028-02-15 bob team, cy free, hal free
            2028-03-11 eve team, dee pro
            2028-04-02 fay pro, gus pro
            2028-05-06 gus pro
            2028-05-08 gus free
            2028-05-30 ivy team
            2028-06-01 ivy pro
            2028-06-29 jo team
            2028-07-02 jo free, gus pro
            2029-02-28 ada pro, bob team, cy free, dee pro, eve team, fay pro, gus pro, hal free, ivy pro, \
            jo free, kim pro, leo pro, ned pro
            """;

    @Test
    void aYearOfManyCustomersEndsAsTheTableSays() {
        try (var shop = Shop.fresh()) {
            var year = new Year(shop);
            begin(shop, year);
            happen(shop, year);
            var plans = watchPlans(year);

            year.playUntil("2029-03-01");

            assertThat(plans).isEqualTo(PLANS.lines().toList());
            assertThat(year.money()).isEqualTo(MONEY);
            assertThat(year.kept()).isEqualTo(sumOf(MONEY));
            var invoices = shop.ask("select sum(amount_paid) from invoice").getFirst();
            assertThat(Long.parseLong(invoices)).isEqualTo(sumOf(MONEY) + 9_900 + 2_000);
        }
    }

    private static void begin(Shop shop, Year year) {
        year.on("2028-01-31", () -> {
            List.of("ada", "eve", "fay", "gus", "hal", "leo", "ned").forEach(who -> year.buy(who, "pro", "month"));
            List.of("ivy", "jo").forEach(who -> year.buy(who, "team", "month"));
            year.buy("kim", "pro", "year");
            shop.pay(year.checkout("bob", "team", "month", ",\"trial\":true,\"trial_card\":\"now\"")
                    .text("id"));
            TrialTest.submitWithoutCard(year.checkout("cy", "team", "month", ",\"trial\":true,\"trial_card\":\"later\"")
                    .text("url"));
        });
        year.on("2028-02-29", () -> year.buy("dee", "pro", "year"));
        year.on("2028-07-01", () -> year.buy("gus", "pro", "month"));
    }

    private static void happen(Shop shop, Year year) {
        year.on("2028-02-10", () -> Year.ok(year.person("hal").browser().post("/v1/subscription/guarantee")));
        year.on("2028-03-10", () -> year.change("eve", "team", "month"));
        year.on("2028-03-15", () -> year.change("ned", "pro", "year"));
        year.on("2028-03-20", () -> useCard(shop, year, "fay", TestCard.CUSTOMER_FAIL));
        year.on("2028-04-02", () -> useCard(shop, year, "fay", TestCard.MASTERCARD));
        year.on("2028-04-05", () -> refund(shop, year));
        year.on("2028-04-20", () -> useCard(shop, year, "gus", TestCard.CUSTOMER_FAIL));
        year.on("2028-05-15", () -> year.change("ivy", "pro", "month"));
        year.on("2028-06-20", () -> cancel(year, "jo"));
        year.on("2028-09-01", () -> cancel(year, "kim"));
        year.on("2028-09-02", () -> Year.ok(year.person("kim").browser().post("/v1/subscription/resume")));
    }

    private static void useCard(Shop shop, Year year, String name, TestCard card) {
        SubscriptionTest.useCard(shop, year.person(name), card);
    }

    private static void cancel(Year year, String name) {
        Year.ok(year.person(name).browser().post("/v1/subscription/cancel", """
                {"when":"period_end","reason":"unused"}"""));
    }

    /// An operator gives leo 20 dollars of March back.
    private static void refund(Shop shop, Year year) {
        var invoice = year.person("leo")
                .browser()
                .get("/v1/invoices")
                .json()
                .at("/data/0/id")
                .asText();
        var operator = year.person("operator");
        shop.change(
                "insert into staff (user_id, granted_at) select user_id, now() from person where email = ?",
                operator.email());
        Year.ok(operator.browser().post("/v1/ops/refunds", """
                {"invoice":"%s","amount":2000,"reason":"requested_by_customer","note":"asked on the phone"}""".formatted(invoice)));
        shop.deliver();
    }

    private static List<String> watchPlans(Year year) {
        var seen = new ArrayList<String>();
        PLANS.lines()
                .forEach(line -> year.on(line.substring(0, 10), () -> {
                    var plans = new ArrayList<String>();
                    for (var entry : line.substring(11).split(", ", -1)) {
                        var name = entry.split(" ", -1)[0];
                        plans.add(name
                                + ' '
                                + year.person(name).browser().get("/v1/me").text("plan"));
                    }
                    seen.add(line.substring(0, 11) + String.join(", ", plans));
                }));
        return seen;
    }

    private static long sumOf(String table) {
        long sum = 0;
        for (var line : table.lines().toList()) {
            var parts = line.split(" ", -1);
            sum += Long.parseLong(parts[1].replace(":", "")) * (parts.length - 2);
        }
        return sum;
    }
}
