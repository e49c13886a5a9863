package tools.sota.usage.decisions;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.sota.platform.Environment;
import tools.sota.platform.Ids;
import tools.sota.testing.InParallel;
import tools.sota.testing.Product;
import tools.sota.testing.Store;
import tools.sota.testing.Stranger;

class DecisionsTest {
    private static final Product PRODUCT = Product.shared();
    private static final Ids IDS = new Ids(PRODUCT.clock());

    @Test
    void aRefusalSaysWhichRuleWhatWasLeftAndWhenItPasses() {
        var stranger = PRODUCT.signUp();
        var note = note(stranger, "minute", 429);
        decisions().note(note);

        var answer = stranger.browser().get("/v1/requests/" + Ids.show("req", note.requestId()));

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.text("outcome")).isEqualTo("refused");
        assertThat(answer.text("rule")).isEqualTo("minute");
        assertThat(answer.text("key.status")).isEqualTo("active");
        assertThat(answer.json().at("/bucket/capacity").asInt()).isEqualTo(10);
        assertThat(answer.json().at("/quota/remaining").asInt()).isEqualTo(57);
        assertThat(answer.text("passes_at")).isEqualTo("2027-01-01T00:00:06.000Z");
        assertThat(answer.text("detail")).contains("10 requests was empty").contains("2027-01-01T00:00:06.000Z");
    }

    @Test
    void aChargedRequestIsFoundByTheIdOnItsAnswer() {
        var stranger = PRODUCT.signUp();
        var key = PRODUCT.client().withKey(stranger.testKey());
        var id = key.get("/v1/echo").header("Request-Id");

        var answer = key.get("/v1/requests/" + id);

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.text("outcome")).isEqualTo("charged");
        assertThat(answer.json().get("rule").isNull()).isTrue();
        assertThat(answer.text("product")).isEqualTo("echo");
        assertThat(answer.json().get("calls").asInt()).isEqualTo(1);
    }

    @Test
    void anotherAccountsRequestLooksLikeNone() {
        var note = note(PRODUCT.signUp(), "period", 429);
        decisions().note(note);
        var other = PRODUCT.signUp().browser();
        other.get("/v1/requests");

        var theirs = other.get("/v1/requests/" + Ids.show("req", note.requestId()));
        var nobodys = other.get("/v1/requests/" + Ids.show("req", UUID.randomUUID()));
        var noId = other.get("/v1/requests/hello");

        assertThat(theirs.status()).isEqualTo(404);
        assertThat(theirs.text("detail")).isEqualTo(nobodys.text("detail")).isEqualTo(noId.text("detail"));
        assertThat(theirs.code()).isEqualTo(nobodys.code()).isEqualTo(noId.code());
    }

    @Test
    void theListIsNarrowedByKeyRuleAndStatusAndGoesOn() {
        var stranger = PRODUCT.signUp();
        for (int at = 0; at < 5; at++) {
            decisions().note(note(stranger, "minute", 429));
        }
        decisions().note(note(stranger, "scope", 403));
        var key = Ids.show("key", keyOf(stranger));
        var browser = stranger.browser();

        var first = browser.get("/v1/requests?rule=minute&limit=3");
        var second = browser.get("/v1/requests?rule=minute&limit=3&cursor=" + first.text("next_cursor"));

        assertThat(first.json().get("data")).hasSize(3);
        assertThat(second.json().get("data")).hasSize(2);
        assertThat(browser.get("/v1/requests?status=403&key=" + key).json().get("data"))
                .hasSize(1);
        assertThat(browser.get("/v1/requests?rule=period").json().get("data")).isEmpty();
        assertThat(browser.get("/v1/requests?rule=scope&cursor=" + first.text("next_cursor"))
                        .status())
                .isEqualTo(422);
    }

    @Test
    void aKeyWithoutTheScopeReadsNothing() {
        var stranger = PRODUCT.signUp();
        var secret = stranger.browser()
                .post("/v1/keys", "{\"name\":\"tools\",\"environment\":\"test\",\"scopes\":[\"tools\"]}")
                .text("secret");

        assertThat(PRODUCT.client().withKey(secret).get("/v1/requests").code()).isEqualTo("insufficient_scope");
    }

    @Test
    void fullRowsAreTheNewestThousandAndCountersKeepEveryRequest() {
        try (var own = Product.fresh()) {
            var stranger = own.signUp();
            var account = Store.account(stranger);
            for (int at = 0; at < 2_500; at++) {
                own.usageParts().decisions().decisions().note(note(stranger, "minute", 429));
                if (at == 700) {
                    own.usageParts().decisions().decisions().flush();
                }
            }
            own.clock().advance(Duration.ofMillis(5));
            var newest = own(stranger, own);
            own.usageParts().decisions().decisions().note(newest);
            own.usageParts().decisions().decisions().flush();

            own.usageParts().decisions().decisions().trim();

            var store = Store.of(own);
            assertThat(store.number("select count(*) from decision where account_id = ?", account))
                    .isEqualTo(1_000);
            assertThat(stranger.browser().get("/v1/requests?limit=1").text("data.0.request_id"))
                    .isEqualTo(Ids.show("req", newest.requestId()));
            assertThat(store.number("select sum(requests) from decision_hourly where account_id = ?", account))
                    .isEqualTo(2_501);
            assertThat(store.number("select sum(requests) from decision_minute where account_id = ?", account))
                    .isEqualTo(2_501);
        }
    }

    @Test
    void afterSevenDaysOnlyTheHourlyCountersAreLeft() {
        try (var own = Product.fresh()) {
            var stranger = own.signUp();
            own.usageParts().decisions().decisions().note(own(stranger, own));
            own.usageParts().decisions().decisions().flush();
            own.clock().advance(Duration.ofDays(6));
            own.usageParts().decisions().decisions().trim();
            var store = Store.of(own);
            assertThat(store.number("select count(*) from decision")).isEqualTo(1);
            own.clock().advance(Duration.ofDays(2));

            own.usageParts().decisions().decisions().trim();

            assertThat(store.number("select count(*) from decision")).isZero();
            assertThat(store.number("select count(*) from decision_minute")).isZero();
            assertThat(store.number("select sum(requests) from decision_hourly"))
                    .isEqualTo(1);
        }
    }

    @Test
    void countersLoseNothingWhileManyNoteAndOthersFlush() {
        var strangers = java.util.List.of(PRODUCT.signUp(), PRODUCT.signUp(), PRODUCT.signUp());
        var running = new AtomicBoolean(true);
        var flusher = Thread.ofPlatform().start(() -> {
            while (running.get()) {
                decisions().flush();
            }
        });

        InParallel.times(8, number -> {
            for (int at = 0; at < 5_000; at++) {
                decisions().note(note(strangers.get(at % 3), "minute", 429));
            }
            return number;
        });
        running.set(false);
        join(flusher);
        decisions().flush();

        var counted = strangers.stream()
                .mapToLong(stranger -> Store.of(PRODUCT)
                        .number(
                                "select coalesce(sum(requests), 0) from decision_hourly where account_id = ?",
                                Store.account(stranger)))
                .sum();
        assertThat(counted).isEqualTo(40_000);
    }

    @Test
    void aBatchWhoseAnswerWasLostIsNotWrittenTwice() {
        var writer = UUID.randomUUID();
        var now = Instant.parse("2027-01-01T00:00:00Z");
        Store.of(PRODUCT)
                .jdbi()
                .installPlugin(new org.jdbi.v3.sqlobject.SqlObjectPlugin())
                .useExtension(DecisionWrites.class, rows -> {
                    assertThat(rows.begin(writer, 1, now)).isEqualTo(1);
                    assertThat(rows.begin(writer, 1, now)).isZero();
                    assertThat(rows.begin(writer, 2, now)).isEqualTo(1);
                });
    }

    @Test
    void memoryIsBoundedWhateverIsNoted() {
        var noted = new Noted();
        for (int account = 0; account < 40_000; account++) {
            noted.add(note(new UUID(7, account), null, "minute", 429));
        }

        var batch = noted.take();

        assertThat(batch.full()).hasSizeLessThanOrEqualTo(Noted.FULL_AT_MOST);
        assertThat(batch.hourly().stream()
                        .mapToLong(NotedBatch.Hourly::requests)
                        .sum())
                .isEqualTo(40_000);
    }

    private static Decisions decisions() {
        return PRODUCT.usageParts().decisions().decisions();
    }

    private static DecisionNote note(Stranger stranger, String rule, int status) {
        return note(Store.account(stranger), keyOf(stranger), rule, status);
    }

    private static DecisionNote own(Stranger stranger, Product own) {
        var now = own.clock().instant();
        return new DecisionNote(
                new Ids(own.clock()).next(),
                Store.account(stranger),
                Environment.TEST,
                null,
                null,
                403,
                "scope",
                0,
                null,
                null,
                now);
    }

    private static DecisionNote note(UUID account, @Nullable UUID key, String rule, int status) {
        return new DecisionNote(
                IDS.next(),
                account,
                Environment.TEST,
                key,
                "echo",
                status,
                rule,
                1,
                new DecisionNote.Limits(10, 0, 100, 40, 3),
                Instant.parse("2027-01-01T00:00:06Z"),
                PRODUCT.clock().instant());
    }

    private static UUID keyOf(Stranger stranger) {
        return KEYS.computeIfAbsent(
                stranger.accountId(),
                account -> Ids.parse("key", stranger.browser().get("/v1/keys").text("data.0.id"))
                        .orElseThrow());
    }

    private static final java.util.Map<String, UUID> KEYS = new java.util.concurrent.ConcurrentHashMap<>();

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
