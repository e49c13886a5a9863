package tools.sota.billing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.sota.sandbox.stripe.http.Fault;
import tools.sota.sandbox.stripe.http.Fault.Kind;
import tools.sota.testing.Answer;
import tools.sota.testing.Product;
import tools.sota.testing.Stranger;

/// What becomes of plan changes while Stripe does not answer. Numbers are those of the known mistakes in stripe.md,
/// section 6.
class StripeOutageTest {
    private static final String EVERYTHING = "/v1/.*";
    private static final String SUBSCRIPTION = "/v1/subscriptions/[^/]+";
    private static final int ALWAYS = 1_000_000;

    /// An outage of hours: what was said is kept, shown, carried out by itself, and told.
    @Test
    void aCancellationWaitsForStripeAndIsCarriedOutByItself() {
        try (var shop = Shop.fresh()) {
            var ada = shop.givenSubscriber("pro");
            shop.stripe().fault(Fault.next(Kind.SERVER_ERROR, EVERYTHING).times(ALWAYS));

            var answer = cancel(ada, "period_end");

            assertThat(answer.status()).as(answer.body()).isEqualTo(202);
            assertThat(answer.text("waiting.kind")).isEqualTo("cancel");
            assertThat(answer.text("plan")).isEqualTo("pro");
            assertThat(shop.startCheckout(shop.product().signUp(), "pro", "month")
                            .code())
                    .isEqualTo("upstream_unavailable");
            var ready = shop.product().client().get("/readyz");
            assertThat(ready.text("stripe.status")).isEqualTo("down");
            assertThat(ready.text("status")).isEqualTo("ready");
            for (int hour = 0; hour < 3; hour++) {
                shop.passTime(ada, Duration.ofHours(1));
                shop.product().billing().changePlans();
            }
            assertThat(shop.subscriptionOf(ada).text("waiting.kind")).isEqualTo("cancel");

            shop.stripe().clearFaults();
            settle(shop, ada, Duration.ofMinutes(15));

            var after = shop.subscriptionOf(ada);
            assertThat(after.json().path("waiting").isNull()).isTrue();
            assertThat(after.text("cancel_at")).isEqualTo(after.text("current_period.end"));
            assertThat(letters(shop)).containsExactly("DONE");
            assertThat(shop.product().client().get("/readyz").text("stripe.status"))
                    .isEqualTo("up");
        }
    }

    /// A proxy between us and Stripe answers for it, with nothing in the answer.
    @Test
    void anAnswerWithoutABodyIsAnOutageToo() throws IOException {
        var proxy = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        proxy.createContext("/", exchange -> {
            exchange.sendResponseHeaders(502, -1);
            exchange.close();
        });
        proxy.start();
        var address = "http://127.0.0.1:" + proxy.getAddress().getPort();
        try (var product = Product.fresh(Map.of("STRIPE_API_BASE", address))) {
            var answer = product.signUp().browser().post("/v1/checkout", """
                    {"plan":"pro","interval":"month"}""");

            assertThat(answer.code()).as(answer.body()).isEqualTo("upstream_unavailable");
        } finally {
            proxy.stop(0);
        }
    }

    /// 35: the answer was lost after Stripe had done it, and the same key goes on answering with the failure.
    @Test
    void anUpgradeWhoseAnswerWasLostIsPaidOnce() {
        try (var shop = Shop.fresh()) {
            var ada = shop.givenSubscriber("pro");
            var preview = preview(ada);
            shop.stripe().fault(Fault.next(Kind.SERVER_ERROR_KEPT, "POST " + SUBSCRIPTION));

            assertThat(upgrade(ada, preview).status()).isEqualTo(202);

            shop.stripe().clearFaults();
            settle(shop, ada, Duration.ofMinutes(1));
            assertThat(shop.planOf(ada)).isEqualTo("team");
            assertThat(shop.stripe().objects("invoice")).hasSize(2);
            assertThat(letters(shop)).containsExactly("DONE");
        }
    }

    @Test
    void aLaterWordTakesThePlaceOfOneThatWaits() {
        try (var shop = Shop.fresh()) {
            var ada = shop.givenSubscriber("pro");
            var preview = preview(ada);
            shop.stripe().fault(Fault.next(Kind.SERVER_ERROR, EVERYTHING).times(ALWAYS));
            assertThat(upgrade(ada, preview).text("waiting.plan")).isEqualTo("team");

            assertThat(cancel(ada, "period_end").text("waiting.kind")).isEqualTo("cancel");

            shop.stripe().clearFaults();
            settle(shop, ada, Duration.ofMinutes(1));
            assertThat(shop.planOf(ada)).isEqualTo("pro");
            assertThat(shop.subscriptionOf(ada).json().path("cancel_at").isNull())
                    .isFalse();
            assertThat(shop.stripe().objects("invoice")).hasSize(1);
        }
    }

    /// Nobody is charged by figures that were shown hours ago.
    @Test
    void anUpgradeThatWaitedLongerThanItsPreviewHoldsIsRefusedAndTold() {
        try (var shop = Shop.fresh()) {
            var ada = shop.givenSubscriber("pro");
            var preview = preview(ada);
            shop.stripe().fault(Fault.next(Kind.SERVER_ERROR, EVERYTHING).times(ALWAYS));
            upgrade(ada, preview);
            shop.stripe().clearFaults();

            settle(shop, ada, Duration.ofMinutes(10));

            assertThat(shop.planOf(ada)).isEqualTo("pro");
            assertThat(shop.subscriptionOf(ada).json().path("waiting").isNull()).isTrue();
            assertThat(shop.stripe().objects("invoice")).hasSize(1);
            assertThat(letters(shop)).containsExactly("REFUSED");
        }
    }

    /// The subscription is gone by the time the command comes back to it: that is what was wanted.
    @Test
    void anEndWhoseAnswerWasLostIsDone() {
        try (var shop = Shop.fresh()) {
            var ada = shop.givenSubscriber("pro");
            shop.stripe()
                    .fault(Fault.next(Kind.SERVER_ERROR_AFTER_EXECUTING, "DELETE " + SUBSCRIPTION)
                            .times(ALWAYS));
            var lost = cancel(ada, "now");
            assertThat(lost.status()).as(lost.body()).isEqualTo(202);
            shop.stripe().clearFaults();

            settle(shop, ada, Duration.ofMinutes(1));

            assertThat(shop.planOf(ada)).isEqualTo("free");
            assertThat(shop.ask("select outcome from plan_command")).containsExactly("DONE");
        }
    }

    /// A schedule that an attempt made and could not fill is replaced, not filled by a key that Stripe has used.
    @Test
    void aDowngradeWhoseScheduleWasLeftHalfMadeIsMadeAnew() {
        try (var shop = Shop.fresh()) {
            var ada = shop.givenSubscriber("team");
            var preview = preview(ada, "pro");
            shop.stripe()
                    .fault(Fault.next(Kind.SERVER_ERROR, "POST /v1/subscription_schedules/.+")
                            .times(ALWAYS));
            assertThat(change(ada, "pro", preview).status()).isEqualTo(202);
            shop.stripe().clearFaults();

            settle(shop, ada, Duration.ofMinutes(1));

            assertThat(shop.subscriptionOf(ada).text("pending_change.plan")).isEqualTo("pro");
            assertThat(shop.planOf(ada)).isEqualTo("team");
        }
    }

    /// The job that the leap of the clock makes due may be at it already.
    private static void settle(Shop shop, Stranger who, Duration later) {
        shop.passTime(who, later);
        shop.product().billing().changePlans();
        await().until(() ->
                shop.ask("select id from plan_command where done_at is null").isEmpty());
    }

    private static Answer cancel(Stranger who, String when) {
        return who.browser().post("/v1/subscription/cancel", """
                {"when":"%s"}""".formatted(when));
    }

    private static String preview(Stranger who) {
        return preview(who, "team");
    }

    private static String preview(Stranger who, String plan) {
        return who.browser()
                .post("/v1/subscription/preview", """
                {"plan":"%s","interval":"month"}""".formatted(plan))
                .text("id");
    }

    private static Answer upgrade(Stranger who, String preview) {
        return change(who, "team", preview);
    }

    private static Answer change(Stranger who, String plan, String preview) {
        return who.browser().patch("/v1/subscription", """
                {"plan":"%s","interval":"month","preview_id":"%s"}""".formatted(plan, preview));
    }

    /// What became of the commands that a letter was written about.
    private static List<String> letters(Shop shop) {
        return shop.ask("select c.outcome from mail m join plan_command c on m.dedupe = 'plan-command:' || c.id");
    }
}
