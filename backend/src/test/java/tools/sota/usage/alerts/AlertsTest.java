package tools.sota.usage.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.time.Instant;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.sota.sandbox.mail.Mail;
import tools.sota.testing.Answer;
import tools.sota.testing.Client;
import tools.sota.testing.Product;
import tools.sota.testing.Services;
import tools.sota.testing.Store;
import tools.sota.testing.Stranger;

class AlertsTest {
    private static final Product PRODUCT = Product.shared();

    @Test
    void eachThresholdIsToldOnceAndBeforeTheFirstRefusal() {
        var stranger = withQuota(PRODUCT, 10);
        var key = PRODUCT.client().withKey(stranger.liveKey());

        calls(key, 4);
        assertThat(subjects(stranger)).isEmpty();
        calls(key, 1);
        assertThat(subjects(stranger)).containsExactly("50 % of your calls are used");
        calls(key, 3);
        assertThat(subjects(stranger)).containsExactly("50 % of your calls are used", "80 % of your calls are used");
        calls(key, 2);

        assertThat(subjects(stranger))
                .containsExactly(
                        "50 % of your calls are used",
                        "80 % of your calls are used", "All calls of this period are used");
        assertThat(key.get("/v1/echo").code()).isEqualTo("quota_exceeded");
        PRODUCT.usageParts().alerts().forecast().look();
        assertThat(subjects(stranger)).hasSize(3);
        assertThat(mails(PRODUCT, stranger).getLast().text()).contains("10 of 10 calls");
    }

    @Test
    void ofSeveralThresholdsAtOnceOnlyTheHighestIsTold() {
        var stranger = withQuota(PRODUCT, 12);
        var key = PRODUCT.client().withKey(stranger.liveKey());

        var cases = "{\"expected\":[\"yes\"],\"answer\":\"yes\",\"distance\":1},".repeat(999)
                + "{\"expected\":[\"yes\"],\"answer\":\"no\",\"distance\":9}";
        assertThat(key.post("/v1/memory/score", "{\"cases\":[" + cases + "]}").status())
                .isEqualTo(200);
        settled(key);

        assertThat(subjects(stranger)).containsExactly("80 % of your calls are used");
        PRODUCT.usageParts().alerts().forecast().look();
        assertThat(subjects(stranger)).hasSize(1);
    }

    @Test
    void testCallsWarnNobody() {
        var stranger = PRODUCT.signUp();

        calls(PRODUCT.client().withKey(stranger.testKey()), 9);

        assertThat(subjects(stranger)).isEmpty();
    }

    @Test
    void theNextPeriodIsToldOfAnew() {
        try (var own = Product.fresh()) {
            own.clock().leapTo(Instant.parse("2027-03-31T23:00:00Z"));
            var stranger = withQuota(own, 2);
            var secret = stranger.liveKey();
            calls(own.client().withKey(secret), 1);
            own.clock().leapTo(Instant.parse("2027-04-01T00:00:01Z"));

            calls(own.client().withKey(secret), 1);

            assertThat(subjects(own, stranger))
                    .containsExactly("50 % of your calls are used", "50 % of your calls are used");
        }
    }

    @Test
    void whatIsTurnedOffIsNotTold() {
        var stranger = withQuota(PRODUCT, 10);
        var set = put(stranger.browser(), "{\"used_50\":false,\"used_80\":true,\"used_100\":false,\"runs_out\":true}");
        assertThat(set.status()).as(set.body()).isEqualTo(200);

        calls(PRODUCT.client().withKey(stranger.liveKey()), 10);

        assertThat(subjects(stranger)).containsExactly("80 % of your calls are used");
        assertThat(stranger.browser().get("/v1/alerts").json().get("used_50").asBoolean())
                .isFalse();
    }

    @Test
    void settingsAreReadWithAnEtagAndChangedOnlyIfStillTheSame() {
        var browser = PRODUCT.signUp().browser();
        var etag = browser.get("/v1/alerts").header("ETag");
        var off = "{\"used_50\":false,\"used_80\":false,\"used_100\":false,\"runs_out\":false}";

        assertThat(browser.with("If-None-Match", etag).get("/v1/alerts").status())
                .isEqualTo(304);
        assertThat(put(browser.with("If-Match", etag), off).status()).isEqualTo(200);
        assertThat(put(browser.with("If-Match", etag), off).status()).isEqualTo(412);
        assertThat(put(browser, "{\"used_50\":1}").json().get("errors")).hasSize(4);
    }

    @Test
    void aSmallerPlanThatIsUsedUpIsToldByTheWalk() {
        var stranger = withQuota(PRODUCT, 100);
        calls(PRODUCT.client().withKey(stranger.liveKey()), 9);
        assertThat(subjects(stranger)).isEmpty();
        quota(PRODUCT, stranger, 10);
        Awaitility.await()
                .until(() -> stranger.browser()
                                .get("/v1/me")
                                .json()
                                .at("/quota/limit")
                                .asInt()
                        == 10);

        PRODUCT.usageParts().alerts().forecast().look();

        assertThat(subjects(stranger)).containsExactly("80 % of your calls are used");
    }

    @Test
    void aPaceThatIsTooHighIsToldOnceWithItsDate() {
        try (var own = Product.fresh()) {
            own.clock().leapTo(Instant.parse("2027-04-02T00:00:00Z"));
            var stranger = withQuota(own, 100);
            calls(own.client().withKey(stranger.liveKey()), 30);
            own.usageParts().alerts().forecast().look();
            assertThat(subjects(own, stranger)).isEmpty();
            own.clock().leapTo(Instant.parse("2027-04-04T00:00:00Z"));

            own.usageParts().alerts().forecast().look();
            own.usageParts().alerts().forecast().look();

            // Whoever looks first, this test or the hourly job: 30 calls in 2 days, 70 are left: 4 days and 16 hours.
            assertThat(subjects(own, stranger)).containsExactly("At this pace your calls run out on 8 April");
        }
    }

    @Test
    void aPaceThatHoldsUntilTheEndIsNotTold() {
        try (var own = Product.fresh()) {
            own.clock().leapTo(Instant.parse("2027-04-01T00:00:00Z"));
            var stranger = withQuota(own, 100);
            calls(own.client().withKey(stranger.liveKey()), 30);
            own.clock().leapTo(Instant.parse("2027-04-20T00:00:00Z"));

            own.usageParts().alerts().forecast().look();

            assertThat(subjects(own, stranger)).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0,10,0",
        "4,10,0",
        "5,10,50",
        "7,10,50",
        "8,10,80",
        "10,10,100",
        "99,10,100",
        "1,3,0",
        "2,3,50",
        "3,0,0",
        "9223372036854775807,9223372036854775807,100",
        "4611686018427387903,9223372036854775807,0"
    })
    void theHeaderSaysTheHighestThresholdThatIsReached(long used, long limit, int percent) {
        assertThat(QuotaAlerts.warning(used, limit).orElse(0)).isEqualTo(percent);
    }

    private static Stranger withQuota(Product product, long calls) {
        var stranger = product.signUp().proveEmail();
        quota(product, stranger, calls);
        Store.of(product)
                .run(
                        "insert into limit_override (account_id, environment, name, capacity, per_minute, reason)"
                                + " values (?, 'live', 'minute', 1000, 1000, 'test')",
                        Store.account(stranger));
        return stranger;
    }

    private static void quota(Product product, Stranger stranger, long calls) {
        Store.of(product)
                .run(
                        "insert into limit_override (account_id, environment, name, calls, reason) values (?, 'live', 'period', ?, 'test')"
                                + " on conflict (account_id, environment, name) do update set calls = excluded.calls",
                        Store.account(stranger),
                        calls);
    }

    private static void calls(Client key, int calls) {
        for (int at = 0; at < calls; at++) {
            var answer = key.get("/v1/echo");
            assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        }
        settled(key);
    }

    /// Reading usage waits until the ledger has what was charged.
    private static void settled(Client key) {
        assertThat(key.get("/v1/usage").status()).isEqualTo(200);
    }

    private static Answer put(Client browser, String settings) {
        return browser.with("Content-Type", "application/json")
                .send("PUT", "/v1/alerts", HttpRequest.BodyPublishers.ofString(settings));
    }

    private static List<String> subjects(Stranger stranger) {
        return subjects(PRODUCT, stranger);
    }

    private static List<String> subjects(Product product, Stranger stranger) {
        return mails(product, stranger).stream().map(Mail::subject).toList();
    }

    private static List<Mail> mails(Product product, Stranger stranger) {
        Awaitility.await("the outbox to be empty")
                .until(() ->
                        Store.of(product).number("select count(*) from mail where sent_at is null and dead_at is null")
                                == 0);
        return Services.mail().messagesTo(stranger.email()).reversed().stream()
                .filter(mail -> mail.subject().contains("calls"))
                .toList();
    }
}
