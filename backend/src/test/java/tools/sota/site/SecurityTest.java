package tools.sota.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class SecurityTest {
    private static final String STRICT =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self';"
                    + " connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none';"
                    + " manifest-src 'self'";
    private static final Pattern NONCE = Pattern.compile("'nonce-([\\w-]{22})'");

    private final SiteFixture plain = new SiteFixture("http://127.0.0.1:8080", Map.of());
    private final SiteFixture secure = new SiteFixture("https://sota.example", Map.of());

    @AfterAll
    void stop() {
        plain.close();
        secure.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/pricing", "/favicon.svg"})
    void aPageMayLoadNothingFromElsewhere(String path) throws IOException {
        var answer = plain.wire().get(path);

        assertThat(answer.headers())
                .containsEntry("content-security-policy", STRICT)
                .containsEntry("x-content-type-options", "nosniff")
                .containsEntry("referrer-policy", "strict-origin-when-cross-origin")
                .containsEntry("permissions-policy", "camera=(), microphone=(), geolocation=(), payment=()")
                .containsEntry("cross-origin-opener-policy", "same-origin")
                .containsEntry("cross-origin-resource-policy", "same-origin")
                .doesNotContainKeys("strict-transport-security", "server", "x-robots-tag");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/app", "/assets/app-AbCd1234.js", "/openapi.yaml", "/v1/me", "/v1/nothing"})
    void behindTlsEveryAnswerInsistsOnTls(String path) throws IOException {
        var answer = secure.wire().get(path);

        assertThat(answer.header("Strict-Transport-Security")).isEqualTo("max-age=63072000; includeSubDomains");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/%zz", "/v1/%", "/%2e%2e/x"})
    void soDoesWhatTheServerRefusesBeforeAnybodyHearsOfIt(String path) throws IOException {
        var answer = secure.wire().get(path);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.headers())
                .containsEntry("strict-transport-security", "max-age=63072000; includeSubDomains")
                .containsEntry("x-content-type-options", "nosniff");
        assertThat(plain.wire().get(path).headers()).doesNotContainKey("strict-transport-security");
    }

    @Test
    void behindTlsPagesUpgradeWhatTheyLoad() throws IOException {
        var answer = secure.wire().get("/");

        assertThat(answer.header("Content-Security-Policy")).isEqualTo(STRICT + "; upgrade-insecure-requests");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/app", "/app/", "/app/login", "/app/acc_01/usage?from=2026-11-01"})
    void theShellRunsWhatCarriesTheNonceOfItsAnswer(String path) throws IOException {
        var answer = plain.wire().get(path, "Accept-Encoding: gzip, br");

        var policy = String.valueOf(answer.header("Content-Security-Policy"));
        var nonce = NONCE.matcher(policy);
        assertThat(nonce.find()).isTrue();
        var ours = "'nonce-" + nonce.group(1) + "'";
        assertThat(policy)
                .isEqualTo(STRICT.replace("script-src 'self'", "script-src 'self' " + ours)
                        .replace("style-src 'self'", "style-src 'self' " + ours));
        assertThat(answer.text())
                .contains("<script nonce=\"" + nonce.group(1) + "\">window.started = true;")
                .contains("<script nonce=\"" + nonce.group(1) + "\" type=\"module\"")
                .doesNotContain("__NONCE__");
        assertThat(answer.headers())
                .containsEntry("cache-control", "no-store")
                .containsEntry("x-robots-tag", "noindex")
                .containsEntry("content-length", Integer.toString(answer.body().length))
                .doesNotContainKeys("etag", "content-encoding");
    }

    @Test
    void noTwoAnswersShareANonce() throws IOException {
        var first = plain.wire().get("/app");
        var second = plain.wire().get("/app");

        assertThat(first.header("Content-Security-Policy")).isNotEqualTo(second.header("Content-Security-Policy"));
        assertThat(first.text()).isNotEqualTo(second.text());
    }

    @ParameterizedTest
    @CsvSource({"/application", "/app.js", "/App"})
    void onlyTheDashboardsAddressesShowTheShell(String path) throws IOException {
        var answer = plain.wire().get(path);

        assertThat(answer.status()).isEqualTo(404);
    }
}
