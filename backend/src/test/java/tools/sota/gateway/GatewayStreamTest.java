package tools.sota.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPInputStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import tools.sota.platform.Digests;

/// Bodies pass through piece by piece, in both directions.
class GatewayStreamTest {
    private static final int LARGE = 50_000_000;

    private final Shop shop = Shop.visit();

    @Test
    void aPieceArrivesBeforeTheNextIsMade() throws Exception {
        var answer = Shop.HTTP.send(shop.request("/v1/maps/events").build(), HttpResponse.BodyHandlers.ofInputStream());

        assertThat(answer.statusCode())
                .as("the head is there before the first piece")
                .isEqualTo(200);
        shop.assertCharged(2);
        try (var in = new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
            for (var event : new String[] {"data: 1", "data: 2", "data: 3"}) {
                shop.backend().event(event + "\n");
                assertThat(in.readLine()).isEqualTo(event);
            }
            shop.backend().event("");
            assertThat(in.readLine()).isNull();
        }
    }

    @Test
    void aCallerThatReadsSlowlySlowsTheUpstream() throws Exception {
        long before = shop.backend().sent();
        try (var in = Shop.HTTP
                .send(shop.request("/v1/maps/bytes/" + 2 * LARGE).build(), HttpResponse.BodyHandlers.ofInputStream())
                .body()) {
            in.readNBytes(1_000_000);
            var seen = new AtomicLong(-1);
            Awaitility.await()
                    .pollInterval(Duration.ofMillis(300))
                    .until(() -> seen.getAndSet(shop.backend().sent())
                            == shop.backend().sent());

            assertThat(shop.backend().sent() - before)
                    .as("what sockets hold, and no more")
                    .isLessThan(LARGE);
            assertThat(in.readAllBytes()).hasSize(2 * LARGE - 1_000_000);
        }
    }

    @Test
    void aLargeRequestPasses() {
        var body = new byte[LARGE];
        java.util.Arrays.fill(body, (byte) 'x');

        var answer = Shop.send(shop.request("/v1/maps/x")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build());

        assertThat(GatewayTest.json(answer).get("length").asInt()).isEqualTo(LARGE);
        assertThat(GatewayTest.json(answer).get("sha").asText())
                .isEqualTo(HexFormat.of().formatHex(Digests.sha256(body)));
        assertThat(GatewayTest.json(answer).at("/headers/content-length").asInt())
                .isEqualTo(LARGE);
    }

    @Test
    void aRequestOfUnknownLengthPassesPieceByPiece() throws Exception {
        try (var socket = shop.connect()) {
            Shop.write(
                    socket,
                    "POST /v1/maps/x HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer " + shop.key()
                            + "\r\nTransfer-Encoding: chunked\r\nTrailer: X-Sum\r\nConnection: close\r\n\r\n4\r\nhalf\r\n");
            socket.getOutputStream().flush();
            Shop.write(socket, "4\r\nmore\r\n0\r\nX-Sum: 1\r\n\r\n");

            var answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(answer)
                    .startsWith("HTTP/1.1 200")
                    .contains("\"length\":8")
                    .doesNotContain("x-sum");
        }
    }

    @Test
    void aCallerThatWaitsForLeaveGetsItOnceItIsAdmitted() throws Exception {
        try (var socket = shop.connect()) {
            Shop.write(
                    socket,
                    "POST /v1/maps/x HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer " + shop.key()
                            + "\r\nContent-Length: 4\r\nExpect: 100-continue\r\nConnection: close\r\n\r\n");
            var in = socket.getInputStream();
            var leave = new String(in.readNBytes("HTTP/1.1 100".length()), StandardCharsets.UTF_8);
            Shop.write(socket, "body");

            assertThat(leave).isEqualTo("HTTP/1.1 100");
            assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8))
                    .contains("HTTP/1.1 200")
                    .contains("\"length\":4")
                    .doesNotContain("\"expect\"");
        }
    }

    @Test
    void aCallerThatIsRefusedIsNotAskedForItsBody() throws Exception {
        try (var socket = shop.connect()) {
            Shop.write(
                    socket,
                    "POST /v1/maps/x HTTP/1.1\r\nHost: a\r\nX-API-Key: "
                            + shop.key().substring(1)
                            + "\r\nContent-Length: 4\r\nExpect: 100-continue\r\nConnection: close\r\n\r\n");

            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .startsWith("HTTP/1.1 401");
        }
    }

    @Test
    void whatIsPackedStaysPacked() throws Exception {
        var answer = Shop.HTTP.send(shop.request("/v1/maps/gzip").build(), HttpResponse.BodyHandlers.ofByteArray());

        assertThat(GatewayTest.header(answer, "Content-Encoding")).isEqualTo("gzip");
        try (var in = new GZIPInputStream(new java.io.ByteArrayInputStream(answer.body()))) {
            assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo("packed");
        }
    }

    @Test
    void hintsArePassedOnBeforeTheAnswer() throws Exception {
        var answer = shop.raw("GET /v1/maps/hints");

        assertThat(answer).startsWith("HTTP/1.1 103");
        var hints = answer.substring(0, answer.indexOf("\r\n\r\n"));
        assertThat(hints).contains("Link: </style.css>").doesNotContain("Sota-Key");
        assertThat(answer).contains("HTTP/1.1 200").endsWith("done");
    }

    @Test
    void aRequestThatFollowsOnTheSameConnectionWaitsItsTurn() throws Exception {
        var request = "GET /v1/maps/%s HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer " + shop.key() + "\r\n%s\r\n";
        try (var socket = shop.connect()) {
            Shop.write(socket, request.formatted("events", ""));
            Thread.sleep(300); // the gateway looks for its caller by now, and must not swallow what comes
            Shop.write(socket, request.formatted("second", "Connection: close\r\n"));
            shop.backend().event("data: 1\n");
            shop.backend().event("");

            var answers = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(answers).contains("data: 1").contains("\"target\":\"/base/second\"");
            assertThat(answers.split("HTTP/1.1 200", -1)).hasSize(3);
        }
    }

    @Test
    void anEmptyAnswerIsOne() throws Exception {
        assertThat(shop.raw("GET /v1/maps/status/204"))
                .startsWith("HTTP/1.1 204")
                .endsWith("\r\n\r\n");
        assertThat(shop.raw("GET /v1/maps/bytes/0")).contains("Content-Length: 0");
        shop.assertCharged(4);
    }
}
