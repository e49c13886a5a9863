package tools.sota.keys;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.sota.platform.Json;
import tools.sota.testing.Answer;
import tools.sota.testing.Client;
import tools.sota.testing.InParallel;
import tools.sota.testing.Product;

class KeySettingsTest {
    private final Product product = Product.shared();
    private final Client browser = product.signUp().browser();

    @Test
    void aKeyIsMadeWithEveryLimitAndShowsThem() {
        var end = Json.time(Instant.parse("2099-01-01T00:00:00Z"));

        var made = make("""
                "scopes":["usage:read","usage:write"],"ip_allow_list":["203.0.113.7","2001:DB8::/32"],"monthly_cap":50,
                "expires_at":"%s"
                """.formatted(end));

        assertThat(made.status()).as(made.body()).isEqualTo(201);
        var shown = show(made).json();
        assertThat(shown).isEqualTo(made.json().get("key"));
        assertThat(shown.get("scopes").toString()).isEqualTo("[\"usage:read\",\"usage:write\"]");
        assertThat(shown.get("ip_allow_list").toString()).isEqualTo("[\"203.0.113.7\",\"2001:db8::/32\"]");
        assertThat(shown.get("monthly_cap").asInt()).isEqualTo(50);
        assertThat(shown.get("expires_at").asText()).isEqualTo(end);
        assertThat(shown.get("freeze_on_abnormal_use").asBoolean()).isTrue();
        assertThat(shown.get("frozen_at").isNull()).isTrue();
    }

    @Test
    void everyBadRangeIsNamedByItsPlace() {
        var refused = make("""
                "ip_allow_list":["203.0.113.7","example.com","10.0.0.1/8",7,"2001:db8::/129"],"monthly_cap":0
                """);

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.json().get("errors").findValuesAsText("pointer"))
                .containsExactlyInAnyOrder(
                        "/ip_allow_list/1", "/ip_allow_list/2", "/ip_allow_list/3", "/ip_allow_list/4", "/monthly_cap");
        assertThat(refused.body()).contains("goes on after its first 8 bits", "prefix of 0 to 128 bits");
    }

    @Test
    void aListHoldsFiftyRanges() {
        assertThat(make("\"ip_allow_list\":" + ranges(50)).status()).isEqualTo(201);
        assertThat(make("\"ip_allow_list\":" + ranges(51)).json().findValuesAsText("pointer"))
                .containsExactly("/ip_allow_list");
    }

    @Test
    void aKeyWorksFromItsListOnly() {
        var made = make("\"ip_allow_list\":[\"203.0.113.0/24\",\"2001:db8::/32\"]");

        assertThat(from("203.0.113.99", made).get("/v1/echo").status()).isEqualTo(200);
        assertThat(from("2001:db8:1:2::3", made).get("/v1/echo").status()).isEqualTo(200);
        var refused = from("203.0.114.1", made).get("/v1/echo");
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.code()).isEqualTo("forbidden_ip");
        assertThat(refused.text("detail")).contains("203.0.114.1", "PATCH /v1/keys/" + made.text("key.id"));
        assertThat(refused.text("address")).isEqualTo("203.0.114.1");
        assertThat(from("203.0.113.99, 8.8.8.8", made).get("/v1/me").code())
                .as("only what our own proxy wrote counts")
                .isEqualTo("forbidden_ip");
        assertThat(from("unknown", made).get("/v1/me").code()).isEqualTo("forbidden_ip");
    }

    @Test
    void aChangeOfTheListHoldsOnEveryNodeWhenItsAnswerIsThere() {
        try (var own = Product.fresh();
                var other = own.anotherNode()) {
            var stranger = own.signUp();
            var there = from("203.0.113.7", other, stranger.testKey());
            var id = stranger.browser().get("/v1/keys").text("data.0.id");
            assertThat(there.get("/v1/echo").status()).isEqualTo(200);

            var changed = stranger.browser().patch("/v1/keys/" + id, "{\"ip_allow_list\":[\"198.51.100.1\"]}");

            assertThat(changed.status()).as(changed.body()).isEqualTo(200);
            assertThat(there.get("/v1/echo").code()).isEqualTo("forbidden_ip");
            stranger.browser().patch("/v1/keys/" + id, "{\"ip_allow_list\":[]}");
            assertThat(there.get("/v1/echo").status()).isEqualTo(200);
        }
    }

    @Test
    void scopesChangeAtOnce() {
        var made = make("\"scopes\":[\"tools\"]");
        var caller = product.client().withKey(made.text("secret"));
        assertThat(caller.get("/v1/echo").status()).isEqualTo(200);

        change(made, "{\"scopes\":[\"usage:read\"]}");

        assertThat(caller.get("/v1/echo").text("required_scope")).isEqualTo("tools");
        assertThat(caller.get("/v1/usage").status()).isEqualTo(200);
        change(made, "{\"scopes\":[\"tools\"]}");
        assertThat(caller.get("/v1/echo").status()).isEqualTo(200);
        assertThat(caller.get("/v1/usage").text("required_scope")).isEqualTo("usage:read");
    }

    @Test
    void anEndThatIsMovedInTimeHoldsWhereTheKeyWasCached() {
        try (var own = Product.fresh();
                var other = own.anotherNode()) {
            var stranger = own.signUp();
            var there = other.client().withKey(stranger.testKey());
            var path = "/v1/keys/" + stranger.browser().get("/v1/keys").text("data.0.id");
            var soon = own.clock().instant().plus(Duration.ofMinutes(5));
            stranger.browser().patch(path, "{\"expires_at\":\"" + Json.time(soon) + "\"}");
            assertThat(there.get("/v1/echo").status()).isEqualTo(200);

            stranger.browser().patch(path, "{\"expires_at\":\"" + Json.time(soon.plusSeconds(300)) + "\"}");
            own.clock().advance(Duration.ofMinutes(5));

            assertThat(there.get("/v1/echo").status()).isEqualTo(200);
            own.clock().advance(Duration.ofMinutes(5));
            assertThat(there.get("/v1/echo").code()).isEqualTo("expired_key");
        }
    }

    @Test
    void whatIsLeftOutStaysAndNullClears() {
        var made =
                make("\"ip_allow_list\":[\"203.0.113.7\"],\"monthly_cap\":50,\"expires_at\":\"2099-01-01T00:00:00Z\"");

        var renamed = change(made, "{\"name\":\"other\"}");
        assertThat(renamed.text("name")).isEqualTo("other");
        assertThat(renamed.json().get("monthly_cap").asInt()).isEqualTo(50);
        var cleared = change(
                made,
                "{\"monthly_cap\":null,\"expires_at\":null,\"ip_allow_list\":[],\"freeze_on_abnormal_use\":false}");

        assertThat(cleared.json().get("monthly_cap").isNull()).isTrue();
        assertThat(cleared.json().get("expires_at").isNull()).isTrue();
        assertThat(cleared.json().get("ip_allow_list")).isEmpty();
        assertThat(cleared.json().get("freeze_on_abnormal_use").asBoolean()).isFalse();
        assertThat(cleared.text("name")).isEqualTo("other");
        assertThat(show(made).json()).isEqualTo(cleared.json());
        assertThat(change(made, "{}").status()).isEqualTo(200);
    }

    @Test
    void everyBadFieldOfAChangeIsNamed() {
        var made = make("\"scopes\":[\"tools\"]");

        var refused = change(made, """
                {"name":null,"scopes":null,"ip_allow_list":["x"],"monthly_cap":1.5,"expires_at":"2001-01-01T00:00:00Z",
                 "freeze_on_abnormal_use":"no","environment":"live"}
                """);

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.json().get("errors").findValuesAsText("pointer"))
                .containsExactlyInAnyOrder(
                        "/name",
                        "/scopes",
                        "/ip_allow_list/0",
                        "/monthly_cap",
                        "/expires_at",
                        "/freeze_on_abnormal_use",
                        "/environment");
    }

    @Test
    void anEndCanBeSetAndMovedButNotTakenBack() {
        try (var own = Product.fresh()) {
            var stranger = own.signUp();
            var caller = own.client().withKey(stranger.testKey());
            var path = "/v1/keys/" + stranger.browser().get("/v1/keys").text("data.0.id");
            var soon = Json.time(own.clock().instant().plus(Duration.ofMinutes(10)));
            assertThat(caller.get("/v1/echo").status()).isEqualTo(200);

            stranger.browser().patch(path, "{\"expires_at\":\"" + soon + "\"}");
            assertThat(caller.get("/v1/echo").status()).isEqualTo(200);
            own.clock().advance(Duration.ofMinutes(10));

            assertThat(caller.get("/v1/echo").code()).isEqualTo("expired_key");
            assertThat(stranger.browser().patch(path, "{\"expires_at\":null}").code())
                    .isEqualTo("state_conflict");
            assertThat(stranger.browser()
                            .patch(path, "{\"name\":\"the old one\"}")
                            .status())
                    .isEqualTo(200);
        }
    }

    @Test
    void aSuccessorKeepsScopesAddressesAndCap() {
        var made = make("\"scopes\":[\"tools\"],\"ip_allow_list\":[\"203.0.113.7\"],\"monthly_cap\":7");
        change(made, "{\"freeze_on_abnormal_use\":false}");

        var successor = browser.post("/v1/keys/" + made.text("key.id") + "/rotate", "{\"grace_seconds\":0}");

        var key = successor.json().get("key");
        assertThat(key.get("ip_allow_list").toString()).isEqualTo("[\"203.0.113.7\"]");
        assertThat(key.get("monthly_cap").asInt()).isEqualTo(7);
        assertThat(key.get("scopes").toString()).isEqualTo("[\"tools\"]");
        assertThat(key.get("freeze_on_abnormal_use").asBoolean()).isFalse();
        assertThat(from("203.0.113.8", successor).get("/v1/me").code()).isEqualTo("forbidden_ip");
    }

    @Test
    void aReaderWhoHasItGetsNothingAgain() {
        var made = make("\"monthly_cap\":7");
        var path = "/v1/keys/" + made.text("key.id");
        var etag = browser.get(path).header("ETag");

        assertThat(etag).matches("\"[0-9a-f]{24}\"");
        assertThat(browser.with("If-None-Match", "W/" + etag).get(path).status())
                .isEqualTo(304);
        assertThat(change(made, "{\"monthly_cap\":8}").header("ETag")).isNotEqualTo(etag);
        assertThat(browser.with("If-None-Match", etag).get(path).status()).isEqualTo(200);
    }

    @Test
    void aChangeOfSomethingUnseenIsRefused() {
        var made = make("\"monthly_cap\":7");
        var path = "/v1/keys/" + made.text("key.id");
        var etag = browser.get(path).header("ETag");

        var first = browser.with("If-Match", etag).patch(path, "{\"monthly_cap\":8}");
        var second = browser.with("If-Match", etag).patch(path, "{\"monthly_cap\":9}");

        assertThat(first.status()).isEqualTo(200);
        assertThat(second.status()).isEqualTo(412);
        assertThat(second.code()).isEqualTo("precondition_failed");
        assertThat(show(made).json().get("monthly_cap").asInt()).isEqualTo(8);
        assertThat(browser.with("If-Match", first.header("ETag"))
                        .patch(path, "{\"monthly_cap\":9}")
                        .status())
                .isEqualTo(200);
        assertThat(browser.with("If-Match", "*").patch(path, "{}").status()).isEqualTo(200);
    }

    @Test
    void ofManyWhoHaveSeenTheSameOneChangesIt() {
        var made = make("\"monthly_cap\":1");
        var path = "/v1/keys/" + made.text("key.id");
        var etag = browser.get(path).header("ETag");

        var answers = InParallel.times(
                20, number -> browser.with("If-Match", etag).patch(path, "{\"monthly_cap\":" + (number + 2) + "}"));

        assertThat(answers.stream().filter(answer -> answer.status() == 200)).hasSize(1);
        assertThat(answers.stream().filter(answer -> answer.status() == 412)).hasSize(19);
    }

    private Answer make(String fields) {
        return browser.post("/v1/keys", "{\"name\":\"n\",\"environment\":\"test\"," + fields + "}");
    }

    private Answer show(Answer made) {
        return browser.get("/v1/keys/" + made.text("key.id"));
    }

    private Answer change(Answer made, String body) {
        return browser.patch("/v1/keys/" + made.text("key.id"), body);
    }

    private Client from(String address, Answer made) {
        return from(address, product, made.text("secret"));
    }

    private static Client from(String address, Product product, String secret) {
        return Client.of("http://127.0.0.1:" + product.environment().get("PORT"))
                .with("X-Forwarded-For", address)
                .withKey(secret);
    }

    private static String ranges(int count) {
        return IntStream.range(0, count)
                .mapToObj(number -> "\"10.0." + number + ".0/24\"")
                .collect(Collectors.joining(",", "[", "]"));
    }
}
