package tools.sota.billing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.sota.sandbox.stripe.http.Fault;
import tools.sota.testing.Answer;
import tools.sota.testing.Client;
import tools.sota.testing.Stranger;

/// Calls beyond the plan's, from the cap to the invoice. A call costs 1.2 cents on Pro; these plans include two calls.
class OverageTest {
    private final Shop shop = Shop.fresh();

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void callsPassUpToTheCapAndNotOneFurtherHoweverManyAskAtOnce() throws Exception {
        var ada = givenSubscriber("month");
        var key = shop.product().client().withKey(ada.liveKey());
        assertThat(admitted(key, 3)).isEqualTo(2);

        var view = cap(ada, "5").json();
        assertThat(view.path("calls").asLong()).isEqualTo(4);
        assertThat(view.path("micros_per_call").asLong()).isEqualTo(12_000);
        awaitQuota(ada, 6);

        try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            var calls = IntStream.range(0, 20)
                    .mapToObj(call -> pool.submit(() -> admitted(key, 1)))
                    .toList();
            int passed = 0;
            for (var call : calls) {
                passed += call.get();
            }
            assertThat(passed).isEqualTo(4);
        }
        assertThat(key.get("/v1/echo").code()).isEqualTo("quota_exceeded");
        var used = ada.browser().get("/v1/spend-cap").json().path("used");
        assertThat(used.path("calls").asLong()).isEqualTo(4);
        assertThat(used.at("/amount/amount").asLong()).isEqualTo(5);
    }

    /// 46, fault 1: a line for each month, once, however often it is tried.
    @Test
    void whatWasCalledIsOnTheRenewalOfItsMonthOnce() {
        var ada = givenSubscriber("month");
        cap(ada, "1000");
        var end = call(ada, 5);

        passTo(ada, end.plus(Duration.ofMinutes(20)));
        bill();
        bill();
        passTo(ada, end.plus(Duration.ofHours(2)));

        // Three calls are 3.6 cents.
        assertThat(newest(ada).at("/amount_paid/amount").asLong()).isEqualTo(9_904);
        var lines = newest(ada).path("lines");
        assertThat(lines.findValuesAsText("description"))
                .anySatisfy(line -> assertThat(line).startsWith("3 calls beyond the plan, "));
        passTo(ada, end.plus(Duration.ofDays(32)));
        assertThat(newest(ada).at("/amount_paid/amount").asLong()).isEqualTo(9_900);
    }

    /// Of five calls of a month the plan's line opens the first two, and the line of calls beyond it the others.
    @Test
    void everyCallStandsBehindTheOneLineThatPaidForIt() {
        var ada = givenSubscriber("month");
        cap(ada, "1000");
        var end = call(ada, 5);
        passTo(ada, end.plus(Duration.ofMinutes(20)));
        bill();
        passTo(ada, end.plus(Duration.ofHours(2)));
        var all = ada.browser().get("/v1/usage/records").json().path("data").findValuesAsText("request_id");
        var renewal = newest(ada);
        var first = ada.browser().get("/v1/invoices").json().at("/data/1");

        assertThat(all).hasSize(5);
        assertThat(behind(ada, first, "")).containsExactlyElementsOf(all.subList(3, 5));
        assertThat(behind(ada, renewal, "3 calls beyond")).containsExactlyElementsOf(all.subList(0, 3));
    }

    /// @return requests behind the line that begins with these words
    private static List<String> behind(Stranger who, JsonNode invoice, String words) {
        for (var line : invoice.path("lines")) {
            if (line.path("description").asText().startsWith(words)) {
                var path = "/v1/invoices/" + invoice.path("id").asText() + "/lines/"
                        + line.path("id").asText();
                var answer = who.browser().get(path + "/records");
                assertThat(answer.status()).as(answer.body()).isEqualTo(200);
                return answer.json().path("data").findValuesAsText("request_id");
            }
        }
        throw new AssertionError("No line begins with " + words);
    }

    /// 33: calls of the last minute that are counted after it.
    @Test
    void whatIsCountedLateIsOnTheNextInvoiceAndNamesItsMonth() {
        var ada = givenSubscriber("month");
        cap(ada, "1000");
        var end = call(ada, 5);
        passTo(ada, end.plus(Duration.ofMinutes(20)));
        bill();
        passTo(ada, end.plus(Duration.ofHours(2)));
        shop.change(
                "update usage_period set calls = calls + 10 where account_id = cast(? as uuid)", shop.accountOf(ada));

        bill();
        passTo(ada, end.plus(Duration.ofDays(32)));

        assertThat(newest(ada).at("/amount_paid/amount").asLong()).isEqualTo(9_912);
        assertThat(newest(ada).path("lines").findValuesAsText("description"))
                .anySatisfy(line -> assertThat(line).startsWith("10 calls beyond the plan, "));
    }

    @Test
    void aYearsSubscriberIsBilledEachMonth() {
        var ada = givenSubscriber("year");
        cap(ada, "1000");
        var month = call(ada, 5);

        passTo(ada, month.plus(Duration.ofMinutes(20)));
        bill();
        shop.deliver();

        assertThat(newest(ada).at("/amount_paid/amount").asLong()).isEqualTo(4);
        assertThat(newest(ada).path("status").asText()).isEqualTo("paid");
    }

    /// The month ends with the upgrade; its calls are paid for, and not given back.
    @Test
    void anUpgradeEndsTheMonthAndItsCallsAreStillBilled() {
        var ada = givenSubscriber("month");
        cap(ada, "1000");
        call(ada, 5);
        // Months are told apart by the second in which they begin.
        shop.passTime(ada, Duration.ofHours(1));
        var preview = ada.browser().post("/v1/subscription/preview", "{\"plan\":\"team\",\"interval\":\"month\"}");
        var changed = ada.browser().patch("/v1/subscription", """
                {"plan":"team","interval":"month","preview_id":"%s"}""".formatted(preview.text("id")));
        assertThat(changed.text("plan")).as(changed.body()).isEqualTo("team");
        var end = Instant.parse(changed.text("current_period.end"));

        passTo(ada, Instant.parse(changed.text("current_period.start")).plus(Duration.ofMinutes(20)));
        bill();
        passTo(ada, end.plus(Duration.ofHours(2)));

        assertThat(newest(ada).at("/amount_paid/amount").asLong()).isEqualTo(49_904);
    }

    @Test
    void whoLeavesGetsALastInvoice() {
        var ada = givenSubscriber("month");
        cap(ada, "1000");
        var end = call(ada, 5);
        ada.browser().post("/v1/subscription/cancel", "{\"when\":\"period_end\"}");

        passTo(ada, end.plus(Duration.ofMinutes(20)));
        bill();
        shop.deliver();

        assertThat(shop.planOf(ada)).isEqualTo("free");
        assertThat(newest(ada).at("/total/amount").asLong()).isEqualTo(4);
    }

    /// 6, 31: we died between Stripe's answer and our row, and Stripe has forgotten the idempotency key since.
    @Test
    void anAnswerThatIsLostBillsOnce() {
        var ada = givenSubscriber("month");
        cap(ada, "1000");
        var end = call(ada, 5);
        passTo(ada, end.plus(Duration.ofMinutes(20)));
        bill();
        passTo(ada, end.plus(Duration.ofDays(3)));
        assertThat(newest(ada).at("/amount_paid/amount").asLong()).isEqualTo(9_904);

        shop.change("update overage_booking set item_id = null, booked_at = null");
        bill();
        passTo(ada, end.plus(Duration.ofDays(32)));

        assertThat(shop.ask("select count(*) from overage_booking where booked_at is null"))
                .containsExactly("0");
        assertThat(newest(ada).at("/amount_paid/amount").asLong()).isEqualTo(9_900);
    }

    /// Stripe is away, then answers too late.
    @Test
    void anOutageOfStripeDelaysTheLine() {
        var ada = givenSubscriber("month");
        cap(ada, "1000");
        var end = call(ada, 5);
        passTo(ada, end.plus(Duration.ofMinutes(20)));
        shop.stripe().fault(Fault.next(Fault.Kind.SERVER_ERROR, "/v1/invoice.*").times(100));
        bill();
        shop.stripe().clearFaults();

        bill();
        passTo(ada, end.plus(Duration.ofHours(2)));

        assertThat(newest(ada).at("/amount_paid/amount").asLong()).isEqualTo(9_904);
    }

    @Test
    void withoutAPaidPlanNothingMayBeSpent() {
        var ada = shop.product().signUp();
        assertThat(cap(ada, "1000").code()).isEqualTo("state_conflict");
        assertThat(cap(givenSubscriber("month"), "0").status()).isEqualTo(422);
        assertThat(ada.browser().get("/v1/spend-cap").json().path("cap").isNull())
                .isTrue();
    }

    @Test
    void aCapThatIsTakenAwayStopsCallsAtThePlans() {
        var ada = givenSubscriber("month");
        cap(ada, "1000");
        call(ada, 5);

        assertThat(cap(ada, "null").json().path("cap").isNull()).isTrue();

        var key = shop.product().client().withKey(ada.liveKey());
        awaitQuota(ada, 2);
        assertThat(key.get("/v1/echo").code()).isEqualTo("quota_exceeded");
    }

    private Stranger givenSubscriber(String interval) {
        var who = shop.product().signUp();
        var answer = shop.startCheckout(who, "pro", interval);
        shop.pay(answer.text("id"));
        shop.deliver();
        shop.change("""
                insert into limit_override (account_id, environment, name, calls, reason)
                values (cast(? as uuid), 'live', 'period', 2, 'a test')
                """, shop.accountOf(who));
        return who;
    }

    private Answer cap(Stranger who, String amount) {
        return who.browser().put("/v1/spend-cap", "{\"amount\":" + amount + "}");
    }

    /// @return when the month of the calls ends
    private Instant call(Stranger who, int calls) {
        var key = shop.product().client().withKey(who.liveKey());
        assertThat(admitted(key, calls)).isEqualTo(calls);
        return Instant.parse(who.browser().get("/v1/spend-cap").text("period.end"));
    }

    private static int admitted(Client key, int calls) {
        int passed = 0;
        for (int call = 0; call < calls; call++) {
            passed += key.get("/v1/echo").status() == 200 ? 1 : 0;
        }
        return passed;
    }

    /// Asks as a person, whose questions take nothing from the key's bucket.
    private static void awaitQuota(Stranger who, long calls) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .until(() ->
                        who.browser().get("/v1/me").json().at("/quota/limit").asLong() == calls);
    }

    private void passTo(Stranger who, Instant moment) {
        shop.passTime(who, Duration.between(shop.product().clock().instant(), moment));
    }

    private void bill() {
        shop.product().billing().bookOverage();
    }

    private static JsonNode newest(Stranger who) {
        return who.browser().get("/v1/invoices").json().at("/data/0");
    }
}
