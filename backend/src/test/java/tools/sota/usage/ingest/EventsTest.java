package tools.sota.usage.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.sota.testing.Answer;
import tools.sota.testing.Client;
import tools.sota.testing.Product;
import tools.sota.testing.Stranger;

class EventsTest {
    private static final Product PRODUCT = Product.shared();
    private static final String BATCH = "application/cloudevents-batch+json";

    @Test
    void aBatchIsAnsweredEventByEvent() {
        var writer = writer(PRODUCT.signUp(), "test");
        var now = PRODUCT.clock().instant();

        var answer = send(
                writer,
                event("1", "agent.tokens", now, "{\"tokens\":10}"),
                event("1", "agent.tokens", now, "{\"tokens\":10}"),
                event("2", "agent.nothing", now, "{}"),
                event("3", "agent.tokens", now.minus(Duration.ofDays(36)), "{\"tokens\":1}"),
                event("4", "agent.tokens", now.plus(Duration.ofMinutes(6)), "{\"tokens\":1}"),
                event("5", "agent.tokens", now, "{\"tokens\":\"many\"}"),
                "{\"specversion\":\"1.0\",\"id\":\"6\",\"source\":\"/a\",\"type\":\"agent.runs\"}",
                "{\"specversion\":\"0.3\",\"id\":\"7\",\"source\":\"/a\",\"type\":\"agent.runs\"}",
                event("8", "agent.runs", now, "null"));

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.json().get("accepted").asInt()).isEqualTo(2);
        assertThat(answer.json().get("duplicates").asInt()).isEqualTo(1);
        assertThat(answer.json().get("rejected").asInt()).isEqualTo(6);
        assertThat(answer.json().get("results").findValuesAsText("status"))
                .containsExactly(
                        "accepted",
                        "duplicate",
                        "rejected",
                        "rejected",
                        "rejected",
                        "rejected",
                        "rejected",
                        "rejected",
                        "accepted");
        assertThat(answer.json().get("results").findValuesAsText("code"))
                .containsExactly("unknown_meter", "too_old", "in_future", "invalid_value", "time_missing", "invalid");
    }

    @Test
    void anEventIsBookedAtItsOwnTimeAndNotWhenItArrives() {
        try (var own = Product.fresh()) {
            own.clock().leapTo(Instant.parse("2027-03-01T00:30:00Z"));
            var stranger = own.signUp();
            var writer = own.client().withKey(key(stranger, "test"));

            send(
                    writer,
                    event("1", "agent.tokens", Instant.parse("2027-02-28T23:59:59.999Z"), "{\"tokens\":7}"),
                    event("2", "agent.tokens", Instant.parse("2027-03-01T00:00:00Z"), "{\"tokens\":5}"));

            var months = stranger.browser()
                    .get("/v1/meters?meter=agent.tokens&environment=test&interval=month&from=2027-02-01T00:00:00Z")
                    .json();
            assertThat(months.at("/meters/0/series").findValuesAsText("start"))
                    .containsExactly("2027-02-01T00:00:00.000Z", "2027-03-01T00:00:00.000Z");
            assertThat(months.at("/meters/0/series").findValuesAsText("value")).containsExactly("7", "5");
            var current = stranger.browser().get("/v1/meters?meter=agent.tokens&environment=test");
            assertThat(current.json().at("/meters/0/total").asInt()).isEqualTo(5);
        }
    }

    @Test
    void anEventSentAgainWeeksLaterIsStillKnown() {
        try (var own = Product.fresh()) {
            var stranger = own.signUp();
            var key = key(stranger, "test");
            var event = event("1", "agent.runs", own.clock().instant(), "null");
            send(own.client().withKey(key), event);
            own.clock().advance(Duration.ofDays(30));
            own.usageParts().ingest().ingest().forgetSeen();

            assertThat(send(own.client().withKey(key), event)
                            .json()
                            .get("duplicates")
                            .asInt())
                    .isEqualTo(1);

            own.clock().advance(Duration.ofDays(371));
            own.usageParts().ingest().ingest().forgetSeen();
            var renewed = event("1", "agent.runs", own.clock().instant(), "null");
            assertThat(send(own.client().withKey(key), renewed)
                            .json()
                            .get("accepted")
                            .asInt())
                    .isEqualTo(1);
        }
    }

    @Test
    void theThreeAggregationsAddUpAsTheySay() {
        var stranger = PRODUCT.signUp();
        var now = PRODUCT.clock().instant();
        send(
                writer(stranger, "test"),
                Stream.of("2.5", "0.25", "1000")
                        .flatMap(value -> Stream.of("agent.runs", "agent.tokens", "agent.context")
                                .map(meter -> event(value + meter, meter, now, "{\"tokens\":" + value + "}")))
                        .toArray(String[]::new));

        var meters =
                stranger.browser().get("/v1/meters?environment=test").json().get("meters");

        assertThat(meters.findValuesAsText("total")).containsExactly("3", "1002.75", "1000");
        assertThat(meters.get(1).get("series").get(0).get("value").decimalValue())
                .isEqualByComparingTo("1002.75");
    }

    @Test
    void testAndLiveAndOtherAccountsAreApart() {
        var stranger = PRODUCT.signUp().proveEmail();
        var event = event("same", "agent.runs", PRODUCT.clock().instant(), "null");

        var accepted = Stream.of(writer(stranger, "test"), writer(stranger, "live"), writer(PRODUCT.signUp(), "test"))
                .map(writer -> send(writer, event).json().get("accepted").asInt())
                .toList();

        assertThat(accepted).containsExactly(1, 1, 1);
        assertThat(stranger.browser()
                        .get("/v1/meters/agent.runs/records")
                        .json()
                        .get("data")
                        .findValuesAsText("environment"))
                .containsExactlyInAnyOrder("test", "live");
    }

    @Test
    void recordsShowTheEventsAndGoOn() {
        var stranger = PRODUCT.signUp();
        var now = PRODUCT.clock().instant();
        send(
                writer(stranger, "test"),
                IntStream.range(0, 30)
                        .mapToObj(
                                at -> event("e" + at, "agent.tokens", now.minusSeconds(at), "{\"tokens\":" + at + "}"))
                        .toArray(String[]::new));
        var browser = stranger.browser();

        var first = browser.get("/v1/meters/agent.tokens/records");
        var second = browser.get("/v1/meters/agent.tokens/records?cursor=" + first.text("next_cursor"));

        assertThat(first.text("data.0.event_id")).isEqualTo("e0");
        assertThat(first.text("data.0.source")).isEqualTo("/agents/a\tb\\");
        assertThat(second.json().get("data")).hasSize(10);
        assertThat(second.text("data.9.event_id")).isEqualTo("e29");
        assertThat(browser.get("/v1/meters/agent.nothing/records").status()).isEqualTo(404);
    }

    @Test
    void oneEventAloneIsTakenToo() {
        var writer = writer(PRODUCT.signUp(), "test");
        var event = event("1", "agent.runs", PRODUCT.clock().instant(), "null");

        var answer = post(writer, "application/cloudevents+json", event);

        assertThat(answer.json().get("accepted").asInt()).isEqualTo(1);
        assertThat(post(writer, "application/json; charset=utf-8", "[" + event + "]")
                        .json()
                        .get("duplicates")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void aThousandAreTakenAndOneMoreIsNot() {
        var writer = writer(PRODUCT.signUp(), "test");
        var now = PRODUCT.clock().instant();
        var events = IntStream.range(0, 1_001)
                .mapToObj(at -> event("e" + at, "agent.runs", now, "null"))
                .toList();

        var tooMany = send(writer, events.toArray(String[]::new));
        var thousand = send(writer, events.subList(0, 1_000).toArray(String[]::new));

        assertThat(tooMany.status()).isEqualTo(422);
        assertThat(thousand.json().get("accepted").asInt()).isEqualTo(1_000);
        assertThat(send(writer).json().get("accepted").asInt()).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                BATCH + "|[{]|400",
                BATCH + "|{}|400",
                BATCH + "|[1]|400",
                BATCH + "|[] x|400",
                BATCH + "|[{\"id\":\"1\",\"id\":\"2\"}]|400",
                "application/cloudevents+json|[]|400",
                "text/plain|[]|415",
            })
    void aBodyThatIsNoBatchIsRefusedWhole(String type, String body, int status) {
        var answer = post(writer(PRODUCT.signUp(), "test"), type, body);

        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({"-1", "1e16", "0.0000001", "1e999999999", "1e-999999999", "true"})
    void aValueThatNobodyCanCountIsRejected(String value) {
        var answer = send(
                writer(PRODUCT.signUp(), "test"),
                event("1", "agent.tokens", PRODUCT.clock().instant(), "{\"tokens\":" + value + "}"));

        assertThat(answer.text("results.0.code")).isIn("invalid_value", "");
        assertThat(answer.status()).isIn(200, 400);
        assertThat(answer.json().path("accepted").asInt()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"\\u0000", "\\ud800"})
    void whatNoDatabaseCanHoldIsRejected(String character) {
        var event = event("x" + character, "agent.runs", PRODUCT.clock().instant(), "null");

        var answer = send(writer(PRODUCT.signUp(), "test"), event);

        assertThat(answer.text("results.0.code")).isEqualTo("invalid");
    }

    @Test
    void onlyAKeyWithTheScopeSends() {
        var stranger = PRODUCT.signUp();

        assertThat(send(PRODUCT.client().withKey(stranger.testKey())).code()).isEqualTo("insufficient_scope");
        assertThat(send(stranger.browser()).code()).isEqualTo("insufficient_scope");
    }

    @Test
    void anIdempotencyKeyReplaysTheAnswer() {
        var writer = writer(PRODUCT.signUp(), "test")
                .with("Idempotency-Key", UUID.randomUUID().toString());
        var event = event("1", "agent.runs", PRODUCT.clock().instant(), "null");

        var first = send(writer, event);
        var second = send(writer, event);

        assertThat(second.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(second.body()).isEqualTo(first.body());
    }

    static String event(String id, String type, Instant time, String data) {
        return "{\"specversion\":\"1.0\",\"id\":\"" + id + "\",\"source\":\"/agents/a\\tb\\\\\",\"type\":\"" + type
                + "\",\"time\":\"" + time + "\",\"subject\":\"s\",\"extension\":{\"deep\":[1]},\"data\":" + data + "}";
    }

    static Client writer(Stranger stranger, String environment) {
        return PRODUCT.client().withKey(key(stranger, environment));
    }

    static String key(Stranger stranger, String environment) {
        var answer = stranger.browser()
                .post(
                        "/v1/keys",
                        "{\"name\":\"writer\",\"environment\":\"" + environment + "\",\"scopes\":[\"usage:write\"]}");
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return answer.text("secret");
    }

    static Answer send(Client writer, String... events) {
        return post(writer, BATCH, List.of(events).stream().collect(Collectors.joining(",", "[", "]")));
    }

    private static Answer post(Client writer, String type, String body) {
        return writer.with("Content-Type", type)
                .send("POST", "/v1/usage/events", HttpRequest.BodyPublishers.ofString(body));
    }
}
