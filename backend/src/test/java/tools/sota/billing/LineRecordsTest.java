package tools.sota.billing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.sota.testing.Stranger;

/// Every line of an invoice opens the calls that it paid for.
class LineRecordsTest {
    @Test
    void theCallsOfAPeriodStandBehindTheLineThatPaidForIt() {
        try (var shop = Shop.fresh()) {
            var ada = shop.givenSubscriber("pro");
            var key = ada.liveKey();
            var first = use(ada, key, 3);
            shop.passTime(ada, Duration.ofDays(32));
            var second = use(ada, key, 2);

            var lines = lines(ada);

            assertThat(lines).hasSize(2);
            assertThat(behind(ada, lines.getFirst(), 100)).containsExactlyElementsOf(second.reversed());
            assertThat(behind(ada, lines.getLast(), 2)).containsExactlyElementsOf(first.reversed());
        }
    }

    /// After an upgrade both lines' periods hold the day; each call belongs to one of them alone, and to no credit.
    @Test
    void anUpgradeEndsWhatTheOldLinePaidFor() {
        try (var shop = Shop.fresh()) {
            var ada = shop.givenSubscriber("pro");
            var key = ada.liveKey();
            var before = use(ada, key, 3);
            shop.passTime(ada, Duration.ofDays(10));
            upgrade(ada);
            var after = use(ada, key, 2);

            var lines = lines(ada);

            assertThat(lines).hasSize(3);
            for (var line : lines) {
                var expected = line.amount() < 0 ? List.<String>of() : line.amount() == 9_900 ? before : after;
                assertThat(behind(ada, line, 100)).containsExactlyElementsOf(expected.reversed());
            }
        }
    }

    /// What is used on the free plan later was not paid for, although it falls into the time that the line names.
    @Test
    void callsAfterTheEndOfTheSubscriptionAreBehindNoLine() {
        try (var shop = Shop.fresh()) {
            var ada = shop.givenSubscriber("pro");
            var key = ada.liveKey();
            var paid = use(ada, key, 2);
            shop.passTime(ada, Duration.ofDays(3));
            assertThat(ada.browser()
                            .post("/v1/subscription/cancel", "{\"when\":\"now\"}")
                            .status())
                    .isEqualTo(200);
            shop.passTime(ada, Duration.ofDays(25));
            use(ada, key, 2);

            assertThat(behind(ada, lines(ada).getFirst(), 100)).containsExactlyElementsOf(paid.reversed());
        }
    }

    @Test
    void nobodyElseOpensALine() {
        var shop = Shop.shared();
        var ada = shop.givenSubscriber("pro");
        var eve = shop.givenSubscriber("pro");
        var line = lines(ada).getFirst();
        var own = lines(eve).getFirst();

        assertThat(eve.browser().get(line.path()).status()).isEqualTo(404);
        var mixed = own.path().replace(own.id(), line.id());
        assertThat(eve.browser().get(mixed).status()).isEqualTo(404);
    }

    private record Line(String invoice, String id, long amount) {
        String path() {
            return "/v1/invoices/" + invoice + "/lines/" + id + "/records";
        }
    }

    private static List<Line> lines(Stranger who) {
        var lines = new ArrayList<Line>();
        for (var invoice : who.browser().get("/v1/invoices").json().path("data")) {
            for (var line : invoice.path("lines")) {
                lines.add(new Line(
                        invoice.path("id").asText(),
                        line.path("id").asText(),
                        line.at("/amount/amount").asLong()));
            }
        }
        return lines;
    }

    private static List<String> use(Stranger who, String key, int calls) {
        var requests = new ArrayList<String>();
        for (int at = 0; at < calls; at++) {
            var answer = who.browser().withKey(key).get("/v1/echo");
            assertThat(answer.status()).as(answer.body()).isEqualTo(200);
            requests.add(answer.text("request_id"));
        }
        return requests;
    }

    private static void upgrade(Stranger who) {
        var preview = who.browser().post("/v1/subscription/preview", """
                {"plan":"team","interval":"month"}""").text("id");
        var changed = who.browser().patch("/v1/subscription", """
                {"plan":"team","interval":"month","preview_id":"%s"}""".formatted(preview));
        assertThat(changed.status()).as(changed.body()).isEqualTo(200);
    }

    /// @return ids of the requests, page by page
    private static List<String> behind(Stranger who, Line line, int limit) {
        var ids = new ArrayList<String>();
        var cursor = "";
        JsonNode page;
        do {
            var answer = who.browser().get(line.path() + "?limit=" + limit + cursor);
            assertThat(answer.status()).as(answer.body()).isEqualTo(200);
            page = answer.json();
            page.path("data").forEach(row -> ids.add(row.path("request_id").asText()));
            cursor = "&cursor=" + page.path("next_cursor").asText();
        } while (page.path("has_more").asBoolean());
        return ids;
    }
}
