package tools.sota.keys;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import tools.sota.platform.Environment;
import tools.sota.testing.Answer;
import tools.sota.testing.Client;
import tools.sota.testing.Product;
import tools.sota.testing.Services;

class KeyReportTest {
    private final Product product = Product.shared();

    @Test
    void aReportedKeyIsRefusedOnEveryNodeAndItsOwnerIsTold() {
        try (var own = Product.fresh();
                var other = own.anotherNode()) {
            var stranger = own.signUp().proveEmail();
            var secret = stranger.liveKey();
            assertThat(other.client().withKey(secret).get("/v1/echo").status()).isEqualTo(200);

            var answer = report(own.client(), secret);

            assertThat(answer.status()).isEqualTo(202);
            assertThat(other.client().withKey(secret).get("/v1/echo").code()).isEqualTo("revoked_key");
            assertThat(own.client().withKey(secret).get("/v1/echo").code()).isEqualTo("revoked_key");
            var key = stranger.browser().get("/v1/keys").json().at("/data/0");
            assertThat(key.get("ended_by").asText()).isEqualTo("report");
            var mail = Services.mail()
                    .awaitMessageTo(
                            stranger.email(),
                            Duration.ofSeconds(10),
                            any -> any.subject().equals("A leaked key was revoked"));
            assertThat(mail.text()).contains(key.get("hint").asText()).doesNotContain(secret);
            assertThat(mail.links()).anyMatch(link -> link.endsWith("/app/" + stranger.accountId() + "/keys"));
        }
    }

    @Test
    void theAnswerTellsNothing() {
        var stranger = product.signUp();
        var revoked = product.signUp();
        var browser = revoked.browser();
        browser.delete("/v1/keys/" + browser.get("/v1/keys").text("data.0.id"));

        var answers = Stream.of(
                        stranger.testKey(),
                        stranger.testKey(),
                        revoked.testKey(),
                        KeySecret.random(Environment.LIVE).value(),
                        "sota_live_mistyped",
                        "anything else")
                .map(secret -> report(product.client(), secret))
                .toList();

        assertThat(answers).extracting(Answer::status).containsOnly(202);
        assertThat(answers).extracting(Answer::body).containsOnly("");
        assertThat(answers.stream()
                        .map(answer -> answer.response().headers().map().keySet())
                        .distinct())
                .hasSize(1);
        assertThat(product.client().withKey(stranger.testKey()).get("/v1/me").code())
                .isEqualTo("revoked_key");
    }

    /// Time cannot be compared in a busy test; the work can: rows written and versions published.
    @Test
    void theWorkIsTheSameForAKeyThatExistsAndOneThatDoesNot() {
        try (var own = Product.fresh()) {
            var secret = own.signUp().testKey();
            var jdbi = jdbi(own);
            long before = mails(jdbi);

            report(own.client(), KeySecret.random(Environment.TEST).value());
            long between = mails(jdbi);
            report(own.client(), secret);
            long after = mails(jdbi);
            report(own.client(), secret);
            report(own.client(), "x");

            assertThat(List.of(between - before, after - between, mails(jdbi) - after))
                    .containsExactly(1L, 1L, 2L);
            assertThat(kinds(jdbi)).as("published").isZero();
        }
    }

    @Test
    void theSecretIsStoredNowhere() {
        try (var own = Product.fresh()) {
            var unknown = KeySecret.random(Environment.LIVE).value();
            var known = own.signUp().testKey();

            report(own.client().with("Idempotency-Key", "once"), unknown);
            report(own.client(), known);

            assertThat(dump(jdbi(own))).doesNotContain(unknown).doesNotContain(known);
        }
    }

    @Test
    void aNetworkMayReportTenInAnHour() {
        var reporter = product.client();
        for (int number = 0; number < KeyLimit.REPORT_BY_ADDRESS.capacity(); number++) {
            assertThat(report(reporter, "x" + number).status()).isEqualTo(202);
        }

        var refused = report(reporter, "x");

        assertThat(refused.code()).isEqualTo("too_many_requests");
        assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(1, 360);
    }

    @Test
    void aBodyThatIsNoReportIsNamedWithoutItsSecret() {
        var long501 = "s".repeat(501);

        assertThat(product.client().post("/v1/keys/report", "{}").json().findValuesAsText("pointer"))
                .containsExactly("/secret");
        assertThat(report(product.client(), long501).body())
                .contains("it has 501")
                .doesNotContain(long501);
    }

    private static Answer report(Client reporter, String secret) {
        return reporter.post("/v1/keys/report", "{\"secret\":\"" + secret + "\"}");
    }

    private static Jdbi jdbi(Product product) {
        return Jdbi.create(product.environment().get("DATABASE_URL"));
    }

    private static long mails(Jdbi jdbi) {
        return count(jdbi, "select count(*) from mail where kind = 'key_reported'");
    }

    private static long kinds(Jdbi jdbi) {
        return count(jdbi, "select count(*) from api_key where published < version and revoked_at is not null");
    }

    private static long count(Jdbi jdbi, String sql) {
        return jdbi.withHandle(handle -> handle.select(sql).mapTo(long.class).one());
    }

    /// Every row of every table, as PostgreSQL prints it.
    private static String dump(Jdbi jdbi) {
        return jdbi.withHandle(handle -> String.join(
                "\n",
                handle
                        .select("select table_name from information_schema.tables where table_schema = 'public'")
                        .mapTo(String.class)
                        .stream()
                        .flatMap(table ->
                                handle.select("select t::text from " + table + " t").mapTo(String.class).stream())
                        .toList()));
    }
}
