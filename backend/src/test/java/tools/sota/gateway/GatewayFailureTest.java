package tools.sota.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static tools.sota.gateway.GatewayTest.code;
import static tools.sota.gateway.GatewayTest.header;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import tools.sota.testing.InParallel;

/// Nothing is charged for what was not answered, and everything that is held comes back.
class GatewayFailureTest {
    private final Shop shop = Shop.visit();

    @Test
    void anUpstreamThatIsNotThereIsAProblem() {
        var answer = shop.get("/v1/nowhere/x");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
        assertThat(code(answer)).isEqualTo("upstream_unavailable");
        assertThat(header(answer, "Retry-After")).isEqualTo("5");
        assertThat(header(answer, "RateLimit")).contains("\"period\"");
        assertThat(answer.body()).contains(header(answer, "Request-Id")).doesNotContain("Exception", "127.0.0.1:9");
        shop.assertCharged(0);
    }

    @Test
    void anUpstreamThatIsLateIsAProblem() {
        long start = System.nanoTime();

        var answer = shop.get("/v1/quick/wait");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(504);
        assertThat(code(answer)).isEqualTo("upstream_timeout");
        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .isBetween(Duration.ofMillis(400), Duration.ofSeconds(5));
        shop.assertCharged(0);
    }

    @Test
    void anUpstreamThatClosesBeforeItsAnswerIsAProblem() {
        var answer = shop.get("/v1/maps/close");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(502);
        assertThat(code(answer)).isEqualTo("upstream_failed");
        shop.assertCharged(0);
    }

    @Test
    void whatTheUpstreamRefusesPassesAsItIsAndCostsNothing() {
        for (int status : new int[] {304, 400, 404, 429, 500, 503}) {
            var answer = shop.get("/v1/maps/status/" + status);

            assertThat(answer.statusCode()).isEqualTo(status);
            assertThat(answer.body()).isEqualTo(status == 304 ? "" : "status " + status);
            assertThat(header(answer, "RateLimit")).contains("\"period\"");
            assertThat(header(answer, "Sota-Calls")).isEmpty();
        }
        shop.assertCharged(0);
    }

    @Test
    void anAnswerThatBreaksOffLooksBrokenAndStaysCharged() throws IOException {
        try (var socket = shop.connect()) {
            Shop.write(
                    socket,
                    "GET /v1/maps/break HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer " + shop.key() + "\r\n\r\n");

            var answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(answer)
                    .startsWith("HTTP/1.1 200")
                    .contains("Content-Length: 100")
                    .endsWith("half");
        }
        shop.assertCharged(2);
    }

    @Test
    void anAnswerThatStopsInTheMiddleBreaksOff() throws IOException {
        try (var socket = shop.connect()) {
            Shop.write(
                    socket,
                    "GET /v1/quick/pause HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer " + shop.key() + "\r\n\r\n");

            var answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(answer).startsWith("HTTP/1.1 200").endsWith("half");
        }
        shop.assertCharged(1);
    }

    @Test
    void aCallerThatGoesAwayIsNotChargedAndTheUpstreamHearsOfIt() throws Exception {
        var own = Backend.open();
        try (var product = Shop.open(own)) {
            var there = Shop.of(product, own);
            try (var socket = there.connect()) {
                Shop.write(
                        socket,
                        "GET /v1/maps/wait HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer " + there.key() + "\r\n\r\n");
                Awaitility.await().until(own::requests, requests -> requests == 1);
                assertThat(there.used()).isEqualTo(2);
            }

            assertThat(own.awaitAbort()).isTrue();
            there.assertCharged(0);
            assertLeft(there);
        }
    }

    @Test
    void aCallerThatGoesAwayInTheMiddleOfItsRequestIsNotCharged() throws Exception {
        try (var socket = shop.connect()) {
            Shop.write(
                    socket,
                    "POST /v1/maps/x HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer " + shop.key()
                            + "\r\nContent-Length: 100\r\n\r\nhalf");
            Awaitility.await().until(shop::used, used -> used == 2);
        }

        shop.assertCharged(0);
        assertLeft(shop);
    }

    @Test
    void aCallerThatGoesAwayInTheMiddleOfAKeptRequestIsNotedToo() throws Exception {
        try (var socket = shop.connect()) {
            Shop.write(
                    socket,
                    "POST /v1/maps/x HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer " + shop.key()
                            + "\r\nIdempotency-Key: half\r\nContent-Length: 100\r\n\r\nhalf");
            shop.used();
        }

        assertLeft(shop);
    }

    @Test
    void aRequestThatIsTooLargeIsRefusedKnownOrNot() throws IOException {
        var known = shop.post("/v1/small/x", "x".repeat(1001));
        assertThat(known.statusCode()).as(known.body()).isEqualTo(413);
        assertThat(known.body()).contains("\"max_bytes\":1000");

        try (var socket = shop.connect()) {
            Shop.write(
                    socket,
                    "POST /v1/small/x HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer " + shop.key()
                            + "\r\nTransfer-Encoding: chunked\r\n\r\n3e8\r\n" + "x".repeat(1000) + "\r\n1\r\nx\r\n");
            var start = new String(socket.getInputStream().readNBytes(12), StandardCharsets.UTF_8);
            assertThat(start).isEqualTo("HTTP/1.1 413");
        }
        assertThat(shop.post("/v1/small/x", "x".repeat(1000)).statusCode()).isEqualTo(200);
        shop.assertCharged(1);
    }

    @Test
    void whatCannotBeRecordedIsNotAnswered() throws IOException {
        var own = Backend.open();
        try (var product = Shop.open(own)) {
            var there = Shop.of(product, own);
            var journal = Path.of(product.environment().getOrDefault("JOURNAL", ""));
            var away = Files.move(journal, journal.resolveSibling(journal.getFileName() + "-away"));

            var refused = there.get("/v1/maps/x");

            assertThat(refused.statusCode()).as(refused.body()).isEqualTo(503);
            assertThat(code(refused)).isEqualTo("overloaded");
            Files.move(away, journal);
            assertThat(there.get("/v1/maps/x").statusCode()).isEqualTo(200);
            there.assertCharged(2);
        }
    }

    @Test
    void manyShareFewConnections() {
        var answers = InParallel.times(40, call -> shop.get("/v1/narrow/x"));

        assertThat(answers)
                .allSatisfy(answer ->
                        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200));
        shop.assertCharged(40);
    }

    @Test
    void whatRunsMayEndWhenTheServerStops() throws Exception {
        var own = Backend.open();
        var product = Shop.open(own);
        var there = Shop.of(product, own);
        there.get("/v1/maps/x");
        var running = CompletableFuture.supplyAsync(() -> there.get("/v1/maps/events"));
        Awaitility.await().until(own::requests, requests -> requests == 2);

        var stopping = CompletableFuture.runAsync(product::close);
        Thread.sleep(300); // the stop has begun; nothing tells from outside
        own.event("data: last\n");
        own.event("");

        assertThat(running.get().body()).isEqualTo("data: last\n");
        stopping.get();
    }

    /// One note of one request whose caller did not wait.
    private static void assertLeft(Shop shop) {
        var browser = shop.stranger().browser();
        var notes = Awaitility.await()
                .atMost(Duration.ofSeconds(5))
                .until(() -> browser.get("/v1/requests").json().get("data"), data -> !data.isEmpty());

        assertThat(notes).hasSize(1);
        var note = notes.get(0);
        assertThat(note.get("rule").asText()).isEqualTo("left");
        assertThat(note.get("status").asInt()).isEqualTo(499);
        assertThat(note.get("outcome").asText()).isEqualTo("failed");
        assertThat(note.get("product").asText()).isEqualTo("maps");
        assertThat(note.get("detail").asText()).contains("closed its connection");
        assertThat(browser.get("/v1/requests/counters?rule=left").text("total.requests"))
                .isEqualTo("1");
    }
}
