package tools.sota.billing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import tools.sota.testing.Stranger;

/// What banks object to. Numbers are those of the known mistakes in stripe.md, section 6.
class DisputeTest {
    private static final Shop SHOP = Shop.fresh();

    @AfterAll
    static void close() {
        SHOP.close();
    }

    /// 30: the plan rests while the bank decides, the team is told once, and nothing is paid back a second time.
    @Test
    void aDisputeSuspendsThePlanUntilTheBankHasDecidedForUs() {
        var staff = SHOP.givenStaff();
        var ada = SHOP.givenSubscriber("pro");

        var dispute =
                SHOP.stripe().dispute(chargeOf(ada), "fraudulent").path("id").asText();
        SHOP.deliver();

        assertThat(SHOP.planOf(ada)).isEqualTo("free");
        assertThat(SHOP.subscriptionOf(ada).text("suspension.reason")).isEqualTo("dispute");
        assertThat(entitledTo(ada)).isEqualTo("free");
        assertThat(mails(dispute, staff)).isEqualTo("1");
        var refund = staff.browser().post("/v1/ops/refunds", """
                {"invoice":"%s","reason":"fraudulent","note":"the bank wrote"}""".formatted(invoiceOf(ada)));
        assertThat(refund.status()).isEqualTo(409);
        assertThat(refund.body()).contains("disputed");
        assertThat(ada.browser().post("/v1/subscription/guarantee").status()).isEqualTo(409);

        SHOP.stripe().decideDispute(dispute, true);
        SHOP.deliver();

        assertThat(SHOP.planOf(ada)).isEqualTo("pro");
        assertThat(SHOP.subscriptionOf(ada).json().path("suspension").isNull()).isTrue();
        assertThat(entitledTo(ada)).isEqualTo("pro");
        assertThat(mails(dispute, staff)).isEqualTo("1");
    }

    /// 30: a dispute that is lost leaves the account on the free plan until it pays anew.
    @Test
    void aLostDisputeEndsWithANewSubscription() throws Exception {
        var ada = SHOP.givenSubscriber("pro");
        var dispute = SHOP.stripe()
                .dispute(chargeOf(ada), "product_not_received")
                .path("id")
                .asText();
        SHOP.stripe().decideDispute(dispute, false);
        SHOP.deliver();
        assertThat(SHOP.planOf(ada)).isEqualTo("free");

        SHOP.api()
                .subscriptions()
                .cancel(SHOP.ask("select id from subscription where customer_id = ?", SHOP.customerOf(ada))
                        .getFirst());
        SHOP.deliver();
        SHOP.product().clock().advance(java.time.Duration.ofSeconds(5));
        SHOP.pay(SHOP.givenCheckout(ada, "pro"));
        SHOP.deliver();

        assertThat(SHOP.planOf(ada)).isEqualTo("pro");
    }

    /// 30: a warning is told to the team; the catalog says that the plan stays.
    @Test
    void anEarlyFraudWarningIsToldAndTakesNothingAway() {
        var staff = SHOP.givenStaff();
        var ada = SHOP.givenSubscriber("pro");

        var warning = SHOP.stripe().warnOfFraud(chargeOf(ada)).path("id").asText();
        SHOP.deliver();

        assertThat(SHOP.planOf(ada)).isEqualTo("pro");
        assertThat(SHOP.ask("select kind || ' ' || status from bank_objection where id = ?", warning))
                .containsExactly("warning actionable");
        assertThat(mails(warning, staff)).isEqualTo("1");
        assertThat(SHOP.ask("select count(*) from refund where account_id = ?::uuid", SHOP.accountOf(ada)))
                .containsExactly("0");
    }

    private static String chargeOf(Stranger who) {
        return SHOP.ask("select id from charge where customer_id = ?", SHOP.customerOf(who))
                .getFirst();
    }

    private static String invoiceOf(Stranger who) {
        return who.browser().get("/v1/invoices").json().at("/data/0/id").asText();
    }

    private static String entitledTo(Stranger who) {
        return SHOP.ask("select plan from entitlement where account_id = ?::uuid", SHOP.accountOf(who))
                .getFirst();
    }

    private static String mails(String objection, Stranger to) {
        return SHOP.ask(
                        "select count(*) from mail where kind = 'objection' and dedupe like ?",
                        "objection:" + objection + ":%" + to.email())
                .getFirst();
    }
}
