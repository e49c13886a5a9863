package tools.sota.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.sota.testing.Answer;
import tools.sota.testing.Client;
import tools.sota.testing.Product;
import tools.sota.testing.Store;

/// What every address of the API does alike: HEAD, preflights, repeats, and answers to what is no request at all.
class MannersTest {
    private static final String NO_SUCH_TEST_KEY = "sota_test_00000000000000000000000000000000000000";
    private final Product product = Product.shared();

    @ParameterizedTest
    @ValueSource(strings = {"/v1/me", "/v1/plans", "/v1/keys", "/v1/usage", "/healthz", "/v1/invoices"})
    void headAnswersAsGetWithoutABody(String path) {
        var browser = product.signUp().browser();

        var head = head(browser, path);

        assertThat(head.status()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        assertThat(head.header("Content-Type")).startsWith("application/json");
    }

    @Test
    void headNeedsWhatGetNeedsAndIsNotForWhatOnlyTakesPosts() {
        assertThat(head(product.client(), "/v1/keys").status()).isEqualTo(401);
        assertThat(head(product.client(), "/v1/echo").status()).isIn(401, 405);
        assertThat(head(product.client(), "/v1/auth/login").status()).isEqualTo(405);
        assertThat(head(product.client(), "/v1/nothing").status()).isEqualTo(404);
    }

    @Test
    void aPreflightIsAnsweredForAnyPageWithoutCredentials() {
        var answer = product.client()
                .with(
                        "Origin", "https://page.example",
                        "Access-Control-Request-Method", "POST",
                        "Access-Control-Request-Headers", "authorization,content-type,idempotency-key")
                .send("OPTIONS", "/v1/memory/score", BodyPublishers.noBody());

        assertThat(answer.status()).isEqualTo(204);
        assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo("*");
        assertThat(answer.header("Access-Control-Allow-Methods")).contains("GET", "POST");
        assertThat(answer.header("Access-Control-Allow-Headers"))
                .contains("Authorization", "X-API-Key", "Content-Type", "Idempotency-Key");
        assertThat(answer.header("Access-Control-Max-Age")).isNotEmpty();
        assertThat(answer.header("Access-Control-Allow-Credentials")).isEmpty();
    }

    @Test
    void aPageMayReadWhyItsTestKeyWasRefusedButNothingOfALiveKeyOrASession() {
        var page = product.client().with("Origin", "https://page.example");
        var stranger = product.signUp().proveEmail();

        assertThat(allowed(page.withKey(NO_SUCH_TEST_KEY).get("/v1/echo"), 401)).isEqualTo("*");
        assertThat(allowed(page.with("X-API-Key", NO_SUCH_TEST_KEY).get("/v1/nothing"), 404))
                .isEqualTo("*");
        assertThat(allowed(page.withKey(stranger.testKey()).get("/v1/echo"), 200))
                .isEqualTo("*");
        assertThat(allowed(page.withKey(stranger.liveKey()).get("/v1/echo"), 200))
                .isEmpty();
        assertThat(allowed(
                        page.withKey(NO_SUCH_TEST_KEY.replace("test", "live")).get("/v1/echo"), 401))
                .isEmpty();
        assertThat(allowed(stranger.browser().get("/v1/me"), 200)).isEmpty();
    }

    @Test
    void aLogOutEndsTheCallersSessionWhateverAnotherSessionSentBefore() {
        var network = "203.0.113." + (1 + Math.floorMod(System.nanoTime(), 200));
        var one = product.signUp().browser().with("X-Forwarded-For", network, "Idempotency-Key", "out");
        var other = product.signUp().browser().with("X-Forwarded-For", network, "Idempotency-Key", "out");
        one.post("/v1/auth/logout");

        assertThat(other.post("/v1/auth/logout").status()).isEqualTo(204);

        assertThat(other.get("/v1/me").status()).isEqualTo(401);
    }

    @Test
    void aUserWithoutAnAccountMayRepeatARequest() {
        var stranger = product.signUp();
        Store.of(product).run("delete from membership where account_id = ?", Store.account(stranger));

        var answer = stranger.browser().with("Idempotency-Key", "mail").post("/v1/auth/verify-email/resend");

        assertThat(answer.status()).as(answer.body()).isEqualTo(202);
    }

    @Test
    void anAccountThatIsNotYoursIsNamedNowhere() {
        var foreign = product.signUp().accountId();
        var browser = product.signUp().browser().with("Sota-Account", foreign);

        assertThat(browser.get("/v1/me").status()).isEqualTo(404);
        assertThat(browser.post("/v1/auth/verify-email/resend").status()).isEqualTo(404);
    }

    @Test
    void aSlashAtTheEndIsNoOtherRequest() {
        var browser = product.signUp()
                .browser()
                .with("Idempotency-Key", UUID.randomUUID().toString());
        var body = "{\"name\":\"k\",\"environment\":\"test\"}";
        var first = browser.post("/v1/keys", body);

        var again = browser.post("/v1/keys/", body);

        assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(again.text("secret")).isEqualTo(first.text("secret"));
    }

    @ParameterizedTest
    @CsvSource({
        "'GET /v1/%zz HTTP/1.1|Host: x|', 400",
        "'GET /v1/%c0%af HTTP/1.1|Host: x|', 400",
        "'GET /v1/me HTTP/1.1|', 400",
        "'GET /v1/me HTTP/7.7|Host: x|', 505",
        "'NONSENSE|', 400",
        "'GET /v1/me HTTP/1.1|Host: x|Big: ' , 431",
        "'GET /v1/' , 414",
    })
    void whatIsNoRequestIsAProblemToo(String start, int status) throws IOException {
        var request = status == 431
                ? start + "x".repeat(20_000) + "||"
                : status == 414 ? start + "x".repeat(20_000) + " HTTP/1.1|Host: x||" : start + "|";

        var answer = raw(request.replace("|", "\r\n"));

        assertThat(answer).startsWith("HTTP/1.1 " + status);
        assertThat(answer.toLowerCase(java.util.Locale.ROOT)).contains("content-type: application/problem+json");
        var body = Json.ours(answer.substring(answer.indexOf("\r\n\r\n") + 4));
        assertThat(body.get("status").asInt()).isEqualTo(status);
        assertThat(body.get("code").asText()).isNotEmpty();
        assertThat(answer).contains("Request-Id: " + body.get("request_id").asText());
        assertThat(body.get("detail").asText()).doesNotContain("Exception", "jetty");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1", "/v1/"})
    void theRootOfTheApiLeadsOn(String path) {
        var answer = product.client().get(path);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).contains("/openapi.yaml", "/docs");
    }

    @Test
    void nothingIsOfferedThatCannotBeBought() {
        var answer = product.client().get("/v1/plans");

        assertThat(answer.body()).doesNotContain("tax");
    }

    private static String allowed(Answer answer, int status) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        return answer.header("Access-Control-Allow-Origin");
    }

    private static Answer head(Client client, String path) {
        return client.send("HEAD", path, BodyPublishers.noBody());
    }

    private String raw(String request) throws IOException {
        int port = Integer.parseInt(Map.copyOf(product.environment()).get("PORT"));
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            socket.shutdownOutput();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
