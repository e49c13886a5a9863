package tools.sota.billing;

import static org.assertj.core.api.Assertions.assertThat;

import com.stripe.exception.StripeException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import tools.sota.billing.truth.BillingReconciliation;
import tools.sota.billing.truth.Drift;
import tools.sota.testing.Stranger;

/// Stripe, our books and the ledger beside each other: every kind of drift is injected, found and named.
class BillingTruthTest {
    private static final Shop SHOP = Shop.fresh();
    private static final String MINE =
            " where account_id = (select account_id from stripe_customer where customer_id = ?)";

    @AfterAll
    static void close() {
        SHOP.close();
    }

    /// What is done to our rows, by the kind that must be found; all of these are healed.
    private static Map<String, String> healed() {
        var injected = new LinkedHashMap<String, String>();
        injected.put("subscription_status", "update subscription set status = 'past_due'");
        injected.put("subscription_price", "update subscription set price_id = 'price_other'");
        injected.put(
                "subscription_period_start", "update subscription set period_start = period_start - interval '1 day'");
        injected.put("subscription_period_end", "update subscription set period_end = period_end + interval '1 day'");
        injected.put("subscription_cancel_at", "update subscription set cancel_at = period_end");
        injected.put("subscription_trial_end", "update subscription set trial_end_at = period_end");
        injected.put("subscription_ended_at", "update subscription set ended_at = period_end");
        injected.put("claim", "update subscription_claim set closed_at = now()");
        injected.put("entitlement_plan", "update entitlement set plan = 'team'");
        injected.put("entitlement_anchor", "update entitlement set anchor = anchor + interval '3 days'");
        injected.put("invoice_total", "update invoice set total = 1");
        injected.put("invoice_due", "update invoice set amount_due = 1");
        injected.put("invoice_paid", "update invoice set amount_paid = 1");
        injected.put("invoice_status", "update invoice set status = 'open'");
        injected.put("receipt", "update invoice set announced_at = null");
        injected.put("charge_refunded", "update charge set refunded = 5");
        injected.put("charge_disputed", "update charge set disputed = true");
        injected.put("refund_status", "update refund set status = 'pending'");
        injected.put("invoice", "delete from invoice");
        injected.put("refund", "delete from refund");
        injected.put("credit_note", "delete from credit_note");
        return injected;
    }

    /// What the sync does not write again, so that a person has to look.
    private static Map<String, String> reported() {
        var injected = new LinkedHashMap<String, String>();
        injected.put("subscription_customer", "update subscription set customer_id = 'cus_other'");
        injected.put("invoice_currency", "update invoice set currency = 'eur'");
        injected.put(
                "invoice_lines",
                "update invoice_line set amount = 1 where invoice_id in (select id from invoice" + MINE + ")");
        injected.put("invoice_sum", "update charge set amount = 77");
        injected.put("charge_amount", "update charge set amount = 77");
        injected.put("refund_amount", "update refund set amount = 9");
        injected.put("refund_excess", "update refund set amount = 99999");
        injected.put("credit_note_amount", "update credit_note set amount = 2000");
        injected.put("credit_note_status", "update credit_note set status = 'void'");
        injected.put("refund_uncredited", "update credit_note set amount = 1");
        injected.put("payback_lost", "update payback set refund_id = 're_gone'");
        return injected;
    }

    @Test
    void everyInjectedDriftIsFoundNamedAndHealedOrReported() {
        var found = new TreeSet<String>();
        var ada = givenRefunded();
        healed().forEach((kind, sql) -> {
            inject(sql, ada);
            var drift = only(kind, SHOP.product().billing().reconcileWithStripe(), SHOP.accountOf(ada));
            assertThat(drift.healed()).as(kind).isTrue();
            assertThat(SHOP.product().billing().reconcileWithStripe().drifts())
                    .as(kind)
                    .isEmpty();
            found.add(kind);
        });
        assertThat(found).hasSizeGreaterThanOrEqualTo(20);
    }

    @Test
    void whatCannotBeHealedIsReportedEachTimeUntilSomebodyMendsIt() {
        try (var own = Shop.fresh()) {
            reported().forEach((kind, sql) -> {
                var ada = givenRefunded(own);
                own.change(
                        "insert into stripe_customer (customer_id, account_id, created_at, deleted_at)"
                                + " select 'cus_other', account_id, now(), now() from stripe_customer"
                                + " where customer_id = ? on conflict do nothing",
                        own.customerOf(ada));
                inject(own, sql, ada);
                for (int look = 0; look < 2; look++) {
                    var drift = only(kind, own.product().billing().reconcileWithStripe(), own.accountOf(ada));
                    assertThat(drift.healed()).as(kind).isFalse();
                }
            });
        }
    }

    /// 30: what a bank objects to is one of the sides, too.
    @Test
    void aDisputeThatOurBooksLackOrKnowOtherwiseIsFoundAndHealed() {
        var ada = SHOP.givenSubscriber("pro");
        var charge = SHOP.ask("select id from charge where customer_id = ?", SHOP.customerOf(ada))
                .getFirst();
        SHOP.stripe().dispute(charge, "fraudulent");
        SHOP.deliver();
        var injected = new LinkedHashMap<String, String>();
        injected.put("dispute_status", "update bank_objection set status = 'under_review'");
        injected.put("dispute_amount", "update bank_objection set amount = 1");
        injected.put("dispute", "delete from bank_objection");
        injected.forEach((kind, sql) -> {
            inject(sql, ada);
            var drift = only(kind, SHOP.product().billing().reconcileWithStripe(), SHOP.accountOf(ada));
            assertThat(drift.healed()).as(kind).isTrue();
        });
        assertThat(SHOP.product().billing().reconcileWithStripe().drifts()).isEmpty();
    }

    /// Two live subscriptions, one of them made by hand: not ours to end, and not to be billed.
    @Test
    void anAccountInAnIllegalStateIsParkedAndTheTeamIsToldOnce() throws StripeException {
        try (var own = Shop.fresh()) {
            var staff = own.givenStaff();
            var ada = own.givenSubscriber("pro");
            var second = own.givenSubscriptionByHand(ada);
            own.deliver();
            own.product().billing().reconcileWithStripe();

            assertThat(own.ask("select detail from parked_account where ended_at is null"))
                    .singleElement()
                    .asString()
                    .contains(second, "are live at once");
            assertThat(own.ask("select count(*) from mail where kind = 'parked'"))
                    .containsExactly("1");
            assertThat(own.startCheckout(ada, "team", "month").text("detail")).contains("nothing is billed");
            assertThat(own.subscriptionOf(ada).text("parked_since")).isNotEmpty();
            assertThat(own.planOf(ada)).isEqualTo("pro");

            own.api().subscriptions().cancel(second);
            own.deliver();

            assertThat(own.ask("select count(*) from parked_account where ended_at is null"))
                    .containsExactly("0");
            assertThat(own.planOf(ada)).isEqualTo("pro");
            assertThat(own.subscriptionOf(ada).json().path("parked_since").isNull())
                    .isTrue();
            assertThat(staff.email()).isNotEmpty();
        }
    }

    private static Stranger givenRefunded() {
        return givenRefunded(SHOP);
    }

    private static Stranger givenRefunded(Shop shop) {
        var ada = shop.givenSubscriber("pro");
        var invoice = ada.browser().get("/v1/invoices").json().at("/data/0/id").asText();
        shop.givenStaffRefund(invoice, 1000);
        shop.deliver();
        return ada;
    }

    private static void inject(String sql, Stranger who) {
        inject(SHOP, sql, who);
    }

    private static void inject(Shop shop, String sql, Stranger who) {
        shop.change(sql.contains("?") ? sql : sql + MINE, shop.customerOf(who));
    }

    private static Drift only(String kind, BillingReconciliation.Summary summary, String account) {
        var own = summary.drifts().stream()
                .filter(drift -> account.equals(drift.accountId().toString()))
                .toList();
        var kinds = new ArrayList<String>();
        own.forEach(drift -> kinds.add(drift.kind()));
        assertThat(kinds).contains(kind);
        return own.stream()
                .filter(drift -> drift.kind().equals(kind))
                .findFirst()
                .orElseThrow();
    }
}
