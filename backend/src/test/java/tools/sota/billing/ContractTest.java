package tools.sota.billing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.stripe.exception.StripeException;
import com.stripe.model.Subscription;
import com.stripe.param.InvoicePayParams;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import tools.sota.Operator;
import tools.sota.sandbox.stripe.http.Fault;
import tools.sota.testing.Stranger;

/// A customer with terms of his own: the operator's command, the invoice by mail, and what happens when nobody pays it.
class ContractTest {
    private static final Shop SHOP = Shop.fresh();

    @AfterAll
    static void close() {
        SHOP.close();
    }

    @Test
    void whatWasAgreedIsInvoicedAndHoldsUntilItIsNotPaid() throws Exception {
        var ada = givenContract("year", "6000000", "PO-4711");

        var subscription = SHOP.subscriptionOf(ada);
        assertThat(subscription.text("plan")).isEqualTo("enterprise");
        assertThat(subscription.text("interval")).isEqualTo("year");
        awaitLimits(ada, 5_000_000, 5_000);
        var terms = subscription.json().path("contract");
        assertThat(terms.at("/price/amount").asLong()).isEqualTo(6_000_000);
        assertThat(terms.path("calls").asLong()).isEqualTo(5_000_000);
        assertThat(terms.path("po_number").asText()).isEqualTo("PO-4711");
        var invoice = newest(ada);
        assertThat(invoice.at("/total/amount").asLong()).isEqualTo(6_000_000);
        assertThat(atStripe(ada).getCollectionMethod()).isEqualTo("send_invoice");
        SHOP.passTime(ada, Duration.ofHours(2));
        assertThat(newest(ada).path("status").asText()).isEqualTo("open");
        var custom = SHOP.api().customers().retrieve(SHOP.customerOf(ada)).getInvoiceSettings();
        assertThat(custom.getCustomFields().getFirst().getValue()).isEqualTo("PO-4711");
        assertThat(ada.browser().post("/v1/subscription/guarantee").status()).isEqualTo(409);

        assertThat(mails(ada, "invoice")).isEqualTo("1");
        assertThat(mails(ada, "invoice-overdue")).isEqualTo("0");

        SHOP.passTime(ada, Duration.ofDays(30));
        assertThat(mails(ada, "invoice-overdue")).isEqualTo("1");
        var late = SHOP.subscriptionOf(ada);
        assertThat(late.text("status")).isEqualTo("past_due");
        assertThat(late.text("plan")).isEqualTo("enterprise");

        SHOP.passTime(ada, Duration.ofDays(8));
        assertThat(SHOP.planOf(ada)).isEqualTo("free");
        awaitLimits(ada, 100, 10);
        assertThat(mails(ada, "invoice")).isEqualTo("1");
        assertThat(mails(ada, "invoice-overdue")).isEqualTo("1");

        payNewest(ada);
        assertThat(SHOP.planOf(ada)).isEqualTo("enterprise");
        awaitLimits(ada, 5_000_000, 5_000);
    }

    /// What was agreed is not ended, nor taken back, by whoever has the billing page.
    @Test
    void aContractIsNotCanceledChangedOrResumedByTheCustomer() {
        var ada = givenContract("year", "6000000", null);

        for (var answer : List.of(
                ada.browser().post("/v1/subscription/cancel", "{\"when\":\"now\"}"),
                ada.browser().post("/v1/subscription/cancel", "{\"when\":\"period_end\"}"),
                ada.browser().post("/v1/subscription/resume"),
                ada.browser().post("/v1/subscription/preview", "{\"plan\":\"pro\",\"interval\":\"month\"}"))) {
            assertThat(answer.status()).as(answer.body()).isEqualTo(409);
            assertThat(answer.text("detail")).contains("contract", "talk to us");
        }
        assertThat(SHOP.planOf(ada)).isEqualTo("enterprise");
    }

    @Test
    void aContractEndsWithItsPeriodAndTakesItsLimitsAlong() throws Exception {
        var ada = givenContract("month", "500000", null);
        SHOP.passTime(ada, Duration.ofHours(2));
        payNewest(ada);

        assertThat(Operator.run(SHOP.product(), "contract", "end", ada.accountId())
                        .text())
                .contains("ends with its period");
        SHOP.product().billing().carryOutContracts();
        assertThat(SHOP.subscriptionOf(ada).text("cancel_at")).isNotEmpty();
        SHOP.passTime(ada, Duration.ofDays(31));
        SHOP.product().billing().carryOutContracts();

        assertThat(SHOP.planOf(ada)).isEqualTo("free");
        awaitLimits(ada, 100, 10);
        assertThat(SHOP.ask("select count(*) from limit_override where account_id = ?::uuid", SHOP.accountOf(ada)))
                .containsExactly("0");
        assertThat(sign(ada, "month", "500000").exit()).isZero();
    }

    /// Stripe made the subscription and its answer was lost: there is one, not two.
    @Test
    void aContractIsCarriedOutOnceThroughAnOutage() {
        var ada = SHOP.product().signUp();
        SHOP.stripe().fault(Fault.next(Fault.Kind.SERVER_ERROR_KEPT, "POST /v1/subscriptions"));
        sign(ada, "year", "6000000");
        SHOP.product().billing().carryOutContracts();
        SHOP.product().billing().carryOutContracts();

        assertThat(SHOP.planOf(ada)).isEqualTo("enterprise");
        assertThat(SHOP.ask("select count(*) from subscription where account_id = ?::uuid", SHOP.accountOf(ada)))
                .containsExactly("1");
    }

    @Test
    void whatCannotBeCarriedOutIsRefusedWithTheNextStep() {
        var ada = SHOP.givenSubscriber("pro");
        sign(ada, "year", "6000000");
        SHOP.product().billing().carryOutContracts();

        assertThat(SHOP.planOf(ada)).isEqualTo("pro");
        assertThat(Operator.run(SHOP.product(), "contract", "list", ada.accountId())
                        .text())
                .contains("refused: The account has the subscription sub_", "End it, then sign again.");
    }

    @Test
    void wordsThatAreWrongChangeNothingAndSayWhy() {
        var ada = SHOP.product().signUp();
        assertThat(Operator.run(SHOP.product(), "contract", "sign", ada.accountId(), "year", "0", "1", "1", "1")
                        .text())
                .startsWith("'0' must be a whole number from 1 on.");
        assertThat(Operator.run(SHOP.product(), "contract", "sign", "acc_01", "year", "1", "1", "1", "1")
                        .text())
                .startsWith("'acc_01' is no account.");
        assertThat(Operator.run(SHOP.product(), "contract").exit()).isEqualTo(2);
        assertThat(Operator.run(SHOP.product(), "contract", "end", ada.accountId())
                        .text())
                .startsWith("The account has no contract that could end.");
        assertThat(sign(ada, "year", "6000000").exit()).isZero();
        assertThat(sign(ada, "year", "6000000").text()).startsWith("The account has a contract already");
    }

    private static Operator.Said sign(Stranger who, String interval, String price, String... more) {
        var words = new ArrayList<>(
                List.of("contract", "sign", who.accountId(), interval, price, "5000000", "500", "5000"));
        words.addAll(List.of(more));
        return Operator.run(SHOP.product(), words.toArray(String[]::new));
    }

    private static Stranger givenContract(String interval, String price, @Nullable String order) {
        var who = SHOP.product().signUp();
        var said = order == null ? sign(who, interval, price) : sign(who, interval, price, order);
        assertThat(said.text()).contains("waits for the server");
        SHOP.product().billing().carryOutContracts();
        SHOP.deliver();
        return who;
    }

    private static void awaitLimits(Stranger who, long calls, int perMinute) {
        Awaitility.await().atMost(Duration.ofSeconds(5)).untilAsserted(() -> {
            var me = who.browser().get("/v1/me").json();
            assertThat(me.at("/quota/included").asLong()).isEqualTo(calls);
            assertThat(me.at("/limits/per_minute").asInt()).isEqualTo(perMinute);
        });
    }

    private static String mails(Stranger who, String kind) {
        return SHOP.ask("""
                        select count(*) from mail m join invoice i on m.dedupe = m.kind || ':' || i.stripe_id
                        where m.kind = ? and i.account_id = ?::uuid
                        """, kind, SHOP.accountOf(who)).getFirst();
    }

    private static JsonNode newest(Stranger who) {
        return who.browser().get("/v1/invoices").json().at("/data/0");
    }

    private static Subscription atStripe(Stranger who) throws StripeException {
        return SHOP.api()
                .subscriptions()
                .retrieve(SHOP.ask("select id from subscription where account_id = ?::uuid", SHOP.accountOf(who))
                        .getFirst());
    }

    private static void payNewest(Stranger who) throws StripeException {
        var invoice = SHOP.ask(
                        "select stripe_id from invoice where account_id = ?::uuid order by created_at desc limit 1",
                        SHOP.accountOf(who))
                .getFirst();
        SHOP.api()
                .invoices()
                .pay(invoice, InvoicePayParams.builder().setPaidOutOfBand(true).build());
        SHOP.deliver();
        assertThat(newest(who).path("status").asText()).isEqualTo("paid");
        assertThat(Instant.parse(newest(who).path("paid_at").asText())).isNotNull();
    }
}
