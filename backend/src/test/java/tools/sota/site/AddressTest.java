package tools.sota.site;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.sota.platform.Json;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class AddressTest {
    private static final String SCRIPT = "/assets/app-AbCd1234.js";
    private static final String BROWSER = "Accept: text/html,application/xhtml+xml,*/*;q=0.8";

    private final SiteFixture fixture = new SiteFixture("http://127.0.0.1:8080", Map.of());
    private final Wire wire = fixture.wire();

    @AfterAll
    void stop() {
        fixture.close();
    }

    @ParameterizedTest
    @CsvSource({
        "/pricing/, /pricing",
        "/pricing/?plan=pro, /pricing?plan=pro",
        "/pricing/index.html, /pricing",
        "/index.html, /",
        "/docs/quickstart/, /docs/quickstart",
    })
    void aPageHasOneAddress(String path, String location) throws IOException {
        var answer = wire.get(path);

        assertThat(answer.status()).isEqualTo(308);
        assertThat(answer.header("Location")).isEqualTo(location);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/nothing", "/docs", "/404", "/assets/old-AbCd1234.js", "/__spa-fallback.html", "/apple", "/r/x"
            })
    void aBrowserThatFindsNothingGetsAPage(String path) throws IOException {
        var answer = wire.get(path, BROWSER);

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.header("Content-Type")).isEqualToIgnoringCase("text/html;charset=utf-8");
        assertThat(answer.header("Content-Security-Policy")).startsWith("default-src 'none'");
        assertThat(answer.header("Cache-Control")).isEqualTo("no-cache");
        assertThat(answer.text()).contains("There is nothing at this address.");
    }

    @ParameterizedTest
    @CsvSource({
        "/nothing, GET, 'Accept: */*'",
        "/nothing, GET, 'Accept: application/json'",
        "/nothing, GET, 'Accept: text/html;q=0'",
        "/nothing, POST, 'Accept: text/html'",
        "/v1/nothing, GET, 'Accept: text/html'",
        "/webhooks/nothing, GET, 'Accept: text/html'",
        "/assets/app-AbCd1234.js.gz, GET, 'Accept: */*'",
    })
    void everybodyElseGetsAProblem(String path, String method, String accept) throws IOException {
        var answer = wire.send(method, path, accept);

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        assertThat(Json.read(answer.body()).get("code").textValue()).isEqualTo("not_found");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/../pom.xml",
                "/..%2fpom.xml",
                "/%2e%2e/%2e%2e/etc/passwd",
                "/assets/..%5c..%5cpom.xml",
                "/assets/../index.html",
                "/assets/%2e%2e/index.html",
                "//pricing",
                "//pricing/",
                "//evil.example/",
                "/\\evil.example/",
                "/pricing;x=1",
                "/pricing%00",
                "/%c0%ae%c0%ae/index.html",
                "/.git/config",
                "/tools/sota/Main.class",
            })
    void noAddressLeadsOutOfTheSite(String path) throws IOException {
        var answer = wire.get(path, BROWSER);

        assertThat(answer.status()).isIn(400, 404);
        assertThat(answer.headers()).doesNotContainKey("location");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/pricing", SCRIPT, "/app", "/openapi.yaml"})
    void aPageCanOnlyBeRead(String path) throws IOException {
        var answer = wire.send("POST", path);

        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.header("Allow")).isEqualTo("GET, HEAD");
        assertThat(Json.read(answer.body()).get("code").textValue()).isEqualTo("method_not_allowed");
    }

    @Test
    void theApiKeepsItsOwnAnswers() throws IOException {
        var found = wire.get("/v1/me", BROWSER);
        var wrongMethod = wire.get("/v1/echo", BROWSER);

        assertThat(found.text()).isEqualTo("{\"plan\":\"free\"}");
        assertThat(found.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(found.header("Cache-Control")).isEqualTo("no-store");
        assertThat(wrongMethod.status()).isEqualTo(405);
        assertThat(wrongMethod.header("Content-Type")).isEqualTo("application/problem+json");
    }

    @Test
    void theDescriptionOfTheApiIsOpenToEverySite() throws IOException {
        var yaml = wire.get("/openapi.yaml", "Origin: https://elsewhere.example");
        var json = wire.get("/openapi.json", "Origin: https://elsewhere.example");

        assertThat(yaml.header("Content-Type")).isEqualTo("application/yaml");
        assertThat(yaml.header("Access-Control-Allow-Origin")).isEqualTo("*");
        assertThat(json.header("Access-Control-Allow-Origin")).isEqualTo("*");
        assertThat(json.header("Cross-Origin-Resource-Policy")).isEqualTo("cross-origin");
        assertThat(Json.read(json.body())).isEqualTo(new ObjectMapper(new YAMLFactory()).readTree(yaml.body()));
    }
}
