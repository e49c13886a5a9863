package tools.sota.billing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.stripe.exception.StripeException;
import com.stripe.param.RefundCreateParams;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.sota.sandbox.stripe.customers.TestCard;
import tools.sota.testing.Answer;
import tools.sota.testing.Client;
import tools.sota.testing.Stranger;

/// Prepaid calls, from the page to the last of them. The plans here include two calls a month, and packs have 5,000.
class PackTest {
    private static final int PACK = 5_000;

    private final Shop shop = Shop.fresh();

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void aPackIsPaidOnStripesPageAndItsCallsAreThereAtOnceWithAnInvoice() {
        var ada = givenSubscriber();
        assertThat(credits(ada).at("/offer/calls").asInt()).isEqualTo(PACK);

        buy(ada, TestCard.VISA);

        var pack = credits(ada).path("data").get(0);
        assertThat(pack.path("status").asText()).isEqualTo("active");
        assertThat(pack.path("left").asLong()).isEqualTo(PACK);
        var bought = Instant.parse(pack.path("bought_at").asText());
        assertThat(Instant.parse(pack.path("expires_at").asText()))
                .isEqualTo(bought.atZone(ZoneOffset.UTC).plusMonths(12).toInstant());
        assertThat(limit(ada)).isEqualTo(2 + PACK);
        var invoice = ada.browser().get("/v1/invoices").json().at("/data/0");
        assertThat(invoice.at("/amount_paid/amount").asLong()).isEqualTo(6_000);
        assertThat(invoice.at("/lines/0/description").asText()).startsWith("5,000 prepaid calls");
    }

    /// Fault 1: the same payment told twice, and by two ways at once.
    @Test
    void aPaymentThatIsToldTwiceGivesItsCallsOnce() {
        var ada = givenSubscriber();
        buy(ada, TestCard.VISA);

        for (var event : shop.stripe().events()) {
            shop.product().client().post("/webhooks/stripe", event.toString());
        }
        ada.browser().post("/v1/credits/sync");
        shop.product().billing().sweep();

        assertThat(credits(ada).path("left").asLong()).isEqualTo(PACK);
        assertThat(limit(ada)).isEqualTo(2 + PACK);
    }

    /// Two clicks, two tabs.
    @Test
    void anAccountHasOneOpenPage() {
        var ada = givenSubscriber();

        var first = order(ada).text("url");

        assertThat(order(ada).text("url")).isEqualTo(first);
        assertThat(credits(ada).path("data")).isEmpty();
        assertThat(limit(ada)).isEqualTo(2);
    }

    /// First the plan's calls, then the pack's, then those that the cap pays for, then none.
    @Test
    void theOrderIsPlanThenPackThenCap() throws Exception {
        var ada = givenSubscriber();
        ada.browser().put("/v1/spend-cap", "{\"amount\":5}");
        buy(ada, TestCard.VISA);
        shop.change("update pack set calls = 3 where account_id = cast(? as uuid)", shop.accountOf(ada));
        work();
        Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> limit(ada) == 2 + 3 + 4);
        var key = shop.product().client().withKey(ada.liveKey());

        try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            var calls = IntStream.range(0, 20)
                    .mapToObj(call -> pool.submit(() -> admitted(key, 1)))
                    .toList();
            int passed = 0;
            for (var call : calls) {
                passed += call.get();
            }
            assertThat(passed).isEqualTo(2 + 3 + 4);
        }

        work();
        assertThat(credits(ada).path("left").asLong()).isZero();
        assertThat(ada.browser().get("/v1/spend-cap").json().at("/used/calls").asLong())
                .isEqualTo(4);
        var end = Instant.parse(ada.browser().get("/v1/spend-cap").text("period.end"));
        passTo(ada, end.plus(Duration.ofMinutes(20)));
        work();
        passTo(ada, end.plus(Duration.ofHours(2)));
        // Four calls beyond plan and pack are 4.8 cents.
        assertThat(ada.browser()
                        .get("/v1/invoices")
                        .json()
                        .at("/data/0/amount_paid/amount")
                        .asLong())
                .isEqualTo(9_905);
    }

    @Test
    void whatIsLeftGoesOnInTheNextMonthAndEndsAtItsInstant() {
        var ada = givenSubscriber();
        buy(ada, TestCard.VISA);
        var key = shop.product().client().withKey(ada.liveKey());
        assertThat(admitted(key, 5)).isEqualTo(5);
        work();
        assertThat(credits(ada).path("left").asLong()).isEqualTo(PACK - 3);
        assertThat(limit(ada)).isEqualTo(2 + PACK);
        var expires = Instant.parse(credits(ada).at("/data/0/expires_at").asText());

        passTo(
                ada,
                Instant.parse(ada.browser().get("/v1/spend-cap").text("period.end"))
                        .plusSeconds(60));
        work();
        assertThat(limit(ada)).isEqualTo(2 + PACK - 3);

        passTo(ada, expires.minus(Duration.ofMinutes(5)));
        assertThat(credits(ada).at("/data/0/status").asText()).isEqualTo("active");
        passTo(ada, expires);
        work();
        assertThat(credits(ada).at("/data/0/status").asText()).isEqualTo("expired");
        assertThat(credits(ada).path("left").asLong()).isZero();
        assertThat(limit(ada)).isEqualTo(2);
    }

    /// The one that ends first is used first.
    @Test
    void theOlderPackGoesFirst() {
        var ada = givenSubscriber();
        buy(ada, TestCard.VISA);
        shop.passTime(ada, Duration.ofDays(40));
        buy(ada, TestCard.VISA);
        shop.givenCalls(ada, 2 + PACK + 10);
        work();

        var packs = credits(ada).path("data");
        assertThat(packs.get(0).path("left").asLong()).isZero();
        assertThat(packs.get(0).path("status").asText()).isEqualTo("used");
        assertThat(packs.get(1).path("left").asLong()).isEqualTo(PACK - 10);
    }

    /// The pack's line opens the calls that it paid for, in whichever months, and no other line opens them.
    @Test
    void everyCallStandsBehindTheLineThatPaidForIt() {
        var ada = givenSubscriber();
        buy(ada, TestCard.VISA);
        var key = shop.product().client().withKey(ada.liveKey());
        assertThat(admitted(key, 5)).isEqualTo(5);
        work();
        passTo(
                ada,
                Instant.parse(ada.browser().get("/v1/spend-cap").text("period.end"))
                        .plus(Duration.ofHours(2)));
        assertThat(admitted(key, 4)).isEqualTo(4);
        work();

        var invoices = ada.browser().get("/v1/invoices").json().path("data");

        assertThat(invoices).hasSize(3);
        // The renewal, the pack, the first month.
        assertThat(behind(ada, invoices.get(0))).isEqualTo(2);
        assertThat(behind(ada, invoices.get(1))).isEqualTo(3 + 2);
        assertThat(behind(ada, invoices.get(2))).isEqualTo(2);
    }

    /// Whoever leaves keeps what was prepaid.
    @Test
    void prepaidCallsStayWhenThePlanEnds() {
        var ada = givenSubscriber();
        buy(ada, TestCard.VISA);

        ada.browser().post("/v1/subscription/cancel", "{\"when\":\"now\"}");

        assertThat(shop.planOf(ada)).isEqualTo("free");
        assertThat(limit(ada)).isEqualTo(2 + PACK);
        assertThat(order(ada).code()).isEqualTo("state_conflict");
    }

    @Test
    void moneyThatGoesBackTakesItsShareOfTheUnusedCalls() throws StripeException {
        var ada = givenSubscriber();
        buy(ada, TestCard.VISA);
        shop.givenCalls(ada, 2 + 1_000);
        work();

        refund(ada, 3_000);
        assertThat(credits(ada).path("left").asLong()).isEqualTo(1_500);
        refund(ada, 3_000);

        assertThat(credits(ada).path("left").asLong()).isZero();
        assertThat(credits(ada).at("/data/0/status").asText()).isEqualTo("taken_back");
        assertThat(limit(ada)).isEqualTo(2 + 1_000);
    }

    /// Calls that are on an invoice are not taken from a pack that gets its calls back later.
    @Test
    void whatWasBilledIsNotDrawnAgainAfterARefundThatFailed() throws StripeException {
        var ada = givenSubscriber();
        ada.browser().put("/v1/spend-cap", "{\"amount\":5}");
        buy(ada, TestCard.VISA);
        var refund = refund(ada, 6_000);
        work();
        Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> limit(ada) == 2 + 4);
        assertThat(admitted(shop.product().client().withKey(ada.liveKey()), 6)).isEqualTo(6);
        var end = Instant.parse(ada.browser().get("/v1/spend-cap").text("period.end"));
        passTo(ada, end.plus(Duration.ofMinutes(20)));
        work();
        assertThat(shop.ask("select calls from overage_booking")).containsExactly("4");

        shop.stripe().failRefund(refund);
        shop.deliver();
        work();

        assertThat(credits(ada).path("left").asLong()).isEqualTo(PACK);
        assertThat(shop.ask("select calls from overage_booking")).containsExactly("4");
    }

    @Test
    void aBankThatObjectsTakesTheCallsUntilItIsWon() {
        var ada = givenSubscriber();
        buy(ada, TestCard.DISPUTE);
        shop.deliver();
        assertThat(credits(ada).path("left").asLong()).isZero();

        shop.stripe()
                .decideDispute(
                        shop.ask("select id from bank_objection where kind = 'dispute'")
                                .getFirst(),
                        true);
        shop.deliver();

        assertThat(credits(ada).path("left").asLong()).isEqualTo(PACK);
    }

    /// The guarantee is of the plan's first payment; prepaid calls beside it are none.
    @Test
    void aPackTakesNothingFromTheGuarantee() {
        var ada = givenSubscriber();
        buy(ada, TestCard.VISA);

        var guarantee = ada.browser().get("/v1/subscription/guarantee");

        assertThat(guarantee.json().path("eligible").asBoolean())
                .as(guarantee.body())
                .isTrue();
        assertThat(guarantee.json().at("/amount/amount").asLong()).isEqualTo(9_900);
    }

    /// Somebody deleted the customer in Stripe's dashboard.
    @Test
    void whoIsUnknownToStripeIsMadeItsCustomerAgain() throws StripeException {
        var ada = givenSubscriber();
        var gone = shop.customerOf(ada);
        shop.api().customers().delete(gone);

        assertThat(order(ada).status()).isEqualTo(201);
        assertThat(shop.customerOf(ada)).isNotEqualTo(gone);
    }

    @Test
    void aRefusedCardBuysNothing() {
        var ada = givenSubscriber();

        buy(ada, TestCard.DECLINED);

        assertThat(credits(ada).path("data")).isEmpty();
        assertThat(limit(ada)).isEqualTo(2);
    }

    @Test
    void packsAreForWhoPaysForAPlanHere() {
        assertThat(order(shop.product().signUp()).code()).isEqualTo("state_conflict");
        var trying = shop.product().signUp().proveEmail();
        TrialTest.submitWithoutCard(trying.browser().post("/v1/checkout", """
                        {"plan":"pro","interval":"month","trial":true,"trial_card":"later"}""").text("url"));
        shop.deliver();
        assertThat(shop.planOf(trying)).isEqualTo("pro");
        assertThat(order(trying).code()).isEqualTo("state_conflict");
    }

    private Stranger givenSubscriber() {
        var who = shop.givenSubscriber("pro");
        shop.change("""
                insert into limit_override (account_id, environment, name, calls, reason)
                values (cast(? as uuid), 'live', 'period', 2, 'a test')
                """, shop.accountOf(who));
        Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> limit(who) == 2);
        // A later second than the purchase, so that the invoices have an order.
        shop.product().clock().advance(Duration.ofSeconds(5));
        return who;
    }

    private static int behind(Stranger who, JsonNode invoice) {
        var path = "/v1/invoices/" + invoice.path("id").asText() + "/lines/"
                + invoice.at("/lines/0/id").asText() + "/records?limit=100";
        var answer = who.browser().get(path);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json().path("data").size();
    }

    private static Answer order(Stranger who) {
        return who.browser().post("/v1/credits");
    }

    private void buy(Stranger who, TestCard card) {
        var opened = order(who);
        assertThat(opened.status()).as(opened.body()).isEqualTo(201);
        var session = shop.ask(
                        "select session_id from pack where account_id = cast(? as uuid) and status = 'open'",
                        shop.accountOf(who))
                .getFirst();
        shop.stripe().pay(session, card);
        shop.deliver();
    }

    /// @return Stripe's id of it
    private String refund(Stranger who, long amount) throws StripeException {
        var invoice = shop.ask("select invoice_id from pack where account_id = cast(? as uuid)", shop.accountOf(who))
                .getFirst();
        var charge =
                shop.ask("select id from charge where invoice_id = ?", invoice).getFirst();
        var refund = shop.api()
                .refunds()
                .create(RefundCreateParams.builder()
                        .setCharge(charge)
                        .setAmount(amount)
                        .build());
        shop.deliver();
        return refund.getId();
    }

    private void work() {
        shop.product().billing().bookOverage();
    }

    private void passTo(Stranger who, Instant moment) {
        shop.passTime(who, Duration.between(shop.product().clock().instant(), moment));
    }

    private static JsonNode credits(Stranger who) {
        var answer = who.browser().get("/v1/credits");
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json();
    }

    private static long limit(Stranger who) {
        return who.browser().get("/v1/me").json().at("/quota/limit").asLong();
    }

    private static int admitted(Client key, int calls) {
        int passed = 0;
        for (int call = 0; call < calls; call++) {
            passed += key.get("/v1/echo").status() == 200 ? 1 : 0;
        }
        return passed;
    }
}
