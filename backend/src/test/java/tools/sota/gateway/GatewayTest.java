package tools.sota.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.sota.platform.Json;

/// What goes on to the upstream, and what comes back.
class GatewayTest {
    private final Shop shop = Shop.visit();

    @Test
    void aRequestIsForwardedChargedAndAnswered() {
        var answer = shop.get("/v1/maps/tiles/7?zoom=3&name=a%20b+c");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(json(answer).get("target").asText()).isEqualTo("/base/tiles/7?zoom=3&name=a%20b+c");
        assertThat(header(answer, "X-Public")).isEqualTo("of the answer");
        assertThat(header(answer, "RateLimit")).contains("\"period\";r=98");
        assertThat(header(answer, "X-RateLimit-Limit")).isEqualTo("5000");
        assertThat(header(answer, "Sota-Calls")).isEqualTo("2");
        shop.assertCharged(2);
        var row = shop.stranger().browser().get("/v1/usage/records").json().at("/data/0");
        assertThat(row.get("product").asText()).isEqualTo("maps");
        assertThat(row.get("request_id").asText()).isEqualTo(header(answer, "Request-Id"));
    }

    @Test
    void theUpstreamIsToldWhoAsksAndNeverTheKey() {
        var answer = shop.get(
                "/v1/maps/x",
                "X-API-Key",
                shop.key(),
                "Cookie",
                "sota_access=a",
                "Sota-Account",
                "acc_forged",
                "Sota_Key",
                "key_forged",
                "X_Forwarded_For",
                "6.6.6.6",
                "X-Forwarded-For",
                "6.6.6.6, 203.0.113.7",
                "Forwarded",
                "for=6.6.6.6",
                "Via",
                "1.1 other",
                "Accept",
                "text/plain");

        assertThat(answer.body()).doesNotContain(shop.key(), "6.6.6.6", "forged", "accept-encoding");
        var headers = json(answer).get("headers");
        assertThat(headers.has("authorization")).isFalse();
        assertThat(headers.has("x-api-key")).isFalse();
        assertThat(headers.has("cookie")).isFalse();
        assertThat(headers.get("x-forwarded-for").asText()).isEqualTo("203.0.113.7");
        assertThat(headers.get("via").asText()).isEqualTo("1.1 other, 1.1 sota");
        assertThat(headers.get("accept").asText()).isEqualTo("text/plain");
    }

    @Test
    void theUpstreamIsToldForWhomItWorks() {
        var answer = shop.get("/v1/maps/x");

        var headers = json(answer).get("headers");
        assertThat(headers.get("sota-account").asText())
                .isEqualTo(shop.stranger().accountId());
        assertThat(headers.get("sota-key").asText()).startsWith("key_");
        assertThat(headers.get("sota-environment").asText()).isEqualTo("live");
        assertThat(headers.get("request-id").asText()).isEqualTo(header(answer, "Request-Id"));
        assertThat(headers.get("x-forwarded-proto").asText()).isEqualTo("http");
        assertThat(headers.get("x-forwarded-host").asText()).isEqualTo("127.0.0.1:" + shop.port());
        assertThat(headers.get("host").asText())
                .isEqualTo("127.0.0.1:" + shop.backend().port());
    }

    @Test
    void headersOfTheConnectionEndHereInBothDirections() throws IOException {
        var answer = shop.raw(
                "GET /v1/maps/x",
                "Connection: keep-alive, X-Mine",
                "X-Mine: 1",
                "Keep-Alive: timeout=5",
                "TE: trailers",
                "Proxy-Authorization: Basic a",
                "Proxy-Connection: keep-alive",
                "X-End: 1");

        assertThat(answer).contains("\"x-end\":\"1\"");
        assertThat(answer)
                .doesNotContain("x-mine", "\"keep-alive\":", "\"te\":", "proxy-authorization", "proxy-connection");
        assertThat(answer).contains("X-Public: of the answer").doesNotContain("X-Private", "evil.example");
        assertThat(answer).doesNotContain("Sota-Degraded").doesNotContain("X-RateLimit-Limit: 7");
    }

    @Test
    void anUpstreamThatIsMeantToSeesTheKeyAndWhatWeAdd() {
        var headers = json(shop.get("/v1/dear/x", "Cookie", "a=b")).get("headers");

        assertThat(headers.get("authorization").asText()).isEqualTo("Basic abc");
        assertThat(headers.get("x-from").asText()).isEqualTo("sota tools");
        assertThat(headers.get("cookie").asText()).isEqualTo("a=b");
    }

    @Test
    void nobodyGetsPastTheKeyItsScopeAndItsLimits() {
        var before = shop.backend().requests();
        var none = Shop.send(
                HttpRequest.newBuilder(shop.request("/v1/maps/x").build().uri()).build());
        var unknown = shop.get("/v1/maps/x").request().headers();
        var reader = shop.stranger()
                .browser()
                .post("/v1/keys", "{\"name\":\"n\",\"environment\":\"live\",\"scopes\":[\"usage:read\"]}")
                .text("secret");
        var weak = new Shop(shop.product(), shop.backend(), shop.stranger(), reader);

        assertThat(unknown.map()).isNotEmpty();
        assertThat(none.statusCode()).isEqualTo(401);
        assertThat(code(none)).isEqualTo("unauthenticated");
        assertThat(code(weak.get("/v1/maps/x"))).isEqualTo("insufficient_scope");
        assertThat(code(weak.get("/v1/maps/x"))).isEqualTo("insufficient_scope");
        assertThat(code(shop.get("/v1/maps/x?key=" + shop.key()))).isEqualTo("key_in_query");
        assertThat(code(new Shop(shop.product(), shop.backend(), shop.stranger(), "sota_live_x").get("/v1/maps/x")))
                .isEqualTo("malformed_key");
        assertThat(shop.backend().requests()).isEqualTo(before + 1);
    }

    @Test
    void aProductHasLimitsOfItsOwn() {
        for (int call = 0; call < 3; call++) {
            assertThat(shop.get("/v1/small/x").statusCode()).isEqualTo(200);
        }

        var refused = shop.get("/v1/small/x");

        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(json(refused).get("violated-policies").toString()).isEqualTo("[\"small\"]");
        assertThat(header(refused, "RateLimit")).contains("\"small\";r=0");
        assertThat(Integer.parseInt(header(refused, "Retry-After"))).isBetween(1, 60);
        assertThat(shop.get("/v1/maps/x").statusCode()).isEqualTo(200);
    }

    @Test
    void aTestKeyIsToldToTheUpstreamAndMayBeUsedFromAnyPage() {
        var key = shop.stranger().testKey();
        var answer = new Shop(shop.product(), shop.backend(), shop.stranger(), key).get("/v1/maps/x");

        assertThat(json(answer).at("/headers/sota-environment").asText()).isEqualTo("test");
        assertThat(header(answer, "Access-Control-Allow-Origin")).isEqualTo("*");
        assertThat(header(shop.get("/v1/maps/x"), "Access-Control-Allow-Origin"))
                .isEmpty();
        shop.assertCharged(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUT", "PATCH", "DELETE", "OPTIONS", "PURGE"})
    void everyMethodGoesOn(String method) {
        var answer = Shop.send(shop.request("/v1/maps/x")
                .method(method, HttpRequest.BodyPublishers.ofString("body"))
                .build());

        assertThat(json(answer).get("method").asText()).isEqualTo(method);
        assertThat(json(answer).get("length").asInt()).isEqualTo(4);
    }

    @Test
    void aHeadIsAnsweredWithoutABodyAndCosts() throws IOException {
        var answer = shop.raw("HEAD /v1/maps/x");

        assertThat(answer).startsWith("HTTP/1.1 200").contains("Content-Length: ");
        assertThat(answer).endsWith("\r\n\r\n");
        shop.assertCharged(2);
    }

    @Test
    void whatHttpIsNotOrWouldTellTooMuchIsRefused() throws IOException {
        var before = shop.backend().requests();

        assertThat(shop.raw("GET /v1/maps/x", "Connection: Upgrade", "Upgrade: websocket"))
                .startsWith("HTTP/1.1 501")
                .contains("upgrade_not_supported");
        assertThat(shop.raw("TRACE /v1/maps/x")).startsWith("HTTP/1.1 405");
        assertThat(shop.backend().requests()).isEqualTo(before);
    }

    @Test
    void anUpgradeThatClientsOfferUnaskedIsPassedOver() throws Exception {
        try (var offering = HttpClient.newHttpClient()) {
            var answer = offering.send(shop.request("/v1/maps/x").build(), HttpResponse.BodyHandlers.ofString());

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).doesNotContain("h2c", "http2-settings");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/maps/../keys",
                "/v1/maps/../../../etc",
                "/v1/maps/a/../../me",
                "/v1/maps/%2e%2e/secret",
                "/v1/maps/..%2fsecret",
                "/v1/maps/a%2f..%2f..%2fsecret",
                "/v1/maps/%252e%252e/secret",
                "/v1/maps/..;/secret",
                "/v1/maps/..%5csecret",
                "/v1/maps//evil.example/x",
                "/v1/maps/a%0d%0ab",
                "/v1/maps/%",
            })
    void noPathLeavesTheProduct(String path) throws IOException {
        var before = shop.backend().requests();

        var answer = shop.raw("GET " + path);

        assertThat(answer).startsWith("HTTP/1.1 400");
        assertThat(shop.backend().requests()).isEqualTo(before);
    }

    @Test
    void addressesThatOnlyLookLikeAProductAreNone() throws IOException {
        var before = shop.backend().requests();

        assertThat(shop.raw("GET /v1/keys/../maps/x")).startsWith("HTTP/1.1 404");
        assertThat(shop.raw("GET /v1/%6daps/x")).startsWith("HTTP/1.1 404");
        assertThat(shop.raw("GET /v1/mapss/x")).startsWith("HTTP/1.1 404");
        assertThat(shop.raw("GET //v1/maps/x")).doesNotStartWith("HTTP/1.1 200");
        assertThat(shop.backend().requests()).isEqualTo(before);
        assertThat(shop.get("/v1/echo").statusCode()).isEqualTo(200);
    }

    @Test
    void aRedirectIsPassedOnAndNotFollowed() {
        var answer = shop.get("/v1/maps/redirect");

        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(header(answer, "Location")).isEqualTo("http://127.0.0.1:9/inside");
        assertThat(header(answer, "Set-Cookie")).as("no cookies on our site").isEmpty();
        shop.assertCharged(0);
    }

    @Test
    void noHeaderIsReadInTheLettersOfAnEarlierOne() throws IOException {
        var half = shop.key().substring(0, 30);
        var turned = half.toUpperCase(Locale.ROOT).equals(half)
                ? half.toLowerCase(Locale.ROOT)
                : half.toUpperCase(Locale.ROOT);
        var request = "GET /v1/narrow/tag/%s HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer %s\r\n%s\r\n";
        try (var socket = shop.connect()) {
            // What a proxy does that carries the requests of many over one connection.
            Shop.write(socket, request.formatted("x", turned, ""));
            Shop.write(socket, request.formatted("abc", shop.key(), ""));
            Shop.write(socket, request.formatted("ABCdef", shop.key(), "Connection: close\r\n"));

            var answers = new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);

            assertThat(answers.split("HTTP/1.1 ", -1)).hasSize(4).satisfies(each -> {
                assertThat(each[1]).startsWith("401");
                assertThat(each[2]).startsWith("200").contains("ETag: abc\r");
                assertThat(each[3]).startsWith("200").contains("ETag: ABCdef\r");
            });
        }
    }

    @Test
    void theContractForeseesWhatIsForwarded() {
        var client = shop.product().client().withKey(shop.key());

        assertThat(client.get("/v1/maps/x").status()).isEqualTo(200);
        assertThat(client.delete("/v1/maps/x").status()).isEqualTo(200);
        assertThat(client.get("/v1/nowhere/x").status()).isEqualTo(503);
    }

    @Test
    void whereAProductIsServedFromIsNotShown() {
        var plans = shop.product().client().get("/v1/plans");

        assertThat(plans.body())
                .contains("\"maps\"")
                .doesNotContain(Integer.toString(shop.backend().port()));
        assertThat(plans.body()).doesNotContain("upstream", "Basic abc");
        assertThat(plans.json().at("/products/0/operations").toString())
                .isEqualTo("[{\"id\":\"maps\",\"calls\":2,\"per\":1,\"unit\":\"request\",\"limits\":[]}]");
    }

    static JsonNode json(HttpResponse<String> answer) {
        try {
            return Json.mapper().readTree(answer.body());
        } catch (IOException e) {
            throw new AssertionError(answer.body(), e);
        }
    }

    static String code(HttpResponse<String> answer) {
        return json(answer).path("code").asText();
    }

    static String header(HttpResponse<?> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }
}
