package tools.sota.billing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.stripe.exception.StripeException;
import com.stripe.param.InvoicePayParams;
import com.stripe.param.PaymentMethodAttachParams;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.sota.sandbox.stripe.customers.TestCard;
import tools.sota.testing.Answer;
import tools.sota.testing.Stranger;

/// Ways to calls without paying for them, and to money that was not paid. Each was open once.
class AttackTest {
    private final Shop shop = Shop.fresh();

    @AfterEach
    void close() {
        shop.close();
    }

    /// A high cap lengthens the quota, and must not lengthen what may be used before money goes back.
    @Test
    void aSpendingCapDoesNotWidenTheMoneyBackGuarantee() {
        var ada = shop.givenSubscriber("pro");
        assertThat(cap(ada, 1_000_000).status()).isEqualTo(200);
        shop.givenCalls(ada, 10_000);

        assertThat(ada.browser().get("/v1/subscription/guarantee").text("reason"))
                .contains("up to 1000");
        assertThat(ada.browser().post("/v1/subscription/guarantee").code()).isEqualTo("state_conflict");
    }

    /// What went back is not given once more as credit.
    @Test
    void aPeriodThatWasPaidBackIsWorthNothingInAnUpgrade() {
        var ada = shop.givenSubscriber("pro");
        shop.givenStaffRefund(invoices(ada).get(0).path("id").asText(), 9_900);
        assertThat(shop.planOf(ada)).isEqualTo("pro");

        assertThat(preview(ada, "team").json().at("/credit/amount").asLong()).isZero();
    }

    /// The bank asks for 3-D Secure, and the customer takes a day for it and uses up what was credited.
    @Test
    void callsMadeWhileAnUpgradeWaitsForItsPaymentAreNotCreditedToo() throws StripeException {
        var ada = shop.givenSubscriber("pro");
        // Periods begin with whole seconds: in the same one there would be one period, and nothing to carry over.
        shop.product().clock().advance(Duration.ofSeconds(2));
        SubscriptionTest.useCard(shop, ada, TestCard.CUSTOMER_FAIL);
        assertThat(change(ada, "team", preview(ada, "team").text("id")).status())
                .isEqualTo(402);
        shop.givenCalls(ada, 9_000);

        payOpenInvoice(ada);

        assertThat(shop.planOf(ada)).isEqualTo("team");
        // The credit of 98.90 gave 9,989 calls back; 1,000 of them were still there.
        assertThat(limit(ada)).isEqualTo(100_000 - 8_989);
        var next = preview(ada, "team", "year").json();
        assertThat(next.at("/credit/amount").asLong()).isLessThan(49_900L * 91_011 / 100_000 + 1);
        shop.passTime(ada, Duration.ofDays(32));
        assertThat(limit(ada)).isEqualTo(100_000);
    }

    /// Whoever upgrades and leaves pays for the calls beyond the earlier plan's.
    @Test
    void callsBeyondThePlanAreBilledThoughAnUpgradeIsEndedAtOnce() {
        var ada = shop.givenSubscriber("pro");
        cap(ada, 1_000_000);
        shop.givenCalls(ada, 20_000);
        shop.passTime(ada, Duration.ofHours(1));
        change(ada, "team", preview(ada, "team").text("id"));
        long paid = paid(ada);
        shop.passTime(ada, Duration.ofMinutes(20));
        bill();

        ada.browser().post("/v1/subscription/cancel", "{\"when\":\"now\"}");
        bill();

        // 10,000 calls at 1.2 cents, once.
        assertThat(paid(ada)).isEqualTo(paid + 12_000);
        bill();
        shop.passTime(ada, Duration.ofDays(40));
        bill();
        assertThat(paid(ada)).isEqualTo(paid + 12_000);
    }

    /// The line is on the renewal's draft, and who ends the subscription ends the draft.
    @Test
    void callsBeyondThePlanAreBilledThoughTheRenewalNeverBecomesFinal() {
        var ada = shop.givenSubscriber("pro");
        cap(ada, 1_000_000);
        shop.givenCalls(ada, 20_000);
        var end = Instant.parse(shop.subscriptionOf(ada).text("current_period.end"));
        shop.passTime(
                ada, Duration.between(shop.product().clock().instant(), end).plusMinutes(20));
        bill();

        ada.browser().post("/v1/subscription/cancel", "{\"when\":\"now\"}");
        bill();
        shop.passTime(ada, Duration.ofDays(40));
        bill();

        assertThat(paid(ada)).isEqualTo(9_900 + 12_000);
    }

    /// Nothing may be spent while a payment is owed, also where the plan itself is paid for a year.
    @Test
    void whoOwesCallsBeyondThePlanGetsNoMoreOfThem() throws StripeException {
        var ada = shop.product().signUp();
        shop.pay(shop.startCheckout(ada, "pro", "year").text("id"));
        shop.deliver();
        cap(ada, 1_000_000);
        shop.givenCalls(ada, 20_000);
        SubscriptionTest.useCard(shop, ada, TestCard.CUSTOMER_FAIL);
        shop.passTime(ada, Duration.ofDays(32));
        bill();

        assertThat(invoices(ada).get(0).path("status").asText()).isEqualTo("open");
        assertThat(limit(ada)).isEqualTo(10_000);

        payOpenInvoice(ada);

        assertThat(limit(ada)).isGreaterThan(10_000);
    }

    /// A year's price, most of it kept as credit by an upgrade that costs less, and then all of it back.
    @Test
    void theGuaranteeGivesNothingBackThatAnUpgradeHasCredited() {
        var ada = shop.product().signUp();
        shop.pay(shop.startCheckout(ada, "pro", "year").text("id"));
        shop.deliver();
        shop.passTime(ada, Duration.ofHours(1));
        var changed = change(ada, "team", preview(ada, "team").text("id"));
        assertThat(changed.text("plan")).as(changed.body()).isEqualTo("team");

        assertThat(ada.browser().post("/v1/subscription/guarantee").code()).isEqualTo("state_conflict");
    }

    /// Between the month's end and Stripe's word of the downgrade a job has noted the month for the plan before.
    @Test
    void callsBeyondThePlanAfterADowngradeAreThoseBeyondTheSmallerPlan() {
        var ada = shop.givenSubscriber("team");
        cap(ada, 1_000_000);
        change(ada, "pro", preview(ada, "pro").text("id"));
        var end = Instant.parse(shop.subscriptionOf(ada).text("current_period.end"));
        shop.product().clock().advance(Duration.between(shop.product().clock().instant(), end));
        shop.product().billing().bookOverage();
        shop.passTime(ada, Duration.ofHours(2));
        assertThat(shop.planOf(ada)).isEqualTo("pro");

        shop.givenCalls(ada, 20_000);
        shop.passTime(ada, Duration.ofDays(31).plusMinutes(20));
        bill();

        assertThat(shop.ask(
                        "select sum(amount) from overage_booking where account_id = cast(? as uuid)",
                        shop.accountOf(ada)))
                .containsExactly("12000");
    }

    /// Who leaves while an upgrade waits has left, and owes nothing for it.
    @Test
    void leavingWhileAnUpgradeWaitsIsNotRefusedAndLeavesNothingToPay() {
        var ada = shop.givenSubscriber("pro");
        SubscriptionTest.useCard(shop, ada, TestCard.CUSTOMER_FAIL);
        assertThat(change(ada, "team", preview(ada, "team").text("id")).status())
                .isEqualTo(402);

        var canceled = ada.browser().post("/v1/subscription/cancel", "{\"when\":\"period_end\"}");
        assertThat(canceled.status()).as(canceled.body()).isEqualTo(200);
        assertThat(canceled.json().path("cancel_at").isNull()).isFalse();
        assertThat(ada.browser().post("/v1/subscription/resume").status()).isEqualTo(200);
        ada.browser().post("/v1/subscription/cancel", "{\"when\":\"now\"}");
        shop.deliver();

        assertThat(invoices(ada).findValuesAsText("status")).containsExactlyInAnyOrder("void", "paid");
    }

    @Test
    void moneyBackWhileAnUpgradeWaitsLeavesNothingToPay() {
        var ada = shop.givenSubscriber("pro");
        SubscriptionTest.useCard(shop, ada, TestCard.CUSTOMER_FAIL);
        change(ada, "team", preview(ada, "team").text("id"));

        assertThat(ada.browser().post("/v1/subscription/guarantee").status()).isEqualTo(201);
        shop.deliver();

        assertThat(invoices(ada).findValuesAsText("status")).containsExactlyInAnyOrder("void", "paid");
    }

    /// Free's few calls are no measure for what was bought.
    @Test
    void whoCanceledFirstMayStillHaveTheMoneyBack() {
        var ada = shop.givenSubscriber("pro");
        shop.givenCalls(ada, 900);
        ada.browser().post("/v1/subscription/cancel", "{\"when\":\"now\"}");

        assertThat(ada.browser().post("/v1/subscription/guarantee").status()).isEqualTo(201);
    }

    /// A month on a card that is refused, while the plan stays in force; then the plan bought anew with a good one.
    @Test
    void aMonthThatWasUsedAndNotPaidIsPaidBeforeThePlanIsBoughtAgain() throws StripeException {
        var ada = shop.givenSubscriber("pro");
        SubscriptionTest.useCard(shop, ada, TestCard.CUSTOMER_FAIL);
        shop.passTime(ada, Duration.ofDays(32));
        assertThat(shop.subscriptionOf(ada).text("status")).isEqualTo("past_due");
        shop.givenCalls(ada, 5_000);
        ada.browser().post("/v1/subscription/cancel", "{\"when\":\"now\"}");
        shop.deliver();

        var refused = shop.startCheckout(ada, "pro", "month");
        assertThat(refused.code()).isEqualTo("payment_required");
        assertThat(refused.text("pay_url")).startsWith("http");

        payOpenInvoice(ada);
        assertThat(shop.startCheckout(ada, "pro", "month").status()).isEqualTo(201);
    }

    @Test
    void anUnpaidMonthThatNobodyUsedIsInNobodysWay() {
        var ada = shop.givenSubscriber("pro");
        SubscriptionTest.useCard(shop, ada, TestCard.CUSTOMER_FAIL);
        shop.passTime(ada, Duration.ofDays(32));
        ada.browser().post("/v1/subscription/cancel", "{\"when\":\"now\"}");
        shop.deliver();

        assertThat(shop.startCheckout(ada, "pro", "month").status()).isEqualTo(201);
    }

    /// The card is taken away before the last calls are billed: they are owed all the same.
    @Test
    void callsBeyondThePlanAreOwedByWhoTookTheCardAway() throws StripeException {
        var ada = shop.givenSubscriber("pro");
        cap(ada, 1_000_000);
        shop.givenCalls(ada, 20_000);
        ada.browser().post("/v1/subscription/cancel", "{\"when\":\"now\"}");
        var customer = shop.customerOf(ada);
        for (var card : shop.api().customers().paymentMethods().list(customer).getData()) {
            shop.api().paymentMethods().detach(card.getId());
        }

        shop.passTime(ada, Duration.ofMinutes(20));
        bill();

        assertThat(invoices(ada).get(0).path("status").asText()).isEqualTo("open");
        assertThat(invoices(ada).get(0).at("/amount_due/amount").asLong()).isEqualTo(12_000);
    }

    private void bill() {
        shop.product().billing().bookOverage();
        shop.deliver();
    }

    private static long paid(Stranger who) {
        return StreamSupport.stream(invoices(who).spliterator(), false)
                .mapToLong(one -> one.at("/amount_paid/amount").asLong())
                .sum();
    }

    private static long limit(Stranger who) {
        return who.browser().get("/v1/me").json().at("/quota/limit").asLong();
    }

    private void payOpenInvoice(Stranger who) throws StripeException {
        var card = shop.api()
                .paymentMethods()
                .attach(
                        "pm_card_visa",
                        PaymentMethodAttachParams.builder()
                                .setCustomer(shop.customerOf(who))
                                .build());
        var open = shop.ask(
                        "select stripe_id from invoice where account_id = cast(? as uuid) and status = 'open'",
                        shop.accountOf(who))
                .getFirst();
        shop.api()
                .invoices()
                .pay(
                        open,
                        InvoicePayParams.builder()
                                .setPaymentMethod(card.getId())
                                .build());
        shop.deliver();
    }

    private static JsonNode invoices(Stranger who) {
        return who.browser().get("/v1/invoices").json().path("data");
    }

    private static Answer cap(Stranger who, long amount) {
        return who.browser().put("/v1/spend-cap", "{\"amount\":" + amount + "}");
    }

    private static Answer preview(Stranger who, String plan) {
        return preview(who, plan, "month");
    }

    private static Answer preview(Stranger who, String plan, String interval) {
        return who.browser()
                .post("/v1/subscription/preview", "{\"plan\":\"%s\",\"interval\":\"%s\"}".formatted(plan, interval));
    }

    private static Answer change(Stranger who, String plan, String preview) {
        return who.browser().patch("/v1/subscription", """
                {"plan":"%s","interval":"month","preview_id":"%s"}""".formatted(plan, preview));
    }
}
