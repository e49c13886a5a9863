package tools.sota.billing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.sota.sandbox.stripe.customers.TestCard;
import tools.sota.sandbox.stripe.http.Fault;
import tools.sota.testing.Answer;
import tools.sota.testing.Stranger;

/// Money that goes back. Numbers are those of the known mistakes in stripe.md, section 6.
class MoneyBackTest {
    private static final String REVENUE = """
            select coalesce((select sum(amount) from charge where account_id = a.account_id), 0)
              - coalesce((select sum(amount) from refund where account_id = a.account_id and status = 'succeeded'), 0)
            from stripe_customer a where customer_id = ?
            """;

    private final Shop shop = Shop.shared();

    /// 29: the subscription ends, all of the first payment goes back, once.
    @Test
    void theGuaranteeEndsTheSubscriptionAndPaysTheFirstInvoiceBack() {
        var ada = shop.givenSubscriber("pro");
        assertThat(guaranteeOf(ada).json().get("eligible").asBoolean()).isTrue();

        var answer = claim(ada);

        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        assertThat(answer.text("status")).isEqualTo("done");
        assertThat(answer.json().at("/amount/amount").asLong()).isEqualTo(9900);
        assertThat(shop.planOf(ada)).isEqualTo("free");
        assertThat(refundedAtStripe(ada)).isEqualTo(9900);
        assertThat(shop.ask(REVENUE, shop.customerOf(ada))).containsExactly("0");
        var invoice = ada.browser().get("/v1/invoices").json().at("/data/0");
        assertThat(invoice.at("/amount_refunded/amount").asLong()).isEqualTo(9900);
        assertThat(invoice.at("/credit_notes/0/amount/amount").asLong()).isEqualTo(9900);
        assertThat(invoice.at("/credit_notes/0/number").asText())
                .isEqualTo(invoice.path("number").asText() + "-CN-01");
        var paper = ada.browser()
                .get("/v1/invoices/" + invoice.path("id").asText() + "/credit-notes/"
                        + invoice.at("/credit_notes/0/number").asText() + "/pdf");
        assertThat(paper.status()).isEqualTo(302);
        assertThat(paper.header("Location")).contains("pdf");
        shop.deliver();
        assertThat(mails(ada, "refund")).isEqualTo(1);
    }

    /// 29: a second click, and a second subscription of the same owner.
    @Test
    void theGuaranteeIsForTheFirstTimeOnly() throws Exception {
        var ada = shop.givenSubscriber("pro");
        try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            var clicks = IntStream.range(0, 5)
                    .mapToObj(click -> pool.submit(() -> claim(ada).status()))
                    .toList();
            var statuses = new java.util.ArrayList<Integer>();
            for (var click : clicks) {
                statuses.add(click.get());
            }
            assertThat(statuses).containsOnlyOnce(201).contains(409);
        }
        shop.pay(shop.givenCheckout(ada, "pro"));
        shop.deliver();

        assertThat(claim(ada).status()).isEqualTo(409);
        assertThat(refundedAtStripe(ada)).isEqualTo(9900);
    }

    @Test
    void theGuaranteeEndsWithItsDaysAndItsCalls() {
        try (var own = Shop.fresh()) {
            var late = own.givenSubscriber("pro");
            own.passTime(late, Duration.ofDays(14).plusMinutes(1));
            assertThat(late.browser().post("/v1/subscription/guarantee").code()).isEqualTo("state_conflict");

            var heavy = own.givenSubscriber("pro");
            own.givenCalls(heavy, 1001);
            var answer = heavy.browser().get("/v1/subscription/guarantee");
            assertThat(answer.json().get("eligible").asBoolean()).isFalse();
            assertThat(answer.text("reason")).contains("1001 calls are used", "up to 1000");
        }
    }

    /// What cannot be had is not offered: the bank holds the money already.
    @Test
    void aDisputedPaymentIsNotOfferedBack() {
        var ada = shop.product().signUp();
        shop.stripe().pay(shop.givenCheckout(ada, "pro"), TestCard.DISPUTE);
        shop.deliver();

        assertThat(guaranteeOf(ada).json().path("eligible").asBoolean()).isFalse();
        assertThat(guaranteeOf(ada).text("reason")).contains("disputed");
    }

    /// Once per owner, and `ada+2@` is read by whoever reads `ada@`.
    @Test
    void theGuaranteeIsForAMailboxAndNotForEachSpellingOfIt() {
        var name = "ada-" + UUID.randomUUID();
        for (var spelling : new String[] {name, name + "+2", name.toUpperCase(Locale.ROOT) + "+three"}) {
            var owner = Stranger.signUp(shop.product().client(), spelling + "@example.com");
            shop.pay(shop.givenCheckout(owner, "pro"));
            shop.deliver();

            assertThat(claim(owner).status()).as(spelling).isEqualTo(spelling.equals(name) ? 201 : 409);
        }
    }

    /// 24, in the half that is about money back: nothing has been paid yet, so nothing begins.
    @Test
    void whoHasPaidNothingHasNothingToGetBack() {
        var ada = shop.product().signUp();

        assertThat(guaranteeOf(ada).text("reason")).isEqualTo("Nothing has been paid yet.");
        assertThat(claim(ada).status()).isEqualTo(409);
    }

    /// 29: part instead of whole, more than is left, and the subscription goes on.
    @Test
    void anOperatorPaysPartsBackAndNeverMoreThanWasPaid() {
        var staff = shop.givenStaff();
        var ada = shop.givenSubscriber("pro");
        var invoice = invoiceOf(ada);

        assertThat(refund(staff, invoice, ",\"amount\":4000").text("status")).isEqualTo("done");
        assertThat(refund(staff, invoice, ",\"amount\":6000").status()).isEqualTo(409);
        assertThat(refund(staff, invoice, "").json().at("/amount/amount").asLong())
                .isEqualTo(5900);
        assertThat(refund(staff, invoice, "").status()).isEqualTo(409);

        assertThat(refundedAtStripe(ada)).isEqualTo(9900);
        assertThat(ada.browser().get("/v1/invoices/" + invoice).json().path("credit_notes"))
                .extracting(note -> note.at("/amount/amount").asLong())
                .containsExactly(4000L, 5900L);
        assertThat(shop.planOf(ada)).isEqualTo("pro");
        assertThat(shop.ask(REVENUE, shop.customerOf(ada))).containsExactly("0");
    }

    @Test
    void aRefundCanEndTheSubscription() {
        var staff = shop.givenStaff();
        var ada = shop.givenSubscriber("pro");

        assertThat(refund(staff, invoiceOf(ada), ",\"cancel\":true").status()).isEqualTo(201);

        assertThat(shop.planOf(ada)).isEqualTo("free");
    }

    @Test
    void onlyOurOwnPeopleRefund() {
        var ada = shop.givenSubscriber("pro");

        var answer = refund(ada, invoiceOf(ada), "");

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.code()).isEqualTo("insufficient_role");
        assertThat(refundedAtStripe(ada)).isZero();
    }

    /// 29, fault 3: the bank sends the money back days later; the revenue is what we hold.
    @Test
    void aRefundThatFailsLaterIsToldAndCountsNoMore() {
        var ada = shop.givenSubscriber("pro");
        claim(ada);
        var refund = shop.ask(
                        "select r.id from refund r join charge c on c.id = r.charge_id where c.customer_id = ?",
                        shop.customerOf(ada))
                .getFirst();

        shop.stripe().failRefund(refund);
        shop.deliver();

        assertThat(shop.ask("select status from refund where id = ?", refund)).containsExactly("failed");
        assertThat(shop.ask(REVENUE, shop.customerOf(ada))).containsExactly("9900");
        assertThat(mails(ada, "refund-failed")).isEqualTo(1);
    }

    /// 35: Stripe did it and the answer was lost; what waits is carried out by the next job, once.
    @Test
    void aRefundThatStripeDoesNotAnswerIsCarriedOutLaterAndOnce() {
        try (var own = Shop.fresh()) {
            var ada = own.givenSubscriber("pro");
            own.stripe().fault(new Fault(Fault.Kind.SERVER_ERROR_KEPT, "/v1/refunds", 9, Duration.ZERO));

            var answer = ada.browser().post("/v1/subscription/guarantee");

            assertThat(answer.text("status")).isEqualTo("waiting");
            own.stripe().clearFaults();
            own.product().billing().payBack();
            own.product().billing().payBack();
            assertThat(own.stripe().objects("refund")).hasSize(1);
            assertThat(own.ask("select count(*) from payback where done_at is not null and refused is null"))
                    .containsExactly("1");
            assertThat(own.planOf(ada)).isEqualTo("free");
        }
    }

    private Answer guaranteeOf(Stranger who) {
        return who.browser().get("/v1/subscription/guarantee");
    }

    private Answer claim(Stranger who) {
        return who.browser().post("/v1/subscription/guarantee");
    }

    private String invoiceOf(Stranger who) {
        return who.browser().get("/v1/invoices").json().at("/data/0/id").asText();
    }

    private static Answer refund(Stranger who, String invoice, String more) {
        return who.browser().post("/v1/ops/refunds", """
                {"invoice":"%s","reason":"requested_by_customer","note":"asked on the phone"%s}""".formatted(invoice, more));
    }

    private long refundedAtStripe(Stranger who) {
        return shop.stripe().objects("refund").stream()
                .filter(refund ->
                        shop.customerOf(who).equals(refund.path("customer").asText()))
                .mapToLong(refund -> refund.path("amount").asLong())
                .sum();
    }

    private long mails(Stranger who, String kind) {
        return Long.parseLong(shop.ask("""
                select count(*) from mail m join refund r on m.dedupe = m.kind || ':' || r.id
                join charge c on c.id = r.charge_id where c.customer_id = ? and m.kind = ?
                """, shop.customerOf(who), kind).getFirst());
    }
}
