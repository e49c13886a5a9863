package tools.sota.billing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;
import tools.sota.sandbox.stripe.customers.TestCard;
import tools.sota.testing.Answer;
import tools.sota.testing.Stranger;

/// Previews and changes of a plan. Numbers are those of the known mistakes in stripe.md, section 6.
class ChangesTest {
    /// 14, 15: an upgrade is paid at once, and by the very figures that were shown.
    @Test
    void anUpgradeStartsANewPeriodAndItsInvoiceIsThePreviewToTheCent() {
        try (var shop = Shop.fresh()) {
            var ada = shop.givenSubscriber("pro");
            use(ada, 3);
            shop.passTime(ada, Duration.ofDays(10));
            var preview = preview(ada, "team", "month").json();
            shop.product().clock().advance(Duration.ofMinutes(9));

            var changed = change(ada, "team", "month", preview.path("id").asText());

            assertThat(changed.status()).as(changed.body()).isEqualTo(200);
            assertThat(changed.text("plan")).isEqualTo("team");
            assertThat(Instant.parse(changed.text("current_period.start")))
                    .isAfterOrEqualTo(
                            Instant.parse(preview.path("takes_effect_at").asText())
                                    .plus(Duration.ofMinutes(9))
                                    .truncatedTo(ChronoUnit.SECONDS));
            var invoice = ada.browser().get("/v1/invoices").json().path("data").get(0);
            assertThat(invoice.at("/amount_paid/amount").asLong()).isEqualTo(amount(preview, "due"));
            assertThat(amount(preview, "due")).isEqualTo(49_900 - amount(preview, "credit"));
            // 10 of 31 days are gone, and 3 of 10,000 calls: time is the smaller share.
            assertThat(amount(preview, "credit")).isBetween(9_900L * 20 / 31, 9_900L * 21 / 31);
            var me = ada.browser().get("/v1/me").json();
            assertThat(me.at("/quota/used").asLong()).isZero();
            assertThat(me.at("/limits/per_minute").asInt()).isEqualTo(1_000);
        }
    }

    @Test
    void callsThatWereUsedAreNotGivenBack() {
        var shop = Shop.shared();
        var ada = shop.givenSubscriber("pro");
        shop.givenCalls(ada, 7500);

        var preview = preview(ada, "team", "month").json();

        // 2,500 calls are left, less the 10 that may be made before the change.
        assertThat(amount(preview, "credit")).isEqualTo(9_900 * 2_490 / 10_000);
        assertThat(preview.path("calls").asLong()).isEqualTo(100_000);
    }

    /// 13: nothing is granted before it is paid.
    @Test
    void anUpgradeThatIsNotPaidChangesNothingAndSaysWhereToPay() {
        try (var shop = Shop.fresh()) {
            var ada = shop.givenSubscriber("pro");
            var before = shop.subscriptionOf(ada);
            SubscriptionTest.useCard(shop, ada, TestCard.CUSTOMER_FAIL);
            var preview = preview(ada, "team", "month").text("id");

            var refused = change(ada, "team", "month", preview);

            assertThat(refused.status()).as(refused.body()).isEqualTo(402);
            assertThat(refused.text("pay_url")).startsWith("http");
            var waiting = shop.subscriptionOf(ada);
            assertThat(waiting.text("plan")).isEqualTo("pro");
            assertThat(waiting.text("current_period.start")).isEqualTo(before.text("current_period.start"));
            assertThat(waiting.text("pending_change.plan")).isEqualTo("team");
            assertThat(waiting.text("pending_change.pay_url")).isEqualTo(refused.text("pay_url"));

            shop.passTime(ada, Duration.ofHours(24));

            assertThat(shop.subscriptionOf(ada).json().path("pending_change").isNull())
                    .isTrue();
            assertThat(shop.planOf(ada)).isEqualTo("pro");
        }
    }

    /// Fault 14 of product.md: two clicks on "Upgrade".
    @Test
    void theSameChangeTwiceIsOneChange() {
        var shop = Shop.shared();
        var ada = shop.givenSubscriber("pro");
        var preview = preview(ada, "team", "month").text("id");

        assertThat(change(ada, "team", "month", preview).status()).isEqualTo(200);
        assertThat(change(ada, "team", "month", preview).text("plan")).isEqualTo("team");

        assertThat(ada.browser().get("/v1/invoices").json().path("data")).hasSize(2);
    }

    @Test
    void aPreviewHoldsForTenMinutesAndForItsOwnChangeAlone() {
        try (var shop = Shop.fresh()) {
            var ada = shop.givenSubscriber("pro");
            var bob = shop.givenSubscriber("pro");
            var preview = preview(ada, "team", "month").text("id");

            assertThat(change(ada, "team", "year", preview).code()).isEqualTo("preview_outdated");
            assertThat(change(bob, "team", "month", preview).code()).isEqualTo("preview_outdated");
            shop.product().clock().advance(Duration.ofMinutes(10));
            assertThat(change(ada, "team", "month", preview).code()).isEqualTo("preview_outdated");
            assertThat(shop.planOf(ada)).isEqualTo("pro");
        }
    }

    @Test
    void aPreviewDoesNotOutliveTheCallsThatItGivesBack() {
        var shop = Shop.shared();
        var ada = shop.givenSubscriber("pro");
        var preview = preview(ada, "team", "month").text("id");
        shop.givenCalls(ada, 11);

        assertThat(change(ada, "team", "month", preview).code()).isEqualTo("preview_outdated");
    }

    @Test
    void whoHasNoSubscriptionHasNothingToChange() {
        var shop = Shop.shared();
        var ada = shop.product().signUp();

        assertThat(preview(ada, "team", "month").code()).isEqualTo("state_conflict");
        assertThat(cancel(ada, "period_end").code()).isEqualTo("state_conflict");
        assertThat(preview(shop.givenSubscriber("pro"), "free", "month").status())
                .isEqualTo(422);
        assertThat(preview(shop.givenSubscriber("pro"), "pro", "month").code()).isEqualTo("state_conflict");
    }

    /// 16: less begins when what was paid for has ended.
    @Test
    void aDowngradeWaitsForThePeriodsEnd() {
        try (var shop = Shop.fresh()) {
            var ada = shop.givenSubscriber("team");
            var end = shop.subscriptionOf(ada).text("current_period.end");
            var preview = preview(ada, "pro", "month").json();
            assertThat(preview.path("kind").asText()).isEqualTo("period_end");
            assertThat(amount(preview, "due")).isZero();

            var waiting = change(ada, "pro", "month", preview.path("id").asText());

            assertThat(waiting.text("plan")).isEqualTo("team");
            assertThat(waiting.text("pending_change.plan")).isEqualTo("pro");
            assertThat(waiting.text("pending_change.takes_effect_at")).isEqualTo(end);

            shop.passTime(ada, Duration.ofDays(31).plusHours(2));

            var after = shop.subscriptionOf(ada);
            assertThat(after.text("plan")).isEqualTo("pro");
            assertThat(after.json().path("pending_change").isNull()).isTrue();
            assertThat(after.text("current_period.start")).isEqualTo(end);
            assertThat(newestPaid(ada)).isEqualTo(9_900);
            shop.passTime(ada, Duration.ofDays(31));
            assertThat(newestPaid(ada)).isEqualTo(9_900);
            assertThat(shop.planOf(ada)).isEqualTo("pro");
        }
    }

    @Test
    void aDowngradeCanBeTakenBackAndReplaced() {
        try (var shop = Shop.fresh()) {
            var ada = shop.givenSubscriber("team");
            change(ada, "pro", "month", preview(ada, "pro", "month").text("id"));
            assertThat(change(ada, "pro", "year", preview(ada, "pro", "year").text("id"))
                            .text("pending_change.interval"))
                    .isEqualTo("year");

            assertThat(ada.browser()
                            .post("/v1/subscription/resume")
                            .json()
                            .path("pending_change")
                            .isNull())
                    .isTrue();

            shop.passTime(ada, Duration.ofDays(31).plusHours(2));
            assertThat(shop.planOf(ada)).isEqualTo("team");
            assertThat(newestPaid(ada)).isEqualTo(49_900);
        }
    }

    /// 12: a cancellation while a downgrade waits, and the other way round.
    @Test
    void whoCancelsDoesNotChangeAndWhoChangesHasNotCanceled() {
        var shop = Shop.shared();
        var ada = shop.givenSubscriber("team");
        change(ada, "pro", "month", preview(ada, "pro", "month").text("id"));

        var canceled = cancel(ada, "period_end");
        assertThat(canceled.status()).as(canceled.body()).isEqualTo(200);
        assertThat(canceled.json().path("pending_change").isNull()).isTrue();
        assertThat(canceled.json().path("cancel_at").isNull()).isFalse();

        var changed = change(ada, "pro", "month", preview(ada, "pro", "month").text("id"));
        assertThat(changed.status()).as(changed.body()).isEqualTo(200);
        assertThat(changed.text("pending_change.plan")).isEqualTo("pro");
        assertThat(changed.json().path("cancel_at").isNull()).isTrue();
    }

    @Test
    void whoCanceledAndThenUpgradesStays() {
        var shop = Shop.shared();
        var ada = shop.givenSubscriber("pro");
        cancel(ada, "period_end");

        var changed = change(ada, "team", "month", preview(ada, "team", "month").text("id"));

        assertThat(changed.text("plan")).isEqualTo("team");
        assertThat(changed.json().path("cancel_at").isNull()).isTrue();
    }

    /// An upgrade does not wait for a downgrade that was ordered before it.
    @Test
    void anUpgradeTakesThePlaceOfADowngradeThatWaits() {
        var shop = Shop.shared();
        var ada = shop.givenSubscriber("team");
        change(ada, "pro", "month", preview(ada, "pro", "month").text("id"));

        var changed = change(ada, "team", "year", preview(ada, "team", "year").text("id"));

        assertThat(changed.status()).as(changed.body()).isEqualTo(200);
        assertThat(changed.text("interval")).isEqualTo("year");
        assertThat(changed.json().path("pending_change").isNull()).isTrue();
    }

    @Test
    void aCancellationWaitsForThePeriodsEndAndCanBeTakenBack() {
        var shop = Shop.shared();
        var ada = shop.givenSubscriber("pro");
        var end = shop.subscriptionOf(ada).text("current_period.end");

        var canceled = cancel(ada, "period_end");
        assertThat(canceled.text("cancel_at")).isEqualTo(end);
        assertThat(canceled.text("plan")).isEqualTo("pro");

        var resumed = ada.browser().post("/v1/subscription/resume");
        assertThat(resumed.json().path("cancel_at").isNull()).isTrue();
    }

    @Test
    void aCancellationNowEndsThePlanAtOnce() {
        var shop = Shop.shared();
        var ada = shop.givenSubscriber("pro");

        assertThat(cancel(ada, "now").text("plan")).isEqualTo("free");
        assertThat(ada.browser().get("/v1/me").text("plan")).isEqualTo("free");
    }

    private static long newestPaid(Stranger who) {
        return who.browser()
                .get("/v1/invoices")
                .json()
                .at("/data/0/amount_paid/amount")
                .asLong();
    }

    private static void use(Stranger who, int calls) {
        var key = who.liveKey();
        for (int call = 0; call < calls; call++) {
            assertThat(who.browser().withKey(key).get("/v1/echo").status()).isEqualTo(200);
        }
    }

    private static Answer preview(Stranger who, String plan, String interval) {
        return who.browser().post("/v1/subscription/preview", """
                {"plan":"%s","interval":"%s"}""".formatted(plan, interval));
    }

    private static Answer change(Stranger who, String plan, String interval, String preview) {
        return who.browser().patch("/v1/subscription", """
                {"plan":"%s","interval":"%s","preview_id":"%s"}""".formatted(plan, interval, preview));
    }

    private static Answer cancel(Stranger who, String when) {
        return who.browser().post("/v1/subscription/cancel", """
                {"when":"%s","reason":"too_expensive"}""".formatted(when));
    }

    private static long amount(JsonNode preview, String field) {
        return preview.path(field).path("amount").asLong();
    }
}
