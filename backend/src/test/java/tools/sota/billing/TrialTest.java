package tools.sota.billing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.sota.sandbox.stripe.customers.TestCard;
import tools.sota.testing.Answer;
import tools.sota.testing.Stranger;

/// Trials, once per owner and per card.
class TrialTest {
    private static final Duration TRIAL = Duration.ofDays(14);

    private final Shop shop = Shop.fresh();

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void aTrialGivesThePlanForNothingAndIsPaidForAtItsEnd() {
        var ada = givenOwner();
        shop.pay(givenTrial(ada, "now"));
        shop.deliver();

        var subscription = shop.subscriptionOf(ada);
        assertThat(subscription.text("plan")).isEqualTo("pro");
        assertThat(subscription.text("status")).isEqualTo("trialing");
        assertThat(Instant.parse(subscription.text("trial_end_at")))
                .isEqualTo(
                        Instant.parse(subscription.text("current_period.start")).plus(TRIAL));
        assertThat(shop.receiptsOf(ada)).isZero();
        assertThat(paid(ada)).containsExactly("0");

        shop.passTime(ada, TRIAL.plusHours(2));

        assertThat(shop.subscriptionOf(ada).text("status")).isEqualTo("active");
        assertThat(shop.planOf(ada)).isEqualTo("pro");
        assertThat(paid(ada)).containsExactly("9900", "0");
        assertThat(shop.receiptsOf(ada)).isEqualTo(1);
    }

    /// Fault 10: a trial that runs over the end of a month.
    @Test
    void aTrialOverAMonthsEndSkipsNoInvoice() {
        shop.product().clock().advance(untilNextDay(25));
        var ada = givenOwner();
        shop.pay(givenTrial(ada, "now"));
        shop.deliver();
        var end = Instant.parse(shop.subscriptionOf(ada).text("trial_end_at"));

        shop.passTime(ada, TRIAL.plusHours(2));
        shop.passTime(ada, Duration.ofDays(32));

        assertThat(paid(ada)).containsExactly("9900", "9900", "0");
        assertThat(shop.ask("select to_char(min(period_start) at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"')"
                        + " from invoice where amount_paid > 0"))
                .containsExactly(end.toString());
    }

    /// 25.
    @Test
    void aTrialWithoutACardGoesBackToFreeAndOwesNothing() {
        var ada = givenOwner();
        submitWithoutCard(trial(ada, "later").text("url"));
        shop.deliver();
        assertThat(shop.subscriptionOf(ada).text("status")).isEqualTo("trialing");

        shop.passTime(ada, TRIAL.plusHours(2));

        assertThat(shop.planOf(ada)).isEqualTo("free");
        assertThat(paid(ada)).allMatch("0"::equals);
    }

    /// 23: also with a second account of the same address.
    @Test
    void anOwnerHasOneTrialHoweverTheAddressIsWritten() {
        var ada = givenOwner("grace@example.com");
        shop.pay(givenTrial(ada, "now"));
        shop.deliver();

        var other = givenOwner("Grace+second@example.com");
        var refused = trial(other, "later");

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.text("detail")).contains("had a trial already");
        assertThat(shop.startCheckout(other, "pro", "month").status()).isEqualTo(201);
    }

    /// 23: canceled, and subscribed again.
    @Test
    void theSameAccountHasNoSecondTrialAfterTheFirst() {
        var ada = givenOwner();
        submitWithoutCard(trial(ada, "later").text("url"));
        shop.deliver();
        shop.passTime(ada, TRIAL.plusHours(2));

        assertThat(trial(ada, "now").status()).isEqualTo(409);
    }

    @Test
    void aTrialNeedsAProvedAddress() {
        var ada = shop.product().signUp();

        assertThat(trial(ada, "now").code()).isEqualTo("email_not_proven");
    }

    /// The card is known only after the page: what was promised to be free stays free, and is ended.
    @Test
    void aCardThatHadATrialGetsNoSecondOneIsChargedNothingAndIsToldOnce() {
        shop.pay(givenTrial(givenOwner(), "now"));
        shop.deliver();
        var second = givenOwner();
        var session = givenTrial(second, "now");
        shop.pay(session);

        shop.deliver();
        shop.passTime(second, Duration.ofDays(40));

        assertThat(shop.planOf(second)).isEqualTo("free");
        assertThat(paid(second)).allMatch("0"::equals);
        assertThat(mails("trial-refused:")).isEqualTo(1);
        assertThat(second.browser().post("/v1/checkout/" + session + "/sync").text("status"))
                .isEqualTo("expired");
    }

    /// What was refused by its card uses up nothing of its owner's.
    @Test
    void aRefusedTrialLeavesTheOwnerFreeToTryAnotherCard() {
        shop.pay(givenTrial(givenOwner(), "now"));
        shop.deliver();
        var second = givenOwner();
        shop.pay(givenTrial(second, "now"));
        shop.deliver();
        assertThat(shop.planOf(second)).isEqualTo("free");

        shop.stripe().pay(givenTrial(second, "now"), TestCard.MASTERCARD);
        shop.deliver();

        assertThat(shop.subscriptionOf(second).text("status")).isEqualTo("trialing");
    }

    @Test
    void twoPagesOfOneOwnerCompletedAtOnceAreOneTrial() {
        var first = givenOwner("twice+1@example.com");
        var second = givenOwner("twice+2@example.com");
        var pages = List.of(givenTrial(first, "now"), givenTrial(second, "now"));
        shop.stripe().pay(pages.getFirst(), TestCard.VISA);
        shop.stripe().pay(pages.getLast(), TestCard.AMEX);
        shop.deliver();

        assertThat(List.of(shop.planOf(first), shop.planOf(second))).containsExactlyInAnyOrder("free", "pro");
    }

    @Test
    void theOwnerHearsOfTheEndThreeDaysBeforeOnce() {
        var ada = givenOwner();
        shop.pay(givenTrial(ada, "now"));
        shop.deliver();
        assertThat(mails("trial-ending:")).isZero();

        shop.passTime(ada, Duration.ofDays(11).plusHours(1));
        shop.product().billing().sweep();
        shop.passTime(ada, Duration.ofDays(1));
        shop.product().billing().sweep();

        assertThat(mails("trial-ending:")).isEqualTo(1);
    }

    @Test
    void anotherWishClosesTheOpenPage() {
        var ada = givenOwner();
        var trial = givenTrial(ada, "now");

        assertThat(shop.givenCheckout(ada, "pro")).isNotEqualTo(trial);
        assertThat(shop.stripe().object(trial).orElseThrow().path("status").asText())
                .isEqualTo("expired");
    }

    private Stranger givenOwner() {
        return givenOwner("o" + UUID.randomUUID() + "@example.com");
    }

    private Stranger givenOwner(String email) {
        return Stranger.signUp(shop.product().client(), email).proveEmail();
    }

    private static Answer trial(Stranger who, String card) {
        return who.browser().post("/v1/checkout", """
                {"plan":"pro","interval":"month","trial":true,"trial_card":"%s"}""".formatted(card));
    }

    private static String givenTrial(Stranger who, String card) {
        var answer = trial(who, card);
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return answer.text("id");
    }

    /// Newest first.
    private static List<String> paid(Stranger who) {
        return who.browser().get("/v1/invoices").json().get("data").findValues("amount_paid").stream()
                .map(money -> money.path("amount").asText())
                .toList();
    }

    private int mails(String fact) {
        return Integer.parseInt(shop.ask("select count(*) from mail where dedupe like ?", fact + "%")
                .getFirst());
    }

    private Duration untilNextDay(int ofMonth) {
        var now = shop.product().clock().instant();
        var day = now.atOffset(java.time.ZoneOffset.UTC);
        var wanted = day.getDayOfMonth() < ofMonth
                ? day.withDayOfMonth(ofMonth)
                : day.plusMonths(1).withDayOfMonth(ofMonth);
        return Duration.between(now, wanted.toInstant());
    }

    /// As a customer does on the page when it asks for no card.
    static void submitWithoutCard(String url) {
        var form = HttpRequest.newBuilder(URI.create(url))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("email=ada%40example.com&name=Ada&country=US"))
                .build();
        try (var browser = HttpClient.newHttpClient()) {
            var answer = browser.send(form, HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(303);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
